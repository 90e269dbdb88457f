import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** How a device answers; what it leaves out is as an honest one would. */
export interface Answering {
  readonly challenge: string;
  readonly origin: string;
  readonly host: string;
  /** Whether it checked its owner: finger, face, PIN. */
  readonly isVerified?: boolean;
  readonly counter?: number;
  /** What the browser says that it did. */
  readonly type?: 'webauthn.create' | 'webauthn.get';
}

/** A device that holds one passkey (ES256, no attestation), as WebAuthn level 2 has it. */
export function createAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rawId = randomBytes(16);
  const id = rawId.toString('base64url');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });

  const clientData = ({ challenge, origin, type }: Answering, usual: string) =>
    Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin: false }));

  const head = ({ host, isVerified = true, counter = 0 }: Answering, isNew: boolean) => {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (isNew ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(Buffer.from(host)), Buffer.from([flags]), count]);
  };

  /** The key as COSE has it: a CBOR map of key type, algorithm, curve and the point. */
  const coseKey = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ]);

  const answer = (response: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });

  return {
    id,
    /** What the browser sends that made the passkey. */
    added(how: Answering): string {
      const idLength = Buffer.from([0, rawId.length]);
      const data = Buffer.concat([head(how, true), Buffer.alloc(16), idLength, rawId, coseKey]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(data.length);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')],
        ...[Buffer.from([0x59]), length, data],
      ]);
      return answer({
        clientDataJSON: clientData(how, 'webauthn.create').toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** What the browser sends that showed it. */
    shown(how: Answering): string {
      const data = head(how, false);
      const client = clientData(how, 'webauthn.get');
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
      });
    },
  };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** A CBOR text of fewer than 24 letters. */
function text(word: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
}
