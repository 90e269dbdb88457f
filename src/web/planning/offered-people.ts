import type { Person } from '../../domain/person.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import type { RequestContext } from '../request-context.ts';

/** Who may be planned: those whom the schedule knows first, then the others, to be searched for. */
export function offeredPeople(
  { language, now }: Pick<RequestContext, 'language' | 'now'>,
  schedule: ScheduleInForce,
  people: ReadonlyMap<string, Person>,
) {
  const known = peopleOf(schedule);
  return [...people.values()]
    .filter(({ id, role }) => known.has(id) || role !== 'viewer')
    .filter(({ leavesAt }) => leavesAt === null || leavesAt > now)
    .toSorted(
      (a, b) => Number(known.has(b.id)) - Number(known.has(a.id)) || a.name.localeCompare(b.name, language),
    )
    .map(({ id, name }) => ({ id, name, known: known.has(id) }));
}
