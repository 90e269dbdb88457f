import { readEmail } from '../../accounts/account.ts';
import { makeLink, type ShownLink } from '../access/links.ts';
import { createFormat } from '../format.ts';
import { type Flaws, flaw, NO_FLAWS } from '../forms/flaws.ts';
import { openedOf } from '../forms/save-edits.ts';
import { type MemberChange, type MemberVisit, param, Refusal, type Reply } from '../visit.ts';
import { leavesNoAdministrator, personForm, readPerson } from './people-pages.ts';
import { valuesOf } from './person-form.ts';

/** Gives the person an account, or their account another address, and sends a link to choose a password. */
export async function invite(visit: MemberChange): Promise<Reply> {
  const { needs, fields, author, t } = visit;
  const person = await readPerson(visit);
  const typed = fields.text('email');
  const email = readEmail(typed);
  if (email === null) return card(visit, flaw('email', t.people.emailWrong), typed, null);
  const given = await needs.accounts.setEmail(person.id, email, author);
  if (!given.ok) return card(visit, flaw('email', t.people.emailTaken), typed, null);
  const account = await needs.accounts.of(person.id);
  // Somebody else took the access away in this very moment.
  if (account === null) return card(visit, flaw('email', t.people.emailWrong), typed, null);
  const { link, mailing } = await makeLink(
    visit,
    person,
    account,
    account.passwordHash ? 'reset' : 'invitation',
  );
  return card(visit, NO_FLAWS, email, { address: link, mailed: await mailing });
}

export async function endAccess(visit: MemberChange): Promise<Reply> {
  const { needs, author } = visit;
  const person = await readPerson(visit);
  if (await leavesNoAdministrator(visit, person.id, 'viewer'))
    throw new Refusal(409, 'the last administrator who can log in');
  await needs.accounts.remove(person.id, author);
  return { kind: 'see', path: `/people/${person.id}`, done: 'ended' };
}

async function card(visit: MemberVisit, flaws: Flaws, email: string, link: ShownLink | null): Promise<Reply> {
  const { language, needs, now } = visit;
  const opened = await openedOf(visit, 'people', param(visit, 'person'));
  const person = await readPerson(visit);
  const format = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  const state = {
    values: valuesOf(person, format.phone, needs.timeZone),
    flaws: NO_FLAWS,
    opened,
    conflict: null,
  };
  return personForm(visit, person.id, state, { flaws, email, link });
}
