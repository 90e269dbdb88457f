import { hashPassword } from '../../accounts/passwords.ts';
import { pinProblem } from '../../domain/mailbox/pin.ts';
import { reachOf } from '../../domain/permissions.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { type Flaws, flaw } from '../forms/flaws.ts';
import type { MemberChange, Reply } from '../visit.ts';
import { accountForm, isMe } from './account-pages.ts';

/** Sets the PIN by which one listens to messages on the telephone. */
export async function changePin(visit: MemberChange): Promise<Reply> {
  const { needs, me, fields, author } = visit;
  const pin = fields.exact('pin').replace(/[ -]/g, '');
  const wrong = await flawOf(visit, pin);
  if (wrong !== null) return accountForm(visit, wrong);
  await needs.pins.set(me.person.id, await hashPassword(pin), author);
  return { kind: 'see', path: '/account', done: 'saved' };
}

export async function endPin(visit: MemberChange): Promise<Reply> {
  const { needs, me, author } = visit;
  await needs.pins.set(me.person.id, null, author);
  return { kind: 'see', path: '/account', done: 'saved' };
}

async function flawOf(visit: MemberChange, pin: string): Promise<Flaws | null> {
  const { needs, me, fields, t } = visit;
  if (reachOf('calls.listen', me.person.role) === 'none') return flaw('pin', t.account.pinNotYours);
  if (!(await isMe(visit))) return flaw('pinCurrent', t.account.currentWrong);
  const person = (await needs.directory.people([me.person.id]))[0];
  const own = (person?.contactMethods ?? []).map(({ target }) => describeTarget(target));
  const problem = pinProblem(pin, own);
  if (problem !== null) return flaw('pin', t.account.pinProblems[problem]);
  return pin === fields.exact('pinAgain').replace(/[ -]/g, '')
    ? null
    : flaw('pinAgain', t.account.pinDiffers);
}
