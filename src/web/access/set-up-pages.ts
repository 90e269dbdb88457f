import { timingSafeEqual } from 'node:crypto';
import { readEmail } from '../../accounts/account.ts';
import { addUser } from '../../accounts/add-user.ts';
import { hashPassword, passwordProblem } from '../../accounts/passwords.ts';
import { hashToken } from '../../accounts/tokens.ts';
import { type Flaws, flawsOf, NO_FLAWS } from '../forms/flaws.ts';
import { openSession } from '../session.ts';
import { type ChangeVisit, notFound, param, type Reply, type Visit } from '../visit.ts';

/** The first administrator; there is no such page once somebody can log in. */
export async function setUpPage(visit: Visit): Promise<Reply> {
  await onlyOnce(visit);
  return setUpForm(visit, NO_FLAWS);
}

export async function setUp(visit: ChangeVisit): Promise<Reply> {
  await onlyOnce(visit);
  const { needs, fields, t, now, request } = visit;
  const [name, password] = [fields.text('name'), fields.exact('password')];
  const email = readEmail(fields.text('email'));
  const weak = passwordProblem(password, [name, fields.text('email')]);
  const flaws = [
    ...(isSame(fields.text('token'), needs.setupToken)
      ? []
      : [{ path: 'token', message: t.access.setupTokenWrong }]),
    ...(/^[^\p{Cc}]{1,100}$/u.test(name) ? [] : [{ path: 'name', message: t.access.nameWrong }]),
    ...(email === null ? [{ path: 'email', message: t.access.emailWrong }] : []),
    ...(weak === null ? [] : [{ path: 'password', message: t.access.problems[weak] }]),
  ];
  if (email === null || flaws.length > 0) return setUpForm(visit, flawsOf(flaws));
  const author = { actor: name, at: now };
  const added = await addUser(
    needs,
    { name, email, role: 'administrator' },
    { plan: needs.numberingPlan, homeTimeZone: needs.timeZone, author },
  );
  if (!added.ok) return setUpForm(visit, flawsOf([{ path: 'name', message: t.access.nameWrong }]));
  await needs.accounts.setPassword(added.value, await hashPassword(password), author, null);
  const token = await openSession(needs, request, added.value, now, false);
  return { kind: 'see', path: '/now', done: 'welcome', cookie: { token } };
}

/** Where an invitation or a reset leads: looking does not use the link up, since mail scanners look too. */
export async function welcomePage(visit: Visit): Promise<Reply> {
  const link = await visit.needs.accounts.link(hashToken(param(visit, 'token')), visit.now);
  return link === null ? deadLink(visit) : welcomeForm(visit, link.personId, NO_FLAWS);
}

export async function choosePassword(visit: ChangeVisit): Promise<Reply> {
  const { needs, t, now, fields, request } = visit;
  const tokenHash = hashToken(param(visit, 'token'));
  const link = await needs.accounts.link(tokenHash, now);
  if (link === null) return deadLink(visit);
  const { personId } = link;
  const [account, people] = await Promise.all([needs.accounts.of(personId), needs.reader.people()]);
  const name = people.get(personId)?.name ?? '';
  const password = fields.exact('password');
  const weak = passwordProblem(password, [name, account?.email ?? '']);
  if (weak !== null)
    return welcomeForm(visit, personId, flawsOf([{ path: 'password', message: t.access.problems[weak] }]));
  const hash = await hashPassword(password);
  if ((await needs.accounts.useLink(tokenHash, now)) === null) return deadLink(visit);
  await needs.accounts.setPassword(personId, hash, { actor: name, at: now }, null);
  // A link proves the mailbox, not the second factor.
  const halfOpen = account?.totpSecret !== null;
  const token = await openSession(needs, request, personId, now, halfOpen);
  return { kind: 'see', path: halfOpen ? '/log-in/code' : '/now', done: 'welcome', cookie: { token } };
}

async function onlyOnce({ needs }: Visit): Promise<void> {
  if (await needs.accounts.anyone()) notFound();
}

function setUpForm({ t, fields, request }: Visit, flaws: Flaws): Reply {
  const token = fields.has('token') ? fields.text('token') : String(request.query.token ?? '');
  return {
    kind: 'page',
    view: 'access/set-up',
    title: t.access.setupTitle,
    status: flaws.count > 0 ? 422 : 200,
    data: { bare: true, flaws, token, name: fields.text('name'), email: fields.text('email') },
  };
}

async function welcomeForm({ t, needs }: Visit, personId: string, flaws: Flaws): Promise<Reply> {
  const [account, people] = await Promise.all([needs.accounts.of(personId), needs.reader.people()]);
  return {
    kind: 'page',
    view: 'access/welcome',
    title: t.access.welcomeTitle,
    status: flaws.count > 0 ? 422 : 200,
    data: { bare: true, flaws, name: people.get(personId)?.name ?? '', email: account?.email ?? '' },
  };
}

function deadLink({ t }: Visit): Reply {
  return {
    kind: 'page',
    view: 'access/dead-link',
    title: t.access.linkDead,
    status: 404,
    data: { bare: true },
  };
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));
}
