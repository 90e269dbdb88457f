import type { Medium } from '../domain/notice/notice.ts';
import type { Language } from '../domain/person.ts';
import type { ConfigurationStore } from '../planning/configuration.ts';
import { type ReadingRules, saveItems } from '../planning/save-items.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { addressProofText } from './compose/address-proof-text.ts';
import type { NotificationPreferences } from './notification-preferences.ts';
import type { SendDirectly } from './send-directly.ts';
import { createLinkToken, hashLinkToken } from './tokens.ts';

/** An address to which notices will go once whoever reads there has said so. */
export interface WaitingAddress {
  readonly personId: string;
  readonly medium: Medium;
  readonly address: string;
  readonly expiresAt: Instant;
}

/** A mail address at which nothing arrives. */
export interface DeadAddress {
  readonly address: string;
  readonly since: Instant;
  /** In the mail server's own words. */
  readonly said: string;
}

/** Where they wait. */
export interface AddressProofStore {
  /** In the place of one that waits for the same person and medium. */
  add(waiting: WaitingAddress & { readonly tokenHash: string; readonly askedAt: Instant }): Promise<void>;
  /** Asked by this person since then, whatever came of it. */
  askedSince(personId: string, since: Instant): Promise<number>;
  waiting(personId: string, now: Instant): Promise<readonly WaitingAddress[]>;
  /** Null: no such link, or not any more. */
  find(tokenHash: string, now: Instant): Promise<WaitingAddress | null>;
  /** Something arrives there: what a mail server said of it is over. */
  proved(personId: string, address: string): Promise<void>;
  /** Those of their addresses, in use now, at which nothing arrives. */
  dead(personId: string): Promise<readonly DeadAddress[]>;
  /** No link of theirs for this medium is good any more. */
  end(personId: string, medium: Medium, now: Instant): Promise<void>;
}

export interface AddressToProve {
  readonly personId: string;
  readonly name: string;
  readonly language: Language;
  readonly medium: Medium;
  readonly address: string;
}

/** `too-many`: nobody may have Vigie write to one stranger after the other. */
export type AskForProof = (address: AddressToProve) => Promise<'asked' | 'too-many'>;

interface ProofDependencies {
  readonly store: AddressProofStore;
  readonly send: Readonly<Record<Medium, SendDirectly>>;
  readonly publicUrl: string | null;
  readonly clock: Clock;
}

const HOUR = 3600 * SECOND;
const GOOD_FOR_HOURS = 24;
const MOST_IN_AN_HOUR = 5;

/** Sends a link to an address; only when it is opened there do notices follow. */
export function createAskForProof({ store, send, publicUrl, clock }: ProofDependencies): AskForProof {
  return async ({ personId, name, language, medium, address }) => {
    const now = clock.now();
    if ((await store.askedSince(personId, now - HOUR)) >= MOST_IN_AN_HOUR) return 'too-many';
    const token = createLinkToken();
    const expiresAt = now + GOOD_FOR_HOURS * HOUR;
    const tokenHash = hashLinkToken(token);
    await store.add({ personId, medium, address, expiresAt, askedAt: now, tokenHash });
    const link = `${publicUrl ?? ''}/address/${token}`;
    const letter = {
      name: `address-${createLinkToken()}`,
      to: address,
      language,
      ...addressProofText({ name, language, medium, link }),
      thread: null,
      attachment: null,
    };
    // What cannot leave now is tried again, and the log says so: the page waits for no gateway.
    void send[medium]({ letter, personId, expiresAt, what: 'address-proof' });
    return 'asked';
  };
}

interface TakeDependencies {
  readonly store: AddressProofStore;
  readonly configuration: ConfigurationStore;
  readonly notificationPreferences: Pick<NotificationPreferences, 'setAddress'>;
  readonly rules: ReadingRules;
}

/** Whoever reads at the address has confirmed it: notices go there from now on. False: it is somebody else's by now. */
export async function takeProvedAddress(
  { personId, medium, address }: WaitingAddress,
  actor: string,
  now: Instant,
  { store, configuration, notificationPreferences, rules }: TakeDependencies,
): Promise<boolean> {
  const author = { actor, at: now };
  await store.end(personId, medium, now);
  await store.proved(personId, address);
  if (medium === 'sms') {
    await notificationPreferences.setAddress(personId, medium, address, author);
    return true;
  }
  const edit = { section: 'people', id: personId, raw: { email: address }, basedOn: null } as const;
  return (await saveItems(configuration, [edit], { ...rules, author })).ok;
}
