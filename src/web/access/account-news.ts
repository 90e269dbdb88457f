import type { Account } from '../../accounts/account.ts';
import type { AccountChange } from '../../notices/compose/account-change-text.ts';
import type { ChangeContext } from '../request-context.ts';

/**
 * Tells the owner of an account at the address they had before. Not waited for: what was done is done. `by`: who did it,
 * if it was not the owner.
 */
export async function notifyOwner(
  { dependencies, now }: ChangeContext,
  account: Account,
  change: AccountChange,
  by: string | null = null,
): Promise<void> {
  const person = (await dependencies.reader.people()).get(account.personId);
  if (!person) return;
  const { mailAccountChange, log, timeZone } = dependencies;
  if (mailAccountChange === null) {
    log.info({ person: person.id, change }, 'an account was changed; no mail is set up to tell its owner');
    return;
  }
  const language = account.language ?? person.languages[0] ?? 'en';
  const { personId, email } = account;
  mailAccountChange({ personId, email, name: person.name, language, change, by, at: now, timeZone }).catch(
    (error: unknown) => log.error({ err: error }, 'news of an account could not be mailed'),
  );
}
