import type { Section } from '../../planning/configuration.ts';
import type { MemberVisit } from '../visit.ts';
import { leavesNoAdministrator } from './people-pages.ts';

/** Why an item must stay although nothing refers to it; null: it may go. */
export async function removedGuard(visit: MemberVisit, section: Section, id: string): Promise<string | null> {
  if (section !== 'people') return null;
  if (id === visit.actor.personId) return visit.t.people.notYourself;
  return (await leavesNoAdministrator(visit, id, 'viewer')) ? visit.t.people.lastAdministrator : null;
}
