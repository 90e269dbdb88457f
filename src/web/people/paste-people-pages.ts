import type { Section } from '../../domain/items/configuration.ts';
import { idFor } from '../../domain/items/item-id.ts';
import { PROOF } from '../access/proof.ts';
import { saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { afterMaking } from '../now/first-run.ts';
import type { MemberChangeContext, MemberContext, Reply } from '../request-context.ts';
import { type PastedPerson, readPastedPeople } from './pasted-people.ts';

/** A whole house; more is a mistake, and would hold everybody up. */
const MOST_PEOPLE = 500;

/** A place to paste names and numbers. */
export async function pastePeoplePage(context: MemberContext): Promise<Reply> {
  return shown(context, '', NO_ERRORS);
}

/** Makes everybody of a pasted list, or nobody: each line that is wrong is named. */
export async function pastePeople(context: MemberChangeContext): Promise<Reply> {
  const { fields, t, dependencies } = context;
  const text = fields.exact('list');
  const listed = readPastedPeople(text);
  const again = (message: string) => shown(context, text, validationError('list', message));
  if (listed.length === 0) return again(t.people.paste.nobody);
  if (listed.length > MOST_PEOPLE) return again(t.people.paste.tooMany(MOST_PEOPLE));
  const nameless = listed.find(({ name }) => name === '');
  if (nameless) return again(t.people.paste.wrong(nameless.line, t.people.paste.noName));
  const taken = new Set((await dependencies.reader.people()).keys());
  const made = listed.map((person) => {
    const id = idFor('people', person.name, (wanted) => taken.has(wanted));
    taken.add(id);
    return { ...person, id };
  });
  const [first, ...others] = made.map((person) => ({
    section: 'people' as Section,
    id: person.id,
    raw: rawOf(person),
    basedOn: 'nothing' as const,
  }));
  if (!first) return again(t.people.paste.nobody);
  const saved = await saveEdits(context, [first, ...others]);
  if (saved.kind === 'saved')
    return afterMaking(
      { kind: 'see', path: '/people', done: 'created' },
      (await dependencies.reader.hotlines()).size,
    );
  const proof = saved.validationErrors('people').at(PROOF);
  if (proof !== null) return shown(context, text, validationError(PROOF, proof));
  const wrong = made.flatMap(({ id, line }) =>
    saved.validationErrors('people', id).list.map(({ message }) => t.people.paste.wrong(line, message)),
  );
  return again(wrong.join(' '));
}

function rawOf({ name, email, contacts }: PastedPerson) {
  return { name, contacts, ...(email === null ? {} : { email }) };
}

function shown(context: MemberContext, text: string, validationErrors: ValidationErrors): Promise<Reply> {
  return Promise.resolve({
    kind: 'page',
    view: 'people/paste',
    title: context.t.people.paste.title,
    status: validationErrors.count > 0 ? 422 : 200,
    data: { text, validationErrors, conflict: null },
  });
}
