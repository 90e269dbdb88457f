import { type Actor, mayAboutSchedule, scopeOf } from '../../domain/permissions.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { isWaiting, type Swap } from '../../domain/swap/swap.ts';
import { isMine } from '../my/read-my.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';

const PAGE_SIZE = 30;
const PART = 200;
const LATELY_MS = 92 * 24 * 3_600_000;

/** A schedule whose swaps the visitor sees. */
interface Watched {
  readonly schedule: ScheduleInForce;
  /** On it, so that its duty may be taken. */
  readonly isMine: boolean;
  /** Whether its swaps are theirs to decide. */
  readonly mayDecide: boolean;
}

/** Swaps of duty: those that wait, with the buttons of whoever they wait for, and those that are settled. */
export async function swapsPage(context: MemberContext): Promise<Reply> {
  const { dependencies, now, t, request, actor } = context;
  const watched = await watchedSchedules(context);
  const ids = [...watched.keys()];
  const asked = request.query.before;
  const before = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? Number(asked) : null;
  const [waiting, found, people] = await Promise.all([
    dependencies.swapSearch.waiting(ids, now),
    dependencies.swapSearch.settled(ids, now, before, PAGE_SIZE + 1),
    dependencies.reader.people(),
  ]);
  const settled = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? settled.at(-1) : undefined;
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const shown = (swap: Swap) => shownSwap(context, swap, watched.get(swap.scheduleId), nameOf);
  return {
    kind: 'page',
    view: 'planning/swaps',
    title: t.swaps.title,
    data: {
      waiting: waiting.map(shown),
      settled: settled.map(shown),
      names: await dependencies.reader.scheduleNames(),
      older: last ? `/planning/swaps?before=${last.id}` : null,
      newest: before === null ? null : '/planning/swaps',
      hasDuty: scopeOf('duty.own', actor.role) !== 'none',
      files: filesAt((kind) => `/planning/swaps.${kind}`),
    },
  };
}

/** Every swap that the page leads to: those that wait, then those that are settled, the latest first. */
export async function swapsList(context: MemberContext): Promise<List> {
  const { dependencies, now, t } = context;
  const watched = await watchedSchedules(context);
  const people = await dependencies.reader.people();
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const rowOf = (swap: Swap) => {
    const one = shownSwap(context, swap, watched.get(swap.scheduleId), nameOf);
    const at = (instant: number) => localOf(instant, one.zone);
    return [at(one.startAt), at(one.endAt), one.what, one.schedule, t.swaps.states[one.kind], one.note ?? ''];
  };
  async function* parts() {
    const ids = [...watched.keys()];
    yield (await dependencies.swapSearch.waiting(ids, now)).map(rowOf);
    for (let before: number | null = null; ; ) {
      const found = await dependencies.swapSearch.settled(ids, now, before, PART);
      yield found.map(rowOf);
      before = found.at(-1)?.id ?? null;
      if (found.length < PART || before === null) return;
    }
  }
  const { start, end } = t.planning;
  return {
    name: t.swaps.title.toLowerCase(),
    head: [start, end, t.tasks.kind, t.labourChecks.schedule, t.tasks.state, t.my.note],
    parts: parts(),
  };
}

/** Of schedules that somebody is on or plans; whoever only looks on sees all, as in the planning. */
async function watchedSchedules(context: MemberContext): Promise<ReadonlyMap<string, Watched>> {
  const { dependencies, now, actor } = context;
  const teams = await dependencies.reader.scheduleTeams();
  const looksOn = scopeOf('duty.own', actor.role) === 'none';
  const watched = new Map<string, Watched>();
  for (const [id, teamId] of teams) {
    const present = await dependencies.schedules.schedule(id, now);
    // Settled swaps stay in sight of those who were on it lately.
    const schedule = await dependencies.schedules.schedule(id, now - LATELY_MS);
    if (schedule === null || present === null) continue;
    if (looksOn || isMine(context, schedule, teamId, now - LATELY_MS))
      watched.set(id, {
        schedule,
        isMine: !looksOn && isMine(context, present, teamId),
        mayDecide: mayAboutSchedule('planning.edit', actor, teamId),
      });
  }
  return watched;
}

function shownSwap(
  { dependencies, now, actor, t }: MemberContext,
  swap: Swap,
  watched: Watched | undefined,
  nameOf: (id: string) => string,
) {
  const { state } = swap;
  const lapsed = isWaiting(swap) && swap.endAt <= now;
  return {
    id: swap.id,
    scheduleId: swap.scheduleId,
    schedule: watched?.schedule.name ?? swap.scheduleId,
    zone: watched?.schedule.timeZone ?? dependencies.timeZone,
    startAt: swap.startAt,
    endAt: swap.endAt,
    proposedAt: swap.proposedAt,
    note: swap.note,
    inReturn: swap.inReturn,
    what: whatOf(swap, t, nameOf),
    kind: lapsed ? ('lapsed' as const) : state.kind,
    by: byWhom(swap, t, nameOf),
    may: lapsed ? NOTHING : mayDo(swap, actor, watched, now),
  };
}

const NOTHING = { accept: false, decline: false, withdraw: false, decide: false, undo: false };

/** The buttons; the swap's own rules decide again when one is pressed. */
function mayDo(swap: Swap, actor: Actor, watched: Watched | undefined, now: number) {
  const { state, giverId, offeredTo } = swap;
  const forMe = giverId !== actor.personId && (offeredTo === null || offeredTo === actor.personId);
  return {
    accept: state.kind === 'proposed' && forMe && watched?.isMine === true,
    decline: state.kind === 'proposed' && offeredTo === actor.personId,
    withdraw: isWaiting(swap) && giverId === actor.personId,
    decide: state.kind === 'accepted' && watched?.mayDecide === true,
    undo: state.kind === 'made' && swap.endAt > now && watched?.mayDecide === true,
  };
}

function whatOf({ state, giverId, offeredTo }: Swap, t: MemberContext['t'], nameOf: (id: string) => string) {
  const giver = nameOf(giverId);
  if (state.kind === 'accepted') return t.swaps.wanted(nameOf(state.takerId), giver);
  if (state.kind === 'made') return t.swaps.took(nameOf(state.takerId), giver);
  if (state.kind === 'refused') return t.swaps.wanted(nameOf(state.takerId), giver);
  return offeredTo === null ? t.swaps.offersAll(giver) : t.swaps.offers(giver, nameOf(offeredTo));
}

function byWhom({ state }: Swap, t: MemberContext['t'], nameOf: (id: string) => string): string | null {
  if (state.kind === 'made' && state.approvedBy !== null) return t.swaps.approvedBy(nameOf(state.approvedBy));
  return 'by' in state ? t.swaps.by(nameOf(state.by)) : null;
}
