import { createHash } from 'node:crypto';
import type { Instant } from '../runtime/instant.ts';

/** What comes before the first entry. */
export const CHAIN_START = '0'.repeat(64);

/** An entry as it is chained: each hash holds the one before, so that none can be changed, put in or taken out. */
export interface ChainedEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string | null;
  readonly interventionId: string;
  readonly personId: string;
  readonly kind: string;
  /** Null: erased on request. What it was can no longer be told, nor changed: its hash stays. */
  readonly body: string | null;
  readonly salt: string | null;
  readonly bodyHash: string;
  readonly hash: string;
}

export type ChainFault = 'sequence' | 'body' | 'hash';

/** `seq`: of the first entry that is not as it was written. */
export type ChainVerdict =
  | { readonly kind: 'whole'; readonly entries: number; readonly erased: number; readonly end: string }
  | { readonly kind: 'broken'; readonly seq: number; readonly fault: ChainFault };

/** The salt keeps an erased body from being guessed from its hash. */
export function hashBody(salt: string, body: string): string {
  return sha256(`${salt}\n${body}`);
}

export function hashEntry(previous: string, entry: Omit<ChainedEntry, 'hash' | 'body' | 'salt'>): string {
  const { seq, at, by, interventionId, personId, kind, bodyHash } = entry;
  return sha256(JSON.stringify([previous, seq, at, by, interventionId, personId, kind, bodyHash]));
}

/** Follows a chain from its start, a part at a time. */
export function followChain() {
  let [seq, hash, erased] = [0, CHAIN_START, 0];
  return {
    /** Null: as it was written. */
    next(entry: ChainedEntry): ChainVerdict | null {
      const fault = faultOf(entry, seq + 1, hash);
      if (fault !== null) return { kind: 'broken', seq: entry.seq, fault };
      [seq, hash] = [entry.seq, entry.hash];
      if (entry.body === null) erased += 1;
      return null;
    },
    whole: (): ChainVerdict => ({ kind: 'whole', entries: seq, erased, end: hash }),
  };
}

function faultOf(entry: ChainedEntry, expected: number, previous: string): ChainFault | null {
  if (entry.seq !== expected) return 'sequence';
  if (entry.body !== null && hashBody(entry.salt ?? '', entry.body) !== entry.bodyHash) return 'body';
  return hashEntry(previous, entry) === entry.hash ? null : 'hash';
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
