import { scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { readRules } from '../../labour/labour-sources.ts';
import type { ToldLate } from '../../labour/late-changes.ts';
import { announcementOf, type ToldDuty } from '../../labour/told-duties.ts';
import type { Instant } from '../../runtime/instant.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { holdTo, peopleInScope } from './people-in-scope.ts';

const DAY = 24 * 3_600_000;
/** As far back as pay of a month that is being closed can look. */
const LATE_SINCE_DAYS = 92;
const MOST = 200;

/** How each duty was announced, the earliest first. */
async function announced(context: MemberContext) {
  const { dependencies, now } = context;
  const scope = await peopleInScope(context, 'interventions.see');
  const [told, rulesOf, names] = await Promise.all([
    dependencies.labour.toldDuties(now - LATE_SINCE_DAYS * DAY),
    readRules(dependencies.labour),
    dependencies.reader.scheduleNames(),
  ]);
  return told
    .filter(({ personId }) => scope.has(personId))
    .toSorted((a, b) => a.startAt - b.startAt)
    .map((one) => {
      const { team } = rulesOf(one.personId);
      return {
        ...announcementOf(one, team.notice, team.timeZone),
        name: scope.nameOf(one.personId),
        schedule: names.get(one.scheduleId) ?? one.scheduleId,
        zone: team.timeZone,
        key: keyOf(one),
      };
    });
}

/** Duties to come and how each was announced, and those that were told late, with the reason. */
export async function noticePage(context: MemberContext, missing: string | null = null): Promise<Reply> {
  const { now, t, actor } = context;
  const rows = await announced(context);
  return {
    kind: 'page',
    view: 'labour/notice',
    title: t.labourChecks.notice,
    status: missing === null ? 200 : 422,
    data: {
      rows: rows.filter(({ told: one }) => one.endAt > now && one.publicationId !== null).slice(0, MOST),
      late: rows
        .filter(({ given }) => given !== 'in-time')
        .toReversed()
        .slice(0, MOST),
      mayExplain: scopeOf('interventions.validate', actor.role) !== 'none',
      missing,
      files: filesAt((kind) => `/labour/notice.${kind}`),
    },
  };
}

/** All of it: what is to come, and what was told late. */
export async function noticeList(context: MemberContext): Promise<List> {
  const { t, now } = context;
  const words = t.labourChecks;
  const shown = (await announced(context)).filter(
    ({ told, given }) => given !== 'in-time' || (told.endAt > now && told.publicationId !== null),
  );
  return {
    name: words.notice.toLowerCase(),
    head: [
      ...[words.person, words.schedule, t.planning.start, t.planning.end, words.aheadDays, words.ahead],
      ...[words.published, words.publishedWho, words.told, words.acknowledged, words.reason],
    ],
    parts: shown.map(({ told, given, days, name, schedule, zone }) => {
      const local = (at: Instant | null) => (at === null ? '' : localOf(at, zone));
      return [
        ...[name, schedule, local(told.startAt), local(told.endAt), days, t.statements.given[given]],
        ...[local(told.publishedAt), told.publishedBy, local(told.toldAt), local(told.acknowledgedAt)],
        told.reason ?? '',
      ];
    }),
  };
}

/** By which it is known in an address: 12 for a change, p12 for a publication. */
function keyOf({ lateChangeId, publicationId }: ToldDuty): string {
  return lateChangeId === null ? `p${publicationId}` : String(lateChangeId);
}

function lateOf(key: string): ToldLate | null {
  const [, published, digits] = /^(p?)(\d{1,9})$/.exec(key) ?? [];
  return digits === undefined ? null : { by: published ? 'publication' : 'change', id: Number(digits) };
}

/** Says afterwards why somebody got duty late. */
export async function explainLate(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author } = context;
  const key = param(context, 'late');
  const late = lateOf(key) ?? notFound();
  const people = await dependencies.lateChanges.peopleOf(late);
  if (people.length === 0) notFound();
  for (const personId of people) await holdTo(context, 'interventions.validate', personId);
  const reason = fields.text('reason').slice(0, 500);
  if (reason === '') return noticePage(context, key);
  await dependencies.lateChanges.giveReason(late, reason, author);
  return { kind: 'see', path: '/labour/notice', done: 'saved' };
}
