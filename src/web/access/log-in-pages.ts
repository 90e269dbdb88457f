import { readEmail } from '../../accounts/account.ts';
import { checkPassword, checkSecondFactor } from '../../accounts/log-in.ts';
import { type Flaws, flaw, NO_FLAWS } from '../forms/flaws.ts';
import { openSession } from '../session.ts';
import type { ChangeVisit, MemberChange, Reply, Visit } from '../visit.ts';
import { makeLink } from './links.ts';

export async function logInPage(visit: Visit): Promise<Reply> {
  if (!(await visit.needs.accounts.anyone())) return { kind: 'see', path: '/set-up' };
  if (visit.me !== null) return { kind: 'see', path: '/now' };
  return logInForm(visit, NO_FLAWS);
}

/** E-mail and password; then, for those who have one, the second factor. */
export async function logIn(visit: ChangeVisit): Promise<Reply> {
  const { needs, request, now, fields } = visit;
  const given = { email: fields.text('email'), password: fields.exact('password') };
  const checked = await checkPassword(needs.accounts, given, now);
  if (!checked.ok) return logInForm(visit, flaw('password', visit.t.access.refused));
  await leavePresentSession(visit);
  const { personId, totpSecret } = checked.value;
  const token = await openSession(needs, request, personId, now, totpSecret !== null);
  const to = wantedPath(fields.text('to'));
  const path = totpSecret === null ? to : `/log-in/code?to=${encodeURIComponent(to)}`;
  return { kind: 'see', path, cookie: { token } };
}

export function codePage(visit: Visit): Reply {
  if (visit.halfOpen === null) return { kind: 'see', path: '/log-in' };
  return codeForm(visit, NO_FLAWS);
}

export async function giveCode(visit: ChangeVisit): Promise<Reply> {
  const { needs, request, now, fields, halfOpen, t } = visit;
  if (halfOpen === null) return { kind: 'see', path: '/log-in' };
  const checked = await checkSecondFactor(needs.accounts, halfOpen.account, fields.text('code'), now);
  if (!checked.ok) return codeForm(visit, flaw('code', t.access.codeRefused));
  // Another token than the one that only had half the proof.
  await needs.accounts.closeSession(halfOpen.person.id, halfOpen.session.id);
  const token = await openSession(needs, request, halfOpen.person.id, now, false);
  return { kind: 'see', path: wantedPath(fields.text('to')), cookie: { token } };
}

export async function logOut({ needs, me }: MemberChange): Promise<Reply> {
  await needs.accounts.closeSession(me.person.id, me.session.id);
  return { kind: 'see', path: '/log-in', cookie: { token: null } };
}

export function forgottenPage(visit: Visit): Reply {
  return forgottenForm(visit, false);
}

/** Says the same whether the e-mail belongs to an account or not. */
export async function makeResetLink(visit: ChangeVisit): Promise<Reply> {
  const { needs, fields } = visit;
  const email = readEmail(fields.text('email'));
  const account = email === null ? null : await needs.accounts.withEmail(email);
  const person = account && (await needs.reader.people()).get(account.personId);
  // The mail is not waited for: how long the answer takes must not tell either.
  if (account && person) await makeLink(visit, person, account, 'reset');
  return forgottenForm(visit, true);
}

function logInForm(visit: Visit, flaws: Flaws): Reply {
  const { fields, request, t } = visit;
  const to = fields.has('to') ? fields.text('to') : String(request.query.to ?? '');
  return {
    kind: 'page',
    view: 'access/log-in',
    title: t.access.logIn,
    status: flaws.count > 0 ? 422 : 200,
    data: { bare: true, flaws, email: fields.text('email'), to: wantedPath(to) },
  };
}

function codeForm(visit: Visit, flaws: Flaws): Reply {
  const { fields, request, t } = visit;
  const to = fields.has('to') ? fields.text('to') : String(request.query.to ?? '');
  return {
    kind: 'page',
    view: 'access/code',
    title: t.access.codeTitle,
    status: flaws.count > 0 ? 422 : 200,
    data: { bare: true, flaws, to: wantedPath(to) },
  };
}

function forgottenForm({ t, needs }: Visit, sent: boolean): Reply {
  return {
    kind: 'page',
    view: 'access/forgotten',
    title: t.access.forgottenTitle,
    data: { bare: true, sent, byMail: needs.mailLink !== null },
  };
}

async function leavePresentSession({ needs, me, halfOpen }: ChangeVisit): Promise<void> {
  for (const present of [me, halfOpen])
    if (present) await needs.accounts.closeSession(present.person.id, present.session.id);
}

/** Only a path of ours: a link to the log-in page must not lead to somebody else's site. */
function wantedPath(text: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(text) ? text : '/now';
}
