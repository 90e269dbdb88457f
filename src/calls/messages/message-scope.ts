import { type HotlineScope, type Right, type SupervisorsHear, scopeOf } from '../../domain/permissions.ts';
import type { Role } from '../../domain/person.ts';
import { hotlinesInScope, type ScopeSources } from '../../planning/hotlines-in-scope.ts';
import type { Instant } from '../../runtime/instant.ts';

/** The hotlines whose calls a right over calls covers for somebody. */
export async function callHotlinesInScope(
  right: Right,
  person: { readonly personId: string; readonly role: Role },
  sources: ScopeSources,
  supervisorsHear: SupervisorsHear,
  now: Instant,
): Promise<HotlineScope> {
  if (scopeOf(right, person.role) === 'team' && supervisorsHear === 'all') return 'all';
  return hotlinesInScope(right, person, sources, now);
}
