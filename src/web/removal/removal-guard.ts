import type { Section } from '../../domain/items/configuration.ts';
import { leavesNoAdministrator } from '../people/people-pages.ts';
import type { MemberContext } from '../request-context.ts';

/** Why an item must stay although nothing refers to it; null: it may go. */
export async function removedGuard(
  context: MemberContext,
  section: Section,
  id: string,
): Promise<string | null> {
  if (section !== 'people') return null;
  if (id === context.actor.personId) return context.t.people.notYourself;
  return (await leavesNoAdministrator(context, id, 'viewer')) ? context.t.people.lastAdministrator : null;
}
