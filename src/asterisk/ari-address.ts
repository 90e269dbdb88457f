/** Where ARI is, and who we are there. */
export interface AriAddress {
  /** `http://127.0.0.1:8088`; a path is not supported by ari-client (`prefix` in http.conf must be empty). */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** The name `Stasis()` is given in the dialplan. */
  readonly app: string;
}

/** ARI wants the credentials in the websocket's address; any error text may repeat it. */
export function withoutCredentials(text: string, address: AriAddress): string {
  const secrets = [address.password, encodeURIComponent(address.password)].filter((secret) => secret !== '');
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '[hidden]'), text);
}

export function basicAuthorization(address: Pick<AriAddress, 'username' | 'password'>): string {
  return `Basic ${Buffer.from(`${address.username}:${address.password}`).toString('base64')}`;
}
