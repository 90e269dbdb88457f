import { readEmail } from '../../domain/email.ts';
import { fail } from '../../runtime/result.ts';
import { deliveryTroubleInWords } from '../../words/delivery-trouble-words.ts';
import { notifyOwner } from '../access/account-news.ts';
import { makeLink } from '../access/links.ts';
import { proofProblem } from '../access/proof.ts';
import { type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { type MemberChangeContext, type MemberContext, Refusal, type Reply } from '../request-context.ts';
import { leavesNoAdministrator, personWithAccess, readPerson } from './people-pages.ts';

/** Gives the person an account, or their account another address, and sends a link to choose a password. */
export async function invite(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, t, me, shownOnce } = context;
  const person = await readPerson(context);
  const typed = fields.text('email');
  const email = readEmail(typed);
  if (email === null) return card(context, validationError('email', t.people.emailWrong), typed);
  const unproved = await proofProblem(context);
  if (unproved !== null) return card(context, unproved, typed);
  const before = await dependencies.accounts.of(person.id);
  const keep = person.id === me.person.id ? me.session.id : null;
  const given = await dependencies.accounts.setEmail(person.id, email, author, keep);
  if (!given.ok) return card(context, validationError('email', t.people.emailTaken), typed);
  if (before !== null && before.email !== email)
    await notifyOwner(context, before, 'address-changed', keep === null ? me.person.name : null);
  const account = await dependencies.accounts.of(person.id);
  // Somebody else took the access away in this very moment.
  if (account === null) return card(context, validationError('email', t.people.emailWrong), typed);
  const { link, mailing } = await makeLink(
    context,
    person,
    account,
    account.passwordHash ? 'reset' : 'invitation',
  );
  const sent = await mailing;
  const mailed = sent === null || sent.ok ? sent : fail(deliveryTroubleInWords(sent.error, context.language));
  // Loaded again, the page makes and mails no other.
  const path = `/people/${person.id}`;
  shownOnce.keep(me.session.id, path, { address: link, mailed });
  return { kind: 'see', path };
}

export async function endAccess(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, author } = context;
  const person = await readPerson(context);
  if (await leavesNoAdministrator(context, person.id, 'viewer'))
    throw new Refusal(409, 'the last administrator who can log in');
  await dependencies.accounts.remove(person.id, author);
  return { kind: 'see', path: `/people/${person.id}`, done: 'ended' };
}

function card(context: MemberContext, validationErrors: ValidationErrors, email: string): Promise<Reply> {
  return personWithAccess(context, { validationErrors, email });
}
