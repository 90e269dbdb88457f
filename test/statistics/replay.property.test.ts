import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dryRun } from '../../src/calls/dry-run/dry-run.ts';
import type { CallEvent } from '../../src/domain/escalation/call-event.ts';
import { STRATEGIES } from '../../src/domain/escalation/policy.ts';
import { callOfEvents } from '../../src/domain/statistics/call-of-events.ts';
import { spreadOf, within } from '../../src/domain/statistics/spread.ts';
import type { Change } from '../../src/statistics/what-if/change.ts';
import type { PastCall } from '../../src/statistics/what-if/past-call.ts';
import { type Replay, replay } from '../../src/statistics/what-if/replay.ts';
import { duty, extension, phone, someone } from '../calls/dry-run/played.ts';
import { facts, hotline, policy, START, step } from '../domain/escalation/call-fixture.ts';
import { FRANCE } from '../planning/plan.ts';

const HOUR = 3_600_000;
const AS_IT_WAS: Change = { policyId: null, ringSeconds: [], schedule: null };
const people = ['a', 'b', 'c'].map((id, index) =>
  someone(id, extension(`20${index}`), ...(index > 0 ? [phone(`+3361234567${index}`)] : [])),
);

/** A hotline with three people, and calls that it had: what people did is drawn for each try. */
function house(drawn: Drawn) {
  const line = hotline({ noAnswer: drawn.noAnswer });
  const usual = policy({ steps: drawn.steps.map((one) => step(one)), rounds: drawn.rounds });
  const other = policy({ id: 'other', steps: [...usual.steps].reverse() });
  const policies = [usual, other].map((one, index) => ({
    ...one,
    id: index === 0 ? line.policyId : 'other',
  }));
  const schedules = [duty('primary', ['a', 0]), duty('backup', ['b', 0])];
  const directory = {
    personOn: async () => null,
    hotlineByNumber: async () => null,
    hotlines: async () => [line],
    policy: async (id: string) => policies.find((one) => one.id === id) ?? null,
    people: async (ids: readonly string[]) => ids.flatMap((id) => people.find((one) => one.id === id) ?? []),
    team: async () => null,
    trunks: async () => new Map(),
    lastAcceptedAt: async () => new Map(),
  };
  return {
    sources: {
      directory,
      schedules: { schedule: async (id: string) => schedules.find((one) => one.id === id) ?? null },
    },
    numberingPlan: FRANCE,
    maxOutboundLegs: 20,
    shortAbandonSeconds: 5,
    line,
    usual: policies[0] ?? usual,
  };
}

async function happened(drawn: Drawn) {
  const built = house(drawn);
  const calls: PastCall[] = [];
  for (const [index, { answers, patienceSeconds, messageSeconds }] of drawn.calls.entries()) {
    const startedAt = START + index * HOUR;
    const run = await dryRun(built, {
      facts: facts({ callId: `call-${index}`, startedAt, hotline: built.line, policy: built.usual }),
      answering: (attempt) =>
        answers[attempt % answers.length] ?? { networkSeconds: 0, behaviour: { kind: 'busy' } },
      caller: { patienceSeconds, messageSeconds, talkSeconds: 60 },
      timeZone: 'UTC',
    });
    calls.push({
      ...{ id: `call-${index}`, startedAt, dialled: '4000', caller: { number: '+33145678901', name: null } },
      timeline: run.timeline.map(({ callEvent }): CallEvent => callEvent),
    });
  }
  const past = {
    async *calls() {
      yield calls;
    },
  };
  const ask = (change: Change, seed = 1) =>
    replay(
      { ...built, past },
      {
        ...{ hotlineId: built.line.id, interval: { startAt: START, endAt: START + 99 * HOUR } },
        ...{ change, seed, mostCalls: 1000 },
      },
    );
  return { calls, ask };
}

const seconds = fc.integer({ min: 0, max: 40 });
const behaviour = fc.oneof(
  fc.record({ kind: fc.constantFrom('accepts' as const, 'declines' as const), seconds, keySeconds: seconds }),
  fc.record({ kind: fc.constantFrom('mailbox' as const, 'rejects' as const), seconds }),
  fc.record({ kind: fc.constant('mailbox' as const), seconds, staysSeconds: seconds }),
  fc.record({ kind: fc.constantFrom('busy' as const, 'unreachable' as const), afterRingSeconds: seconds }),
  fc.record({
    kind: fc.constantFrom('no-answer' as const, 'busy' as const, 'unreachable' as const, 'engaged' as const),
  }),
);
const answer = fc.record({ networkSeconds: fc.integer({ min: 0, max: 4 }), behaviour });
const voicemail = { maxSeconds: 30, minSeconds: 2 };
const target = fc.oneof(
  fc.constantFrom('primary', 'backup').map((scheduleId) => ({ kind: 'schedule' as const, scheduleId })),
  fc.constantFrom('a', 'b', 'c').map((personId) => ({ kind: 'person' as const, personId })),
);
const drawnHouse = fc.record({
  steps: fc.array(
    fc.record({
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
      strategy: fc.constantFrom(...STRATEGIES.filter((one) => one !== 'longest-idle')),
      ringSeconds: fc.integer({ min: 5, max: 40 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  rounds: fc.integer({ min: 1, max: 2 }),
  noAnswer: fc.constantFrom({ kind: 'voicemail' as const, voicemail }, { kind: 'announcement' as const }),
  calls: fc.array(
    fc.record({
      answers: fc.array(answer, { minLength: 1, maxLength: 5 }),
      patienceSeconds: fc.option(fc.integer({ min: 6, max: 300 })),
      messageSeconds: fc.integer({ min: 3, max: 40 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
type Drawn = typeof drawnHouse extends fc.Arbitrary<infer D> ? D : never;

/** What both sides are compared by. */
function factsOf(sums: Replay['happened']) {
  return {
    ...{ outcomes: sums.outcomes, kinds: sums.kinds, people: sums.people, nights: sums.nights },
    ...{ taken: sums.taken, talk: sums.talk, left: sums.left, ring: sums.ring, hours: sums.hours },
    ...{ came: sums['step-reached'], steps: sums['step-taken'], tries: sums.tries, vain: sums['night-vain'] },
  };
}

describe('past calls replayed by the policy that they had', () => {
  it('end as they ended, at the same seconds, and rest on nothing that was not seen', async () => {
    await fc.assert(
      fc.asyncProperty(drawnHouse, async (drawn) => {
        const { ask, calls } = await happened(drawn);
        const answer = await ask(AS_IT_WAS);
        expect(factsOf(answer?.replayed ?? {})).toEqual(factsOf(answer?.happened ?? {}));
        expect(answer?.assumed).toBe(0);
        expect(calls.every(({ id, startedAt, timeline }) => callOfEvents(id, startedAt, timeline))).toBe(
          true,
        );
      }),
      { numRuns: 80 },
    );
  });
});

describe('past calls replayed by another policy', () => {
  it('are the same calls, the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(drawnHouse, fc.integer({ min: 1, max: 99 }), async (drawn, seed) => {
        const { ask } = await happened(drawn);
        const change = { ...AS_IT_WAS, policyId: 'other' };
        const [first, second] = [await ask(change, seed), await ask(change, seed)];
        expect(second).toEqual(first);
        expect(factsOf(first?.happened ?? {})).toEqual(factsOf((await ask(AS_IT_WAS))?.happened ?? {}));
        expect(first?.assumed).toBeLessThanOrEqual(first?.calls ?? 0);
      }),
      { numRuns: 20 },
    );
  });

  const twoSteps: Drawn = {
    steps: [
      { targets: [{ kind: 'person', personId: 'a' }], strategy: 'in-order', ringSeconds: 20 },
      { targets: [{ kind: 'schedule', scheduleId: 'backup' }], strategy: 'in-order', ringSeconds: 20 },
    ],
    rounds: 1,
    noAnswer: { kind: 'announcement' },
    calls: [
      {
        // Nobody, then b's extension after 4 s and the key 3 s later.
        answers: [
          { networkSeconds: 0, behaviour: { kind: 'no-answer' } },
          { networkSeconds: 0, behaviour: { kind: 'no-answer' } },
          { networkSeconds: 0, behaviour: { kind: 'accepts', seconds: 4, keySeconds: 3 } },
        ],
        patienceSeconds: null,
        messageSeconds: 10,
      },
    ],
  };

  it('reach the one who answered sooner when they are called first, with nothing assumed', async () => {
    const { ask } = await happened(twoSteps);
    const now = await ask({ ...AS_IT_WAS, policyId: 'other' });
    const then = spreadOf(now?.happened.taken)?.median ?? 0;
    expect(spreadOf(now?.replayed.taken)?.median).toBe(then - 20);
    expect(within(now?.replayed.taken, 60)).toBe(1);
    expect(now?.assumed).toBe(0);
  });

  it('say that they rest on assumptions where a phone rings longer than it was seen to', async () => {
    const { ask } = await happened(twoSteps);
    const longer = await ask({ ...AS_IT_WAS, ringSeconds: [{ step: 0, seconds: 40 }] });
    expect(longer?.assumed).toBe(1);
    const shorter = await ask({ ...AS_IT_WAS, ringSeconds: [{ step: 0, seconds: 10 }] });
    expect(shorter?.assumed).toBe(0);
    expect(spreadOf(shorter?.replayed.taken)?.median).toBe(
      (spreadOf(shorter?.happened.taken)?.median ?? 0) - 10,
    );
  });

  it('rest on assumptions where somebody is called who was not', async () => {
    const { ask } = await happened(twoSteps);
    const swapped = await ask({ ...AS_IT_WAS, schedule: { instead: 'backup', dialled: 'primary' } });
    expect(swapped?.replayed.people).not.toEqual(swapped?.happened.people);
  });

  it('are what a hand counts, where b is dialled before a', async () => {
    const nobody = { networkSeconds: 0, behaviour: { kind: 'no-answer' as const } };
    const accepts = (seconds: number, keySeconds: number) => ({
      networkSeconds: 0,
      behaviour: { kind: 'accepts' as const, seconds, keySeconds },
    });
    const [a, b] = twoSteps.steps;
    const call = (
      patienceSeconds: number | null,
      ...answers: (typeof twoSteps.calls)[number]['answers']
    ) => ({
      ...{ patienceSeconds, messageSeconds: 10, answers },
    });
    const { ask } = await happened({
      ...twoSteps,
      steps: [a, b].flatMap((one) => one ?? []),
      calls: [
        // Attempts count from 1. a does nothing for 20 s, then b answers after 4 s and presses the key 3 s later: 27 s.
        call(null, nobody, nobody, accepts(4, 3)),
        // a presses the key after 5 + 2 s; b was never dialled.
        call(null, nobody, accepts(5, 2)),
        // a does nothing, and the caller leaves after 15 s.
        call(15, nobody, nobody),
      ],
    });
    const {
      calls,
      leftOut,
      assumed,
      happened: then,
      replayed: now,
    } = (await ask({ ...AS_IT_WAS, policyId: 'other' })) ?? {};
    expect({ calls, leftOut }).toEqual({ calls: 3, leftOut: 0 });
    expect(then).toMatchObject({
      ...{ taken: { 7: 1, 27: 1 }, left: { 'step-0/15': 1 }, outcomes: { accepted: 2, 'caller-hung-up': 1 } },
      // At 2:10, 3:10 and 4:10: a three times, b in the first call alone.
      ...{ 'night-tries': { a: 3, b: 1 } },
    });
    // b's one answer of the period is theirs in every call: 4 + 3 s. In the first it was seen, in two it is assumed.
    expect(now).toMatchObject({ taken: { 7: 3 }, outcomes: { accepted: 3 }, 'night-tries': { b: 3 } });
    expect(now?.left).toBeUndefined();
    expect(assumed).toBe(2);
  });

  it('are none where there is no such policy', async () => {
    const { ask } = await happened(twoSteps);
    expect(await ask({ ...AS_IT_WAS, policyId: 'nobody-knows' })).toBeNull();
  });
});
