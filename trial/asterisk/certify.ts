import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AsteriskHost } from './asterisk-host.ts';
import { outputOf } from './leash.ts';

/** An authority of one's own, and the certificate that it gives to 127.0.0.1. */
const CERTIFY = `
set -e
mkdir -p "$1"
cd "$1"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Authority of the trial' -keyout ca.key -out ca.pem
openssl req -newkey rsa:2048 -nodes -subj '/CN=127.0.0.1' -keyout server.key -out server.csr
printf 'subjectAltName=IP:127.0.0.1\\n' >server.ext
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext -out server.pem
`;

/** Writes `tls/` of an instance; gives the authority's certificate. The OpenSSL is the one that came with Asterisk. */
export async function certify(host: AsteriskHost): Promise<string> {
  const inside = path.posix.join(host.insideDirectory, 'tls');
  await outputOf(host.start(['sh', '-c', CERTIFY, 'certify', inside]), 'making certificates');
  return readFileSync(path.join(host.directory, 'tls/ca.pem'), 'utf8');
}
