import { hasSecondFactor, THEMES } from '../../accounts/account.ts';
import { hashPassword, passwordProblem } from '../../accounts/passwords.ts';
import {
  createRecoveryCodes,
  createSecret,
  hashRecoveryCode,
  periodOf,
  secretAddress,
} from '../../accounts/second-factor.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { notifyOwner } from '../access/account-news.ts';
import { ceremonyOf } from '../access/passkey-ceremony.ts';
import { isMe } from '../access/proof.ts';
import {
  NO_ERRORS,
  type ValidationErrors,
  validationError,
  validationErrorsOf,
} from '../forms/validation-errors.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';
import { qrCode } from './qr-code.ts';

export function accountPage(context: MemberContext): Promise<Reply> {
  return accountForm(context, NO_ERRORS);
}

export async function savePreferences({ dependencies, me, fields }: MemberChangeContext): Promise<Reply> {
  const language = LANGUAGES.find((word) => word === fields.text('language')) ?? null;
  const theme = THEMES.find((word) => word === fields.text('theme')) ?? 'system';
  await dependencies.accounts.setPreferences(me.person.id, { language, theme });
  return { kind: 'see', path: '/account', done: 'saved' };
}

export async function changePassword(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me, fields, t, author } = context;
  const next = fields.exact('next');
  if (!(await isMe(context))) return accountForm(context, validationError('current', t.account.currentWrong));
  const weak = passwordProblem(next, [me.person.name, me.account.email]);
  if (weak !== null) return accountForm(context, validationError('next', t.access.problems[weak]));
  await dependencies.accounts.setPassword(me.person.id, await hashPassword(next), author, me.session.id);
  await notifyOwner(context, me.account, 'password-changed');
  return { kind: 'see', path: '/account', done: 'saved' };
}

/** The secret travels with the form: it is nobody's until its first code confirms that the telephone has it. */
export function beginFactor(context: MemberContext): Reply {
  return factorForm(context, createSecret(), NO_ERRORS);
}

export async function confirmFactor(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me, fields, t, now, author } = context;
  const secret = fields.text('secret');
  if (!/^[A-Z2-7]{32}$/.test(secret)) return factorForm(context, createSecret(), NO_ERRORS);
  const period = periodOf(secret, fields.text('code'), now);
  const isOwner = await isMe(context);
  const validationErrors = [
    ...(period === null ? [{ path: 'code', message: t.account.factorWrong }] : []),
    ...(isOwner ? [] : [{ path: 'current', message: t.account.currentWrong }]),
  ];
  if (period === null || validationErrors.length > 0)
    return factorForm(context, secret, validationErrorsOf(validationErrors));
  const codes = createRecoveryCodes();
  const codeHashes = codes.map(hashRecoveryCode);
  await dependencies.accounts.setSecondFactor(me.person.id, { secret, codeHashes }, author, me.session.id);
  await dependencies.accounts.usePeriod(me.person.id, period);
  await notifyOwner(context, me.account, 'factor-added');
  return { kind: 'page', view: 'account/recovery', title: t.account.recovery, data: { codes } };
}

export async function endFactor(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me, t, author } = context;
  if (!(await isMe(context)))
    return accountForm(context, validationError('factorCurrent', t.account.currentWrong));
  const left = { ...me.account, totpSecret: null };
  if (dependencies.secondFactorFor.includes(me.person.role) && !hasSecondFactor(left))
    return accountForm(context, validationError('factorCurrent', t.account.factorNeeded));
  await dependencies.accounts.setSecondFactor(me.person.id, null, author, me.session.id);
  await notifyOwner(context, me.account, 'factor-removed');
  return { kind: 'see', path: '/account', done: 'saved' };
}

export async function endSession(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me } = context;
  await dependencies.accounts.closeSession(me.person.id, param(context, 'session'));
  return { kind: 'see', path: '/account', done: 'ended' };
}

export async function endOtherSessions({ dependencies, me }: MemberChangeContext): Promise<Reply> {
  await dependencies.accounts.closeOtherSessions(me.person.id, me.session.id);
  return { kind: 'see', path: '/account', done: 'ended' };
}

export async function accountForm(
  context: MemberContext,
  validationErrors: ValidationErrors,
): Promise<Reply> {
  const { dependencies, me, now, t } = context;
  const [sessions, codesLeft, passkeys, hasPin] = await Promise.all([
    dependencies.accounts.sessionsOf(me.person.id, now),
    dependencies.accounts.recoveryCodesLeft(me.person.id),
    dependencies.passkeys.of(me.person.id),
    dependencies.pins.has(me.person.id),
  ]);
  return {
    kind: 'page',
    view: 'account/account',
    title: t.account.title,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      validationErrors,
      email: me.account.email,
      personId: me.person.id,
      language: me.account.language ?? '',
      personLanguage: t.shell.languages[me.person.languages[0] ?? 'fr'],
      languages: LANGUAGES,
      theme: me.account.theme,
      themes: THEMES,
      hasFactor: me.account.totpSecret !== null,
      codesLeft,
      passkeys: ceremonyOf(context) !== null,
      ownPasskeys: passkeys,
      passkeyName: context.fields.text('passkeyName'),
      hasPin,
      messagesNumber: dependencies.messagesNumber,
      mayListen: scopeOf('calls.listen', me.person.role) !== 'none',
      sessions: sessions.map((session) => ({ ...session, here: session.id === me.session.id })),
    },
  };
}

function factorForm({ me, t }: MemberContext, secret: string, validationErrors: ValidationErrors): Reply {
  return {
    kind: 'page',
    view: 'account/factor',
    title: t.account.factor,
    status: validationErrors.count > 0 ? 422 : 200,
    data: { secret, validationErrors, qr: qrCode(secretAddress(secret, me.account.email)) },
  };
}
