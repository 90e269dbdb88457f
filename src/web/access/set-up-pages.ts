import { timingSafeEqual } from 'node:crypto';
import { hasSecondFactor } from '../../accounts/account.ts';
import { addUser } from '../../accounts/add-user.ts';
import { hashPassword, passwordProblem } from '../../accounts/passwords.ts';
import { hashToken } from '../../accounts/tokens.ts';
import { readEmail } from '../../domain/email.ts';
import { notifySecurity } from '../../runtime/security-log.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import { type ChangeContext, notFound, param, type Reply, type RequestContext } from '../request-context.ts';
import { openSession } from '../session.ts';
import { notifyOwner } from './account-news.ts';

/** The first administrator; there is no such page once somebody can log in. */
export async function setUpPage(context: RequestContext): Promise<Reply> {
  await onlyOnce(context);
  return setUpForm(context, NO_ERRORS);
}

export async function setUp(context: ChangeContext): Promise<Reply> {
  await onlyOnce(context);
  const { dependencies, fields, t, request } = context;
  const [name, password] = [fields.text('name'), fields.exact('password')];
  const email = readEmail(fields.text('email'));
  const weak = passwordProblem(password, [name, fields.text('email')]);
  const isInvited = isSame(fields.text('token'), dependencies.setupToken);
  if (!isInvited)
    notifySecurity(dependencies.log, 'set-up-refused', { address: request.ip ?? null, account: email });
  const validationErrors = [
    ...(isInvited ? [] : [{ path: 'token', message: t.access.setupTokenWrong }]),
    ...(/^[^\p{Cc}]{1,100}$/u.test(name) ? [] : [{ path: 'name', message: t.access.nameWrong }]),
    ...(email === null ? [{ path: 'email', message: t.access.emailWrong }] : []),
    ...(weak === null ? [] : [{ path: 'password', message: t.access.problems[weak] }]),
  ];
  if (email === null || validationErrors.length > 0)
    return setUpForm(context, validationErrorsOf(validationErrors));
  // One at a time: of several who ask at the same moment only the first may.
  const { accounts } = dependencies;
  if (beingSetUp.has(accounts)) notFound();
  beingSetUp.add(accounts);
  try {
    await onlyOnce(context);
    return await makeFirst(context, { name, email, password });
  } finally {
    beingSetUp.delete(accounts);
  }
}

/** Houses whose first administrator is being made at this moment. */
const beingSetUp = new WeakSet<object>();

async function makeFirst(
  context: ChangeContext,
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
): Promise<Reply> {
  const { dependencies, t, now, request } = context;
  const author = { actor: name, at: now };
  const added = await addUser(
    dependencies,
    { name, email, role: 'administrator' },
    { plan: dependencies.numberingPlan, homeTimeZone: dependencies.timeZone, author },
  );
  if (!added.ok)
    return setUpForm(context, validationErrorsOf([{ path: 'name', message: t.access.nameWrong }]));
  const theirs = { ...author, personId: added.value };
  await dependencies.accounts.setPassword(added.value, await hashPassword(password), theirs, null);
  // In the language in which they have just read.
  await dependencies.accounts.setPreferences(added.value, { language: context.language, theme: 'system' });
  const cookie = await openSession(dependencies, request, added.value, now, false);
  return { kind: 'see', path: '/now', done: 'welcome', cookie };
}

/** Where an invitation or a reset leads: looking does not use the link up, since mail scanners look too. */
export async function welcomePage(context: RequestContext): Promise<Reply> {
  const link = await context.dependencies.accounts.link(hashToken(param(context, 'token')), context.now);
  return link === null ? deadLink(context) : welcomeForm(context, link.personId, NO_ERRORS);
}

export async function choosePassword(context: ChangeContext): Promise<Reply> {
  const { dependencies, t, now, fields, request } = context;
  const tokenHash = hashToken(param(context, 'token'));
  const link = await dependencies.accounts.link(tokenHash, now);
  if (link === null) {
    notifySecurity(dependencies.log, 'link-refused', { address: request.ip ?? null, account: null });
    return deadLink(context);
  }
  const { personId } = link;
  const [account, people] = await Promise.all([
    dependencies.accounts.of(personId),
    dependencies.reader.people(),
  ]);
  const name = people.get(personId)?.name ?? '';
  const password = fields.exact('password');
  const weak = passwordProblem(password, [name, account?.email ?? '']);
  if (weak !== null)
    return welcomeForm(
      context,
      personId,
      validationErrorsOf([{ path: 'password', message: t.access.problems[weak] }]),
    );
  const hash = await hashPassword(password);
  if ((await dependencies.accounts.useLink(tokenHash, now)) === null) return deadLink(context);
  await dependencies.accounts.setPassword(personId, hash, { actor: name, personId, at: now }, null);
  if (account !== null && account.passwordHash !== null)
    await notifyOwner(context, account, 'password-changed');
  // A link proves the mailbox, not the second factor.
  const halfOpen = account !== null && hasSecondFactor(account);
  const cookie = await openSession(dependencies, request, personId, now, halfOpen);
  return { kind: 'see', path: halfOpen ? '/log-in/code' : '/now', done: 'welcome', cookie };
}

async function onlyOnce({ dependencies }: RequestContext): Promise<void> {
  if (await dependencies.accounts.anyone()) notFound();
}

function setUpForm({ t, fields, request }: RequestContext, validationErrors: ValidationErrors): Reply {
  const token = fields.has('token') ? fields.text('token') : String(request.query.token ?? '');
  return {
    kind: 'page',
    view: 'access/set-up',
    title: t.access.setupTitle,
    status: validationErrors.count > 0 ? 422 : 200,
    data: { bare: true, validationErrors, token, name: fields.text('name'), email: fields.text('email') },
  };
}

async function welcomeForm(
  { t, dependencies }: RequestContext,
  personId: string,
  validationErrors: ValidationErrors,
): Promise<Reply> {
  const [account, people] = await Promise.all([
    dependencies.accounts.of(personId),
    dependencies.reader.people(),
  ]);
  return {
    kind: 'page',
    view: 'access/welcome',
    title: t.access.welcomeTitle,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      bare: true,
      validationErrors,
      name: people.get(personId)?.name ?? '',
      email: account?.email ?? '',
    },
  };
}

function deadLink({ t }: RequestContext): Reply {
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
