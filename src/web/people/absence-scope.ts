import { type Actor, mayAbout, mayAboutSchedule, type Subject } from '../../domain/permissions.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { RequestContext } from '../request-context.ts';

/**
 * Whether somebody may note another's absence: of people of their teams, and of those whose duty they plan. Who may
 * leave a duty without its person may say as well that the person is away.
 */
export async function mayNoteAbsence(
  { dependencies, now }: RequestContext,
  actor: Actor,
  subject: Subject,
): Promise<boolean> {
  if (mayAbout('absences.edit', actor, subject)) return true;
  const teams = await dependencies.reader.scheduleTeams();
  const planned = [...teams].filter(([, teamId]) => mayAboutSchedule('planning.edit', actor, teamId));
  for (const [id] of planned) {
    const schedule = await dependencies.schedules.schedule(id, now);
    if (schedule !== null && peopleOf(schedule, now).has(subject.personId)) return true;
  }
  return false;
}
