import type { Directory } from '../../calls/directory.ts';
import { type DryRunDependencies, dryRun } from '../../calls/dry-run/dry-run.ts';
import { callOpening } from '../../calls/live/call-opening.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { EscalationPolicy } from '../../domain/escalation/policy.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { callOfEvents } from '../../domain/statistics/call-of-events.ts';
import { countCall } from '../../domain/statistics/counted-call.ts';
import { DayTally } from '../../domain/statistics/sum-day.ts';
import type { Sums } from '../../domain/statistics/sums.ts';
import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import { type Change, changed } from './change.ts';
import type { PastCall, PastCalls } from './past-call.ts';
import { PeopleAsSeen } from './people-as-seen.ts';
import { type SeenCaller, seenCaller } from './seen-caller.ts';

export interface ReplayQuestion {
  readonly hotlineId: string;
  readonly interval: Interval;
  readonly change: Change;
  /** What is drawn by chance is the same for the same seed. */
  readonly seed: number;
  /** The latest of them. */
  readonly mostCalls: number;
}

export interface Replay {
  /** Calls that were replayed: those offered in the period, but for those that the dialplan dealt with. */
  readonly calls: number;
  /** Calls of the period that were not: they came while Vigie was away, or are more than are replayed at once. */
  readonly leftOut: number;
  /** Of those replayed, the ones whose course rests on something that was never seen. */
  readonly assumed: number;
  readonly happened: Sums;
  readonly replayed: Sums;
}

export interface ReplayDependencies extends DryRunDependencies {
  readonly past: PastCalls;
  readonly shortAbandonSeconds: number;
}

/** Between two machines, or a greeting more or less. */
const TOLERANCE_SECONDS = 2;

/** A past period's calls once more, by `advance`, with something changed; beside what happened. Null: no such hotline or policy. */
export async function replay(
  dependencies: ReplayDependencies,
  question: ReplayQuestion,
): Promise<Replay | null> {
  const { directory } = dependencies.sources;
  const hotline = (await directory.hotlines()).find(({ id }) => id === question.hotlineId);
  if (!hotline) return null;
  const policyOf = await policies(directory, hotline, question.change);
  if (policyOf === null) return null;
  const { calls, leftOut } = await read(dependencies, question);
  const people = new PeopleAsSeen(question.seed);
  for (const { received } of calls) people.add(received.attempts);
  const taken = new Map<string, Instant>();
  const sources = { ...dependencies.sources, directory: remembering(directory, taken) };
  const [happened, replayed] = [new DayTally(hotline.timeZone), new DayTally(hotline.timeZone)];
  let assumed = 0;
  for (const { call, received } of calls) {
    happened.addCall(received, countCall(received, dependencies.shortAbandonSeconds));
    const answers = people.in(call.id, received.attempts);
    const caller = seenCaller(received, call.timeline);
    const run = await dryRun(
      { ...dependencies, sources },
      {
        facts: {
          ...{ callId: call.id, startedAt: call.startedAt, dialled: call.dialled, caller: call.caller },
          ...{ hotline: lettingIn(hotline), branch: null, policy: await policyOf(call.startedAt) },
        },
        answering: answers.answering,
        caller,
        timeZone: hotline.timeZone,
      },
    );
    const timeline = run.timeline.map(({ callEvent }) => callEvent);
    const again = callOfEvents(call.id, call.startedAt, timeline);
    if (again === null) throw new Error('a replayed call has an end');
    for (const { personId, acceptedAt } of again.attempts)
      if (personId !== null && acceptedAt !== null) taken.set(personId, acceptedAt);
    replayed.addCall(again, countCall(again, dependencies.shortAbandonSeconds));
    if (answers.restsOnAssumptions(timeline) || waitsLonger(call, timeline, caller)) assumed += 1;
  }
  return { calls: calls.length, leftOut, assumed, happened: happened.sums, replayed: replayed.sums };
}

/** Who took a call last is who did so in the replay; before its first call, nobody. */
function remembering(directory: Directory, taken: ReadonlyMap<string, Instant>): Directory {
  return {
    ...directory,
    lastAcceptedAt: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const at = taken.get(id);
          return at === undefined ? [] : [[id, at] as const];
        }),
      ),
  };
}

/** Who came in then is not kept out by a list of now. */
function lettingIn(hotline: Hotline): Hotline {
  return { ...hotline, blocked: { ...hotline.blocked, numbers: [], anonymous: false } };
}

/** Which policy a call gets. Hours at which the hotline rings nobody now did ring somebody then: they are as usual. */
async function policies(
  directory: Directory,
  hotline: Hotline,
  change: Change,
): Promise<((at: Instant) => Promise<EscalationPolicy>) | null> {
  const asked = await directory.policy(change.policyId ?? hotline.policyId);
  if (asked === null) return null;
  if (change.policyId !== null) return async () => changed(asked, change);
  return async (at) => {
    const opening = await callOpening(directory, hotline, at);
    return changed(opening && opening.policy.steps.length > 0 ? opening.policy : asked, change);
  };
}

async function read(dependencies: ReplayDependencies, question: ReplayQuestion) {
  const { past, shortAbandonSeconds } = dependencies;
  const offered = [];
  let leftOut = 0;
  for await (const part of past.calls(question.hotlineId, question.interval)) {
    for (const call of part) {
      const received = callOfEvents(call.id, call.startedAt, call.timeline);
      if (received === null || countCall(received, shortAbandonSeconds).kind !== 'offered') continue;
      if (call.timeline.some(({ kind }) => kind === 'fallback-entered') || received.outcome === 'fallback')
        leftOut += 1;
      else offered.push({ call, received });
    }
  }
  const calls = offered.slice(-question.mostCalls);
  return { calls, leftOut: leftOut + offered.length - calls.length };
}

/** A caller is assumed to have stayed beyond what they are known to have waited. */
function waitsLonger(
  { startedAt }: PastCall,
  timeline: readonly CallEvent[],
  { waitedSeconds }: SeenCaller,
): boolean {
  const goal = timeline.find(({ kind }) => kind === 'attempt-accepted' || kind === 'voicemail-started');
  const at = goal?.at ?? timeline.at(-1)?.at ?? startedAt;
  return (at - startedAt) / SECOND > waitedSeconds + TOLERANCE_SECONDS;
}
