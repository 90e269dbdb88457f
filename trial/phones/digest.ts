import { createHash, randomBytes } from 'node:crypto';
import { header, type SipMessage } from './sip-message.ts';

/** The Authorization header that answers a challenge (RFC 2617, MD5 with qop). */
export function digestFor(
  challenge: SipMessage,
  account: { readonly user: string; readonly password: string },
  method: string,
  uri: string,
): string {
  const asked = header(challenge, 'www-authenticate') || header(challenge, 'proxy-authenticate');
  const part = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(asked)?.[1] ?? '';
  const [realm, nonce, opaque] = [part('realm'), part('nonce'), part('opaque')];
  const cnonce = randomBytes(6).toString('hex');
  const secret = md5(`${account.user}:${realm}:${account.password}`);
  const response = md5(`${secret}:${nonce}:00000001:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
  const parts = {
    ...{ username: account.user, realm, nonce, uri, response, cnonce },
    ...(opaque === '' ? {} : { opaque }),
  };
  const quoted = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
  return `Digest ${quoted.join(',')},algorithm=MD5,qop=auth,nc=00000001`;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
