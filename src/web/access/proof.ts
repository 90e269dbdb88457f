import { checkPassword, checkSecondFactor } from '../../accounts/log-in.ts';
import { type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import type { MemberChangeContext } from '../request-context.ts';
import { sourceOf } from '../session.ts';
import { notifyRefusedTry } from './refused-try.ts';

/** The form's field in which people prove anew who they are. */
export const PROOF = 'current';

/**
 * A session that was left open is not its owner: they give their password, or a code of their second factor. Tries
 * count as those at logging in.
 */
export async function isMe(context: MemberChangeContext): Promise<boolean> {
  const { dependencies, request, me, fields, now } = context;
  const { account } = me;
  const source = sourceOf(dependencies, request);
  const typed = fields.exact(PROOF);
  const isCode = account.totpSecret !== null && /^\d{3} ?\d{3}$/.test(typed.trim());
  const checked = isCode
    ? await checkSecondFactor(dependencies.accounts, account, typed, source, now)
    : await checkPassword(dependencies.accounts, { email: account.email, password: typed }, source, now);
  if (!checked.ok) notifyRefusedTry(context, 'proof-refused', checked.error, account.email);
  return checked.ok;
}

/** What the form says when the proof is missing, or wrong; null: it is right. */
export async function proofProblem(context: MemberChangeContext): Promise<ValidationErrors | null> {
  const { fields, t } = context;
  if (fields.exact(PROOF) === '') return validationError(PROOF, t.access.proofNeeded);
  return (await isMe(context)) ? null : validationError(PROOF, t.account.currentWrong);
}
