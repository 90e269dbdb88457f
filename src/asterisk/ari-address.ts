import type { HttpRequest } from './ari-http.ts';

/** Where ARI is, and who we are there. */
export interface AriAddress {
  /** `http://127.0.0.1:8088`; a path is not supported by ari-client (`prefix` in http.conf must be empty). */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** The name `Stasis()` is given in the dialplan. */
  readonly app: string;
  /** Certificates in PEM that vouch for Asterisk over https; null: those that this machine trusts. */
  readonly ca: string | null;
}

/** ARI wants the credentials in the websocket's address; any error text may repeat it. */
export function withoutCredentials(text: string, address: AriAddress): string {
  const secrets = [address.password, encodeURIComponent(address.password)].filter((secret) => secret !== '');
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '[hidden]'), text);
}

/** A question to ARI, with our credentials; `path` is what follows `/ari`. */
export function ariQuestion(address: AriAddress, path: string): HttpRequest {
  return {
    url: `${address.url.replace(/\/+$/, '')}/ari${path}`,
    method: 'GET',
    headers: { authorization: basicAuthorization(address) },
    body: null,
    ca: address.ca,
  };
}

export function basicAuthorization(address: Pick<AriAddress, 'username' | 'password'>): string {
  return `Basic ${Buffer.from(`${address.username}:${address.password}`).toString('base64')}`;
}
