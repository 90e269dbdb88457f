import type { Author } from '../planning/configuration.ts';
import type { Instant } from '../runtime/instant.ts';
import { isPassword } from './passwords.ts';

/** Whose wrong PINs are counted: a person's, or those from a calling number. */
export type PinSubject =
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'number'; readonly name: string };

/** Where PINs are kept, hashed as passwords are. What a person changes leaves an audit entry in the same transaction. */
export interface PinStore {
  has(personId: string): Promise<boolean>;
  /** Also forgets wrong tries. Null: takes it away. */
  set(personId: string, hash: string | null, author: Author): Promise<void>;
  /** Of those among them who have one, and have not left. */
  hashesOf(personIds: readonly string[], now: Instant): Promise<ReadonlyMap<string, string>>;
  /**
   * Counts a try of each subject that is not locked, before anything is compared, so that tries at the same time are
   * counted too. Gives those that may go on.
   */
  claimTry(subjects: readonly PinSubject[], now: Instant): Promise<readonly PinSubject[]>;
  /** The PIN was right. */
  forgive(subjects: readonly PinSubject[]): Promise<void>;
  /** Whether the last try locked a person: written down with the number that it came from. */
  noteLocks(subjects: readonly PinSubject[], from: string | null, now: Instant): Promise<void>;
}

/**
 * Whose PIN it is. Who withholds their number is counted by whose PIN they try alone: one counter for all of them would
 * let anybody lock everybody. With nobody to compare with it takes as long, and a locked person, or number, is refused like a wrong
 * PIN at its third try: nothing tells who has one.
 */
export async function checkPin(
  pins: PinStore,
  { candidates, pin, from }: { candidates: readonly string[]; pin: string; from: string | null },
  now: Instant,
): Promise<{ readonly personId: string } | 'wrong' | 'locked'> {
  const people = candidates.map((name) => ({ kind: 'person', name }) as const);
  const numbers = from === null ? [] : [{ kind: 'number', name: from } as const];
  const open = await pins.claimTry([...numbers, ...people], now);
  const personIds = open.flatMap(({ kind, name }) => (kind === 'person' ? [name] : []));
  const isNumberOpen = numbers.length === 0 || open.some(({ kind }) => kind === 'number');
  const isOpen = isNumberOpen && (people.length === 0 || personIds.length > 0);
  const hashes = await pins.hashesOf(isOpen ? personIds : [], now);
  let owner: string | null = null;
  if (hashes.size === 0) await isPassword(pin, null);
  for (const [personId, hash] of hashes) if (await isPassword(pin, hash)) owner = personId;
  if (!isOpen) return 'locked';
  if (owner === null) {
    await pins.noteLocks(people, from, now);
    return 'wrong';
  }
  await pins.forgive([...numbers, { kind: 'person', name: owner }]);
  return { personId: owner };
}
