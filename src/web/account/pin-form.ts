import { hashPassword } from '../../accounts/passwords.ts';
import { pinProblem } from '../../domain/mailbox/pin.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { isMe } from '../access/proof.ts';
import { type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import type { MemberChangeContext, Reply } from '../request-context.ts';
import { accountForm } from './account-pages.ts';

/** Sets the PIN by which one listens to messages on the telephone. */
export async function changePin(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me, fields, author } = context;
  const pin = fields.exact('pin').replace(/[ -]/g, '');
  const wrong = await errorOf(context, pin);
  if (wrong !== null) return accountForm(context, wrong);
  await dependencies.pins.set(me.person.id, await hashPassword(pin), author);
  return { kind: 'see', path: '/account', done: 'saved' };
}

export async function endPin(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me, t, author } = context;
  if (!(await isMe(context)))
    return accountForm(context, validationError('pinEndCurrent', t.account.currentWrong));
  await dependencies.pins.set(me.person.id, null, author);
  return { kind: 'see', path: '/account', done: 'saved' };
}

async function errorOf(context: MemberChangeContext, pin: string): Promise<ValidationErrors | null> {
  const { dependencies, me, fields, t } = context;
  if (scopeOf('calls.listen', me.person.role) === 'none')
    return validationError('pin', t.account.pinNotYours);
  if (!(await isMe(context))) return validationError('pinCurrent', t.account.currentWrong);
  const person = (await dependencies.directory.people([me.person.id]))[0];
  const own = (person?.contactMethods ?? []).map(({ target }) => describeTarget(target));
  const problem = pinProblem(pin, own);
  if (problem !== null) return validationError('pin', t.account.pinProblems[problem]);
  return pin === fields.exact('pinAgain').replace(/[ -]/g, '')
    ? null
    : validationError('pinAgain', t.account.pinDiffers);
}
