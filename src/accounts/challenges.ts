import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Instant, SECOND } from '../runtime/instant.ts';

const GOOD_FOR_MS = 5 * 60 * SECOND;
const NONCE_BYTES = 16;
const TIME_BYTES = 6;
const SEAL_BYTES = 32;

/** What a challenge is for; `personId` null: whoever answers it. */
export interface ChallengeUse {
  readonly purpose: 'add' | 'second-factor' | 'log-in';
  readonly personId: string | null;
}

/**
 * What passkeys sign, each good once and for five minutes. A challenge carries its own seal, so that nothing is kept of
 * those that strangers ask for.
 */
export interface Challenges {
  make(use: ChallengeUse, now: Instant): Uint8Array<ArrayBuffer>;
  /** Whether it is ours, for that, and still good. */
  holds(challenge: string, use: ChallengeUse, now: Instant): boolean;
  /** Uses it up, once what was signed proved right; false: it was used before. */
  spend(challenge: string, now: Instant): boolean;
}

/** With a restart those under way are over. */
export function createChallenges(key: Buffer = randomBytes(32)): Challenges {
  const spent = new Map<string, Instant>();
  const seal = (head: Buffer, { purpose, personId }: ChallengeUse) =>
    createHmac('sha256', key)
      .update(head)
      .update(JSON.stringify([purpose, personId]))
      .digest();
  return {
    make(use, now) {
      const until = Buffer.alloc(TIME_BYTES);
      until.writeUIntBE(now + GOOD_FOR_MS, 0, TIME_BYTES);
      const head = Buffer.concat([randomBytes(NONCE_BYTES), until]);
      return Uint8Array.from([...head, ...seal(head, use)]);
    },
    holds(challenge, use, now) {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== NONCE_BYTES + TIME_BYTES + SEAL_BYTES) return false;
      const head = bytes.subarray(0, NONCE_BYTES + TIME_BYTES);
      return timingSafeEqual(bytes.subarray(head.length), seal(head, use)) && now < goodUntil(bytes);
    },
    spend(challenge, now) {
      for (const [old, until] of spent) if (until <= now) spent.delete(old);
      const bytes = Buffer.from(challenge, 'base64url');
      const name = bytes.toString('base64url');
      if (spent.has(name)) return false;
      spent.set(name, goodUntil(bytes));
      return true;
    },
  };
}

function goodUntil(challenge: Buffer): Instant {
  return challenge.readUIntBE(NONCE_BYTES, TIME_BYTES);
}
