import { hasLeft } from '../../accounts/account.ts';
import { readEmail } from '../../domain/email.ts';
import type { ChangeContext } from '../request-context.ts';
import { makeLink } from './links.ts';

/** So many may be under way for one account: whoever asks again and again fills nobody's mailbox, and ends no link. */
const MOST_UNDER_WAY = 3;

/**
 * Sends a link for a new password to whoever has that e-mail, once the answer has left: how long it takes must not tell
 * whether somebody has.
 */
export function sendResetLinkAfterwards(context: ChangeContext, typed: string): void {
  const email = readEmail(typed);
  const { request, dependencies } = context;
  if (email === null) return;
  request.res?.once('close', () => {
    sendResetLink(context, email).catch((error: unknown) =>
      dependencies.log.error({ err: error }, 'a link for a new password could not be made'),
    );
  });
}

async function sendResetLink(context: ChangeContext, email: string): Promise<void> {
  const { dependencies, now } = context;
  const { accounts, log } = dependencies;
  const account = await accounts.withEmail(email);
  const person = account && (await dependencies.reader.people()).get(account.personId);
  if (!account || !person || hasLeft(account, now)) return;
  const who = { person: person.id };
  if (dependencies.mailLink === null) {
    log.warn(who, 'a new password was asked for without mail: vigie user add, or their card, gives a link');
    return;
  }
  if ((await accounts.linksUnderWay(person.id, 'reset', now)) >= MOST_UNDER_WAY) {
    log.info(who, 'a new password was asked for again: the links under way are good');
    return;
  }
  await makeLink(context, person, account, 'reset');
}
