import { type MemberContext, notFound, param } from '../request-context.ts';
import type { List } from '../tables/list-files.ts';
import { readConfirmations } from './confirmations.ts';
import { blocksOfAll } from './planning-pages.ts';
import { type Range, readRange } from './range.ts';
import { type Shown, showSchedule } from './shown.ts';

/** What all schedules have in the range that the page shows: duty, gaps, absences. */
export async function planningList(context: MemberContext): Promise<List> {
  const { range, names, blocks } = await blocksOfAll(context);
  return listOf(context, range, blocks, (id) => names.get(id) ?? id);
}

/** What one schedule has in the range that its page shows, and whether it is confirmed. */
export async function dutyList(context: MemberContext): Promise<List> {
  const { dependencies, now } = context;
  const id = param(context, 'schedule');
  const zone = (await dependencies.schedules.schedule(id, now))?.timeZone ?? notFound();
  const range = readRange(context, zone);
  const [schedule, people, confirmationOf] = await Promise.all([
    dependencies.schedules.schedule(id, Math.min(range.startAt, now)),
    dependencies.reader.people(),
    readConfirmations(context, range),
  ]);
  if (!schedule) return notFound();
  const shown = { range, timeZone: zone, people, mayEdit: false, confirmationOf };
  return listOf(context, range, showSchedule(context, schedule, shown), () => schedule.name);
}

function listOf(
  { t }: MemberContext,
  { first, view }: Range,
  blocks: readonly Shown[],
  nameOf: (scheduleId: string) => string,
): List {
  const { start, end, person, title } = t.planning;
  return {
    name: `${title.toLowerCase()}-${first.slice(0, view === 'month' ? 7 : 10)}`,
    head: [start, end, person, t.labourChecks.schedule, t.tasks.kind, t.tasks.state],
    parts: blocks.map((one) => [
      one.start,
      one.end,
      one.name,
      nameOf(one.scheduleId),
      one.why,
      one.confirmation === null ? '' : t.confirming.states[one.confirmation],
    ]),
  };
}
