import { hasSecondFactor } from '../../accounts/account.ts';
import { checkPassword, checkSecondFactor } from '../../accounts/log-in.ts';
import { readEmail } from '../../domain/email.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import type { ChangeContext, MemberChangeContext, Reply, RequestContext } from '../request-context.ts';
import { openSession, sourceOf } from '../session.ts';
import { ceremonyOf } from './passkey-ceremony.ts';
import { notifyRefusedTry } from './refused-try.ts';
import { sendResetLinkAfterwards } from './reset-link.ts';

export async function logInPage(context: RequestContext): Promise<Reply> {
  if (!(await context.dependencies.accounts.anyone())) return { kind: 'see', path: '/set-up' };
  if (context.me !== null) return { kind: 'see', path: '/' };
  return logInForm(context, NO_ERRORS);
}

/** E-mail and password; then, for those who have one, the second factor. */
export async function logIn(context: ChangeContext): Promise<Reply> {
  const { dependencies, request, now, fields } = context;
  const given = { email: fields.text('email'), password: fields.exact('password') };
  const source = sourceOf(dependencies, request);
  const checked = await checkPassword(dependencies.accounts, given, source, now);
  if (!checked.ok) {
    notifyRefusedTry(context, 'log-in-refused', checked.error, readEmail(given.email));
    return logInForm(context, validationError('password', context.t.access.refused));
  }
  await leavePresentSession(context);
  const halfOpen = hasSecondFactor(checked.value);
  const cookie = await openSession(dependencies, request, checked.value.personId, now, halfOpen);
  const to = wantedPath(fields.text('to'));
  const path = !halfOpen ? to : `/log-in/code?to=${encodeURIComponent(to)}`;
  return { kind: 'see', path, cookie };
}

export function codePage(context: RequestContext): Reply {
  if (context.halfOpen === null) return { kind: 'see', path: '/log-in' };
  return codeForm(context, NO_ERRORS);
}

export async function giveCode(context: ChangeContext): Promise<Reply> {
  const { dependencies, request, now, fields, halfOpen, t } = context;
  if (halfOpen === null) return { kind: 'see', path: '/log-in' };
  const source = sourceOf(dependencies, request);
  const { account } = halfOpen;
  const checked = await checkSecondFactor(dependencies.accounts, account, fields.text('code'), source, now);
  if (!checked.ok) {
    notifyRefusedTry(context, 'code-refused', checked.error, account.email);
    return codeForm(context, validationError('code', t.access.codeRefused));
  }
  return letIn(context, halfOpen.person.id);
}

/** Another token than any that only had half the proof. */
export async function letIn(context: ChangeContext, personId: string): Promise<Reply> {
  await leavePresentSession(context);
  const cookie = await openSession(context.dependencies, context.request, personId, context.now, false);
  return { kind: 'see', path: wantedPath(context.fields.text('to')), cookie };
}

export async function logOut({ dependencies, me }: MemberChangeContext): Promise<Reply> {
  await dependencies.accounts.closeSession(me.person.id, me.session.id);
  return { kind: 'see', path: '/log-in', cookie: { token: null } };
}

export function forgottenPage(context: RequestContext): Reply {
  return forgottenForm(context, false);
}

/** Says the same whether the e-mail belongs to an account or not. */
export function makeResetLink(context: ChangeContext): Reply {
  sendResetLinkAfterwards(context, context.fields.text('email'));
  return forgottenForm(context, true);
}

export function logInForm(context: RequestContext, validationErrors: ValidationErrors): Reply {
  const { fields, request, t } = context;
  const to = fields.has('to') ? fields.text('to') : String(request.query.to ?? '');
  return {
    kind: 'page',
    view: 'access/log-in',
    title: t.access.logIn,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      bare: true,
      validationErrors,
      email: fields.text('email'),
      to: wantedPath(to),
      passkeys: ceremonyOf(context) !== null,
      lost: (fields.text('lost') || request.query.lost) === 'yes',
    },
  };
}

export function codeForm(context: RequestContext, validationErrors: ValidationErrors): Reply {
  const { fields, request, t, halfOpen } = context;
  const to = fields.has('to') ? fields.text('to') : String(request.query.to ?? '');
  return {
    kind: 'page',
    view: 'access/code',
    title: t.access.codeTitle,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      bare: true,
      validationErrors,
      to: wantedPath(to),
      passkeys: halfOpen?.account.hasPasskey === true && ceremonyOf(context) !== null,
      hasCodes: halfOpen?.account.totpSecret !== null,
    },
  };
}

function forgottenForm({ t, dependencies }: RequestContext, sent: boolean): Reply {
  return {
    kind: 'page',
    view: 'access/forgotten',
    title: t.access.forgottenTitle,
    data: { bare: true, sent, byMail: dependencies.mailLink !== null },
  };
}

async function leavePresentSession({ dependencies, me, halfOpen }: ChangeContext): Promise<void> {
  for (const present of [me, halfOpen])
    if (present) await dependencies.accounts.closeSession(present.person.id, present.session.id);
}

/** Only a path of ours: a link to the log-in page must not lead to somebody else's site. */
function wantedPath(text: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(text) ? text : '/';
}
