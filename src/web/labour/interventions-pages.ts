import type { Intervention } from '../../domain/labour/intervention.ts';
import { INTERVENTION_STATES } from '../../domain/labour/intervention.ts';
import { mayAboutSchedule, scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { type LabourSources, readRules } from '../../labour/labour-sources.ts';
import { reliefsFor } from '../../labour/relief.ts';
import { REST_REACH_MS, type RestDue, restDue } from '../../labour/rest-due.ts';
import { sentence } from '../../words/phrases.ts';
import { restInWords } from '../../words/rest-words.ts';
import type { MemberChangeContext, MemberContext, Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { type PeopleInScope, peopleInScope } from './people-in-scope.ts';

const SHOWN = 100;
const DAYS_BACK = 62;
const DAY = 24 * 3_600_000;

/** Interventions of the people in scope: what waits first, and the rests that go on. */
async function askedInterventions(context: MemberContext) {
  const { dependencies, request, now } = context;
  const scope = await peopleInScope(context, 'interventions.see');
  const typed = { person: textOf(request.query.person), state: textOf(request.query.state) };
  const state = INTERVENTION_STATES.find((one) => one === typed.state);
  const chosen = scope.people.filter(({ id }) => typed.person === '' || id === typed.person);
  const found = await dependencies.labour.interventions.list({
    personIds: chosen.map(({ id }) => id),
    ...(state ? { states: [state] } : {}),
    within: { startAt: now - DAYS_BACK * DAY, endAt: now + DAY },
    limit: SHOWN,
  });
  return { scope, typed, found };
}

export async function interventionsPage(context: MemberContext): Promise<Reply> {
  const { t, actor } = context;
  const { scope, typed, found } = await askedInterventions(context);
  const rests = await restsNow(context, scope);
  return {
    kind: 'page',
    view: 'labour/interventions',
    title: t.labour.interventions,
    data: {
      typed,
      isSearch: typed.person !== '' || typed.state !== '',
      people: scope.people,
      states: INTERVENTION_STATES,
      showsPeople: scopeOf('interventions.see', actor.role) !== 'own',
      interventions: found.map((one) => shownIntervention(context, one, scope)),
      running: found.find((one) => one.personId === actor.personId && one.state === 'running') ?? null,
      messagesNumber: context.dependencies.messagesNumber,
      mayBegin: scopeOf('duty.own', actor.role) !== 'none',
      rests,
      validationErrors: { count: 0 },
      conflict: null,
      files: filesAt((kind) => `/interventions.${kind}?${new URLSearchParams(typed)}`),
    },
  };
}

/** What the page shows. */
export async function interventionsList(context: MemberContext): Promise<List> {
  const { dependencies, t } = context;
  const { scope, found } = await askedInterventions(context);
  const { start, end } = t.planning;
  const { person, state, place, reason } = t.labour;
  const at = (instant: number | null) => (instant === null ? '' : localOf(instant, dependencies.timeZone));
  return {
    name: t.labour.interventions.toLowerCase(),
    head: [start, end, person, state, place, reason],
    parts: found.map((one) => [
      at(one.startAt),
      at(one.endAt),
      scope.nameOf(one.personId),
      t.labour.states[one.state],
      one.place === null ? '' : t.labour.places[one.place],
      one.reason,
    ]),
  };
}

/** The person begins an intervention of which the telephone knows nothing. */
export async function beginIntervention(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, actor, now } = context;
  const event = { kind: 'begun', startAt: now } as const;
  const entered = { at: now, by: actor.personId };
  const { id } = await dependencies.interventions.open(actor.personId, event, entered);
  return { kind: 'see', path: `/interventions/${id}`, done: 'begun' };
}

export function shownIntervention(
  context: MemberContext,
  one: Intervention,
  scope: Pick<PeopleInScope, 'nameOf'>,
) {
  return {
    ...one,
    name: scope.nameOf(one.personId),
    isMine: one.personId === context.actor.personId,
    length: (one.endAt ?? context.now) - one.startAt,
  };
}

/** Rests that interventions of the last days broke, and that are not over. */
async function restsNow(context: MemberContext, scope: PeopleInScope) {
  const { dependencies, now, language } = context;
  const { labour } = dependencies;
  const personIds = scope.people.map(({ id }) => id);
  const within = { startAt: now - REST_REACH_MS, endAt: now + DAY };
  const recent = await labour.interventions.list({ personIds, within });
  if (recent.length === 0) return [];
  const dues = (await duesOf(labour, recent)).filter(
    ({ due }) => due.outcome.earliestReturnAt > now || due.outcome.owed > 0,
  );
  return Promise.all(
    dues.map(async ({ due, zone }) => ({
      reliefs: await shownReliefs(context, due, scope),
      name: scope.nameOf(due.personId),
      isMine: due.personId === context.actor.personId,
      collides: due.collides,
      nextWorkAt: due.rest.nextWorkAt,
      zone,
      words: inWords(restInWords(due.outcome, due, { zone, now }, language)),
    })),
  );
}

/** Who could stand in for whoever must rest, and whether the visitor may say so. */
export async function shownReliefs(
  { dependencies, now, actor }: MemberContext,
  due: RestDue | null,
  scope: Pick<PeopleInScope, 'nameOf'>,
) {
  if (due === null) return [];
  const [reliefs, teams] = await Promise.all([
    reliefsFor(dependencies.labour, due, now),
    dependencies.reader.scheduleTeams(),
  ]);
  return reliefs.map((one) => ({
    ...one,
    name: one.personId === null ? null : scope.nameOf(one.personId),
    mayReplace: mayAboutSchedule('planning.edit', actor, teams.get(one.scheduleId) ?? null),
  }));
}

/** The last of each person's rests. */
async function duesOf(
  labour: LabourSources,
  recent: readonly Intervention[],
): Promise<readonly { readonly due: RestDue; readonly zone: string }[]> {
  const rulesOf = await readRules(labour);
  const absences = await labour.absences(Math.min(...recent.map(({ startAt }) => startAt)) - REST_REACH_MS);
  return [...new Set(recent.map(({ personId }) => personId))].flatMap((personId) => {
    const mine = recent.filter((one) => one.personId === personId && one.state !== 'withdrawn');
    const ends = mine.flatMap(({ endAt }) => (endAt === null ? [] : [endAt]));
    if (ends.length === 0) return [];
    const rules = rulesOf(personId);
    const due = restDue(rules, absences, mine, Math.max(...ends));
    return due === null ? [] : [{ due, zone: rules.team.timeZone }];
  });
}

export function inWords({ verdict, because }: { readonly verdict: string; readonly because: string }) {
  return { verdict: sentence(verdict), because: sentence(because) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
