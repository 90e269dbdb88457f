import { hasLeft } from '../../accounts/account.ts';
import type { ChallengeUse } from '../../accounts/challenges.ts';
import { checkShown, optionsToShow } from '../../accounts/passkey-ceremony.ts';
import { validationError } from '../forms/validation-errors.ts';
import { type ChangeContext, notFound, type Reply, type RequestContext } from '../request-context.ts';
import { codeForm, letIn, logInForm } from './log-in-pages.ts';
import { ceremonyOf } from './passkey-ceremony.ts';
import { notifyRefusedTry } from './refused-try.ts';

const LOG_IN: ChallengeUse = { purpose: 'log-in', personId: null };

/** What the browser needs to look for a passkey of ours. */
export function askForPasskey(context: RequestContext): Promise<Reply> {
  return ask(context, LOG_IN);
}

/** For whoever has given their password. */
export async function askForPasskeyAfterwards(context: RequestContext): Promise<Reply> {
  return context.halfOpen === null ? notFound() : ask(context, asFactorOf(context.halfOpen.person.id));
}

/** The passkey alone: its owner's device has verified them, by finger, face or PIN. */
export async function logInByPasskey(context: ChangeContext): Promise<Reply> {
  const ceremony = ceremonyOf(context);
  if (ceremony === null) return notFound();
  const { dependencies, fields, now, t } = context;
  const passkey = await checkShown(ceremony, LOG_IN, fields.exact('answer'), now);
  const account = passkey === null ? null : await dependencies.accounts.of(passkey.personId);
  if (account !== null && !hasLeft(account, now)) return letIn(context, account.personId);
  notifyRefusedTry(context, 'log-in-refused', account === null ? 'wrong' : 'unknown', account?.email ?? null);
  return logInForm(context, validationError('passkey', t.access.passkeyRefused));
}

/** After the password. */
export async function giveCodeByPasskey(context: ChangeContext): Promise<Reply> {
  const ceremony = ceremonyOf(context);
  const { halfOpen, fields, now, t } = context;
  if (halfOpen === null) return { kind: 'see', path: '/log-in' };
  if (ceremony === null) return notFound();
  const { id } = halfOpen.person;
  const passkey = await checkShown(ceremony, asFactorOf(id), fields.exact('answer'), now);
  if (passkey !== null) return letIn(context, id);
  notifyRefusedTry(context, 'code-refused', 'wrong', halfOpen.account.email);
  return codeForm(context, validationError('passkey', t.access.passkeyRefused));
}

function asFactorOf(personId: string): ChallengeUse {
  return { purpose: 'second-factor', personId };
}

async function ask(context: RequestContext, use: ChallengeUse): Promise<Reply> {
  const ceremony = ceremonyOf(context);
  if (ceremony === null) return notFound();
  const options = await optionsToShow(ceremony, use, context.now);
  return { kind: 'own', answer: (response) => void response.json(options) };
}
