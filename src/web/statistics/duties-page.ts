import { scopeOf } from '../../domain/permissions.ts';
import { type AskedDuty, CONFIRMATION_ENDS, confirmationEnd } from '../../statistics/confirmation-figures.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { type Table, textCell } from '../tables/table.ts';
import { askedDuties } from './confirmation-tables.ts';
import { peopleInScope } from './figure-people.ts';
import { readSubject } from './read-subject.ts';
import { statisticsAddress } from './statistics-filter.ts';
import { daysInWords } from './statistics-pages.ts';

/** More than this are no page's; the figure says how many there are. */
const MOST = 500;

/** The duties that a figure of confirmations counts: of those whose figures the reader may see. */
export async function dutiesPage(context: MemberContext): Promise<Reply> {
  const { request, t, actor } = context;
  const words = t.statistics;
  const { filter, subject } = await readSubject(context, 'none');
  const what = CONFIRMATION_ENDS.find((end) => end === request.query.what);
  const people = await peopleInScope(context, { teamId: null, personId: filter.personId });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const duties = (await askedDuties(context, filter, filter.days)).filter(
    (duty) => names.has(duty.personId) && (what === undefined || confirmationEnd(duty) === what),
  );
  const seesAll = scopeOf('statistics.see', actor.role) !== 'none';
  const title = what === undefined ? words.confirmations.duties : words.confirmations[what];
  const schedules = await context.dependencies.reader.scheduleNames();
  const moment = (at: number | null) => (at === null ? '–' : subject.f.moment(at));
  const rowOf = (duty: AskedDuty) => [
    textCell(names.get(duty.personId) ?? duty.personId),
    textCell(schedules.get(duty.scheduleId) ?? duty.scheduleId),
    textCell(moment(duty.startAt)),
    textCell(words.confirmations.was[confirmationEnd(duty)]),
    textCell(moment(duty.confirmedAt ?? duty.declinedAt)),
    textCell(duty.confirmedBy === null ? '–' : words.confirmations.ways[duty.confirmedBy]),
    textCell(moment(duty.escalatedAt)),
  ];
  const table: Table = {
    name: 'duties',
    title: words.confirmations.count(duties.length),
    ...(duties.length > MOST ? { note: words.confirmations.first(MOST) } : {}),
    head: Object.values(words.confirmations.columns),
    rows: duties.slice(0, MOST).map(rowOf),
  };
  return {
    kind: 'page',
    view: 'statistics/duties',
    title: `${words.title}: ${title}`,
    data: {
      ...{ title, table },
      back: statisticsAddress(seesAll ? '/statistics/afterwards' : '/statistics/people', filter),
      period: daysInWords(context, filter.days, subject.f),
    },
  };
}
