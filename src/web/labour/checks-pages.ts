import { localOf } from '../../domain/schedule/wall-clock.ts';
import { checkPlanned, checkWorked } from '../../labour/check-planned.ts';
import { carriedBy, standbyOf } from '../../labour/fairness.ts';
import { formatOf } from '../format.ts';
import { readDays } from '../forms/days.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { findingInWords } from './finding-words.ts';
import { peopleInScope } from './people-in-scope.ts';

const DAY = 24 * 3_600_000;
/** Of everybody's duty in a period each hour is looked at. */
const LONGEST_DAYS = 731;

/** As many as a page shows of each; its files have all. */
const MOST_SHOWN = 100;

async function findings(context: MemberContext) {
  const { dependencies, now } = context;
  const { labour } = dependencies;
  const scope = await peopleInScope(context, 'interventions.validate');
  const ids = scope.people.map(({ id }) => id);
  const [planned, worked] = await Promise.all([
    checkPlanned(labour, { startAt: now, endAt: now + 60 * DAY }),
    checkWorked(labour, { startAt: now - 28 * DAY, endAt: now }, ids),
  ]);
  const named = (found: typeof planned) =>
    found
      .filter(({ personId }) => scope.has(personId))
      .map((one) => ({ ...one, name: scope.nameOf(one.personId) }));
  return { planned: named(planned), worked: named(worked) };
}

/** What planned duty, work and interventions break, and what each schedule's stand-by looks like. */
export async function checksPage(context: MemberContext): Promise<Reply> {
  const { dependencies, now, t } = context;
  const [{ planned, worked }, standby] = await Promise.all([
    findings(context),
    standbyOf(dependencies.labour, { startAt: now - 90 * DAY, endAt: now }),
  ]);
  const f = formatOf(context);
  const shown = (found: typeof planned) =>
    found.slice(0, MOST_SHOWN).map((one) => findingInWords(one, one.name, f, t));
  return {
    kind: 'page',
    view: 'labour/checks',
    title: t.labourChecks.title,
    data: {
      planned: shown(planned),
      worked: shown(worked),
      standby,
      files: filesAt((kind) => `/labour/checks.${kind}`),
    },
  };
}

export async function checksList(context: MemberContext): Promise<List> {
  const { t } = context;
  const words = t.labourChecks;
  const { planned, worked } = await findings(context);
  const row = (of: string) => (one: (typeof planned)[number]) => {
    const { title, source, isNear } = findingInWords(one, one.name, formatOf(context), t);
    const degree = one.isBlocking ? words.blocks : isNear ? words.near : '';
    const local = (at: number) => localOf(at, one.timeZone);
    const span = [local(one.startAt), local(one.endAt)];
    return [
      of,
      one.name,
      title,
      one.limit > 0 ? one.amount : null,
      one.limit || null,
      degree,
      ...span,
      source,
    ];
  };
  return {
    name: words.title.toLowerCase(),
    head: [
      ...[words.of, words.person, words.rule, words.amount, words.limit, words.degree],
      ...[t.planning.start, t.planning.end, words.source],
    ],
    parts: [...planned.map(row(words.planned)), ...worked.map(row(words.worked))],
  };
}

/** What each of a team carried in a period, shown to the whole team. */
async function fairness(context: MemberContext) {
  const { dependencies, request, now } = context;
  const scope = await peopleInScope(context, 'people.see');
  const typed = {
    team: String(request.query.team ?? ''),
    from: String(request.query.from ?? ''),
    to: String(request.query.to ?? ''),
  };
  const { startsAt, endsAt, wrong } = readDays(typed.from, typed.to, dependencies.timeZone);
  const members = scope.teams.get(typed.team)?.memberIds ?? null;
  const ids = scope.people.map(({ id }) => id).filter((id) => members === null || members.includes(id));
  const period = { startAt: startsAt ?? now - 90 * DAY, endAt: endsAt ?? now };
  const isTooLong = period.endAt - period.startAt > LONGEST_DAYS * DAY;
  const isAsked = period.startAt < period.endAt && !isTooLong;
  const carried = isAsked ? await carriedBy(dependencies.labour, ids, period) : [];
  const rows = carried
    .map((one) => ({ ...one, name: scope.nameOf(one.personId) }))
    .toSorted((a, b) => b.burden - a.burden);
  const teams = [...scope.teams.values()].filter(({ memberIds }) => memberIds.some((id) => scope.has(id)));
  return { typed, wrong, isTooLong, period, teams, rows };
}

export async function fairnessPage(context: MemberContext): Promise<Reply> {
  const { isTooLong, ...shown } = await fairness(context);
  const { t } = context;
  return {
    kind: 'page',
    view: 'labour/fairness',
    title: t.labourChecks.fairness,
    data: {
      ...shown,
      tooLong: isTooLong ? t.labourChecks.tooLong(LONGEST_DAYS) : null,
      files: filesAt((kind) => `/labour/fairness.${kind}?${new URLSearchParams(shown.typed)}`),
    },
  };
}

export async function fairnessList(context: MemberContext): Promise<List> {
  const words = context.t.labourChecks;
  const figures = ['hours', 'nights', 'weekends', 'holidays', 'wakings', 'burden'] as const;
  const { rows } = await fairness(context);
  return {
    name: words.fairness.toLowerCase(),
    head: [words.person, ...figures.map((figure) => words[figure]), words.share],
    parts: rows.map((row) => [
      row.name,
      ...figures.map((figure) => Math.round(row[figure])),
      Math.round(row.share * 100) / 100,
    ]),
  };
}
