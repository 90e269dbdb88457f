import { THEMES } from '../../accounts/account.ts';
import { checkPassword } from '../../accounts/log-in.ts';
import { hashPassword, passwordProblem } from '../../accounts/passwords.ts';
import {
  createRecoveryCodes,
  createSecret,
  hashRecoveryCode,
  periodOf,
  secretAddress,
} from '../../accounts/second-factor.ts';
import { reachOf } from '../../domain/permissions.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { type Flaws, flaw, flawsOf, NO_FLAWS } from '../forms/flaws.ts';
import { type MemberChange, type MemberVisit, param, type Reply } from '../visit.ts';
import { qrCode } from './qr-code.ts';

export function accountPage(visit: MemberVisit): Promise<Reply> {
  return accountForm(visit, NO_FLAWS);
}

export async function savePreferences({ needs, me, fields }: MemberChange): Promise<Reply> {
  const language = LANGUAGES.find((word) => word === fields.text('language')) ?? null;
  const theme = THEMES.find((word) => word === fields.text('theme')) ?? 'system';
  await needs.accounts.setPreferences(me.person.id, { language, theme });
  return { kind: 'see', path: '/account', done: 'saved' };
}

export async function changePassword(visit: MemberChange): Promise<Reply> {
  const { needs, me, fields, t, author } = visit;
  const next = fields.exact('next');
  if (!(await isMe(visit))) return accountForm(visit, flaw('current', t.account.currentWrong));
  const weak = passwordProblem(next, [me.person.name, me.account.email]);
  if (weak !== null) return accountForm(visit, flaw('next', t.access.problems[weak]));
  await needs.accounts.setPassword(me.person.id, await hashPassword(next), author, me.session.id);
  return { kind: 'see', path: '/account', done: 'saved' };
}

/** The secret travels with the form: it is nobody's until its first code confirms that the telephone has it. */
export function beginFactor(visit: MemberVisit): Reply {
  return factorForm(visit, createSecret(), NO_FLAWS);
}

export async function confirmFactor(visit: MemberChange): Promise<Reply> {
  const { needs, me, fields, t, now, author } = visit;
  const secret = fields.text('secret');
  if (!/^[A-Z2-7]{32}$/.test(secret)) return factorForm(visit, createSecret(), NO_FLAWS);
  const period = periodOf(secret, fields.text('code'), now);
  const isOwner = await isMe(visit);
  const flaws = [
    ...(period === null ? [{ path: 'code', message: t.account.factorWrong }] : []),
    ...(isOwner ? [] : [{ path: 'current', message: t.account.currentWrong }]),
  ];
  if (period === null || flaws.length > 0) return factorForm(visit, secret, flawsOf(flaws));
  const codes = createRecoveryCodes();
  const codeHashes = codes.map(hashRecoveryCode);
  await needs.accounts.setSecondFactor(me.person.id, { secret, codeHashes }, author);
  await needs.accounts.usePeriod(me.person.id, period);
  await needs.accounts.closeOtherSessions(me.person.id, me.session.id);
  return { kind: 'page', view: 'account/recovery', title: t.account.recovery, data: { codes } };
}

export async function endFactor(visit: MemberChange): Promise<Reply> {
  const { needs, me, t, author } = visit;
  if (!(await isMe(visit))) return accountForm(visit, flaw('factorCurrent', t.account.currentWrong));
  await needs.accounts.setSecondFactor(me.person.id, null, author);
  return { kind: 'see', path: '/account', done: 'saved' };
}

export async function endSession(visit: MemberChange): Promise<Reply> {
  const { needs, me } = visit;
  await needs.accounts.closeSession(me.person.id, param(visit, 'session'));
  return { kind: 'see', path: '/account', done: 'ended' };
}

export async function endOtherSessions({ needs, me }: MemberChange): Promise<Reply> {
  await needs.accounts.closeOtherSessions(me.person.id, me.session.id);
  return { kind: 'see', path: '/account', done: 'ended' };
}

/** A session that was left open must not be enough to take the account over. */
export async function isMe({ needs, me, fields, now }: MemberChange): Promise<boolean> {
  const given = { email: me.account.email, password: fields.exact('current') };
  return (await checkPassword(needs.accounts, given, now)).ok;
}

export async function accountForm(visit: MemberVisit, flaws: Flaws): Promise<Reply> {
  const { needs, me, now, t } = visit;
  const [sessions, codesLeft, hasPin] = await Promise.all([
    needs.accounts.sessionsOf(me.person.id, now),
    needs.accounts.recoveryCodesLeft(me.person.id),
    needs.pins.has(me.person.id),
  ]);
  return {
    kind: 'page',
    view: 'account/account',
    title: t.account.title,
    status: flaws.count > 0 ? 422 : 200,
    data: {
      flaws,
      email: me.account.email,
      language: me.account.language ?? '',
      personLanguage: t.shell.languages[me.person.languages[0] ?? 'fr'],
      languages: LANGUAGES,
      theme: me.account.theme,
      themes: THEMES,
      hasFactor: me.account.totpSecret !== null,
      codesLeft,
      hasPin,
      messagesNumber: needs.messagesNumber,
      mayListen: reachOf('calls.listen', me.person.role) !== 'none',
      sessions: sessions.map((session) => ({ ...session, here: session.id === me.session.id })),
    },
  };
}

function factorForm({ me, t }: MemberVisit, secret: string, flaws: Flaws): Reply {
  return {
    kind: 'page',
    view: 'account/factor',
    title: t.account.factor,
    status: flaws.count > 0 ? 422 : 200,
    data: { secret, flaws, qr: qrCode(secretAddress(secret, me.account.email)) },
  };
}
