import { idFor } from '../domain/items/item-id.ts';
import type { Role } from '../domain/person.ts';
import type { Author, ConfigurationStore } from '../planning/configuration.ts';
import { type ReadingRules, type SaveRefusal, saveItems } from '../planning/save-items.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { AccountStore } from './account-store.ts';

export interface NewUser {
  readonly name: string;
  /** In the form of `readEmail`. */
  readonly email: string;
  readonly role: Role;
}

export type AddUserProblem = SaveRefusal | { readonly kind: 'email-taken' };

/**
 * Gives a person an account and a role: the person of that name if there is one, otherwise a new one. Gives the
 * person's id. They have no password yet.
 */
export async function addUser(
  stores: { readonly configuration: ConfigurationStore; readonly accounts: AccountStore },
  { name, email, role }: NewUser,
  options: ReadingRules & { readonly author: Author },
): Promise<Result<string, AddUserProblem>> {
  const { people } = await stores.configuration.edit((draft) => draft.read());
  const person = [...people.values()].find((candidate) => isSameName(candidate.name, name));
  const owner = await stores.accounts.withEmail(email);
  if (owner !== null && owner.personId !== person?.id) return fail({ kind: 'email-taken' });
  const id = person?.id ?? idFor('people', name, (taken) => people.has(taken));
  const raw = { name: person?.name ?? name, role };
  const edit = { section: 'people', id, raw, basedOn: person ? null : 'nothing' } as const;
  const edited = await saveItems(stores.configuration, [edit], options);
  if (!edited.ok) return edited;
  const given = await stores.accounts.setEmail(id, email, options.author);
  return given.ok ? ok(id) : fail({ kind: 'email-taken' });
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
