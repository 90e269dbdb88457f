import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEG_CAUSES } from '../../../src/domain/call.ts';
import { type Advance, advance, begin, isOver } from '../../../src/domain/escalation/advance.ts';
import type { CallEvent } from '../../../src/domain/escalation/call-event.ts';
import type { CallInput } from '../../../src/domain/escalation/call-input.ts';
import type { CallFacts, CallState } from '../../../src/domain/escalation/call-state.ts';
import type { Command } from '../../../src/domain/escalation/command.ts';
import { nextDeadlineAt } from '../../../src/domain/escalation/deadlines.ts';
import type { CallSnapshot } from '../../../src/domain/escalation/reconcile.ts';
import type { DialTarget, Extension } from '../../../src/domain/phone-number.ts';
import { facts, hotline, person, policy, START, step } from './call-fixture.ts';

/**
 * Whatever the order of events, possible or not: a call ends in exactly one outcome, no leg is left ringing,
 * nobody is connected without acceptance. Most events are aimed at legs and plays that exist, or the runs would
 * rarely get far; the others are blind: attempts that never were, repeated ends, keys after the end.
 */

const attempt = fc.integer({ min: 1, max: 8 });
const key = fc.constantFrom('1', '1', '1', '2', '*', '*', '7');

const anyEvent: fc.Arbitrary<CallInput> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<CallInput>({ type: 'caller-left' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('play-finished' as const),
      play: fc.integer({ min: 1, max: 12 }).map((n) => `c1-p${n}`),
      played: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: attempt.map((n): CallInput => ({ type: 'leg-ringing', attempt: n })) },
  { weight: 8, arbitrary: attempt.map((n): CallInput => ({ type: 'leg-answered', attempt: n })) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('leg-key' as const), attempt, key }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('leg-transferred' as const),
      attempt,
      to: fc.constantFrom('204', null),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('leg-ended' as const),
      attempt,
      cause: fc.constantFrom(...LEG_CAUSES),
      why: fc.constant(null),
    }),
  },
  {
    weight: 1,
    arbitrary: attempt.map(
      (n): CallInput => ({ type: 'connect-failed', attempt: n, why: { code: 'no-cause' } }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('recording-finished' as const),
      recording: fc.constant('c1-message'),
      seconds: fc.option(fc.integer({ min: 0, max: 60 })),
      stored: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('recording-measured' as const),
      recording: fc.constant('c1-message'),
      isAudible: fc.constantFrom(true, false, null),
      seconds: fc.option(fc.integer({ min: 0, max: 60 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        callerPresent: fc.boolean(),
        callerTaken: fc.boolean(),
        callerAnswered: fc.boolean(),
        legs: fc.uniqueArray(fc.record({ attempt, answered: fc.boolean() }), {
          selector: (leg) => leg.attempt,
        }),
        joined: fc.boolean(),
        saying: fc.boolean(),
        recording: fc.boolean(),
      })
      .map((snapshot): CallInput => ({ type: 'reconcile', snapshot })),
  },
  { weight: 2, arbitrary: fc.constant<CallInput>({ type: 'person-freed' }) },
  { weight: 1, arbitrary: fc.constant<CallInput>({ type: 'arming-failed' }) },
  {
    weight: 1,
    arbitrary: fc.constant<CallInput>({ type: 'recording-missing', recording: 'c1-message' }),
  },
  { weight: 5, arbitrary: fc.constant<CallInput>({ type: 'time-passed' }) },
  {
    weight: 1,
    arbitrary: fc.constant<CallInput>({ type: 'leave-to-fallback', why: { code: 'service-stops' } }),
  },
);

/** Turns a blind event into one about something that exists, when there is such a thing. */
function aimed(event: CallInput, state: CallState, aim: number | null): CallInput {
  if (aim === null) return event;
  if ('attempt' in event)
    return { ...event, attempt: state.legs[aim % state.legs.length]?.attempt ?? event.attempt };
  if (event.type !== 'play-finished') return event;
  const heard = state.hearing.kind === 'words' ? [state.hearing.play] : [];
  const plays = [...heard, ...state.legs.flatMap(({ play }) => play ?? [])];
  return { ...event, play: plays[aim % plays.length] ?? event.play };
}

const people = ['a', 'b', 'c', 'd'];
const candidates = fc
  .shuffledSubarray(people)
  .map((ids) => ids.map((id) => person(id, { skills: id < 'c' ? ['gas'] : [] })));

const anyFacts: fc.Arbitrary<CallFacts> = fc
  .record({
    steps: fc.array(
      fc.record({
        strategy: fc.constantFrom('in-order', 'all-at-once', 'longest-idle'),
        ringSeconds: fc.integer({ min: 5, max: 40 }),
        skill: fc.constantFrom(null, 'gas'),
      }),
      { maxLength: 3 },
    ),
    rounds: fc.integer({ min: 1, max: 3 }),
    overallLimitSeconds: fc.integer({ min: 10, max: 200 }),
    greeting: fc.boolean(),
    answer: fc.constantFrom('at-entry' as const, 'when-accepted' as const),
    noAnswer: fc.constantFrom('voicemail', 'last-resort', 'announcement'),
    blocked: fc.boolean(),
    mustAccept: fc.boolean(),
  })
  .map((drawn) => {
    const voicemail = { maxSeconds: 30, minSeconds: 2 };
    const target: DialTarget = { kind: 'extension', extension: '999' as Extension };
    return facts({
      policy: policy({ ...drawn, steps: drawn.steps.map((it) => step(it as Parameters<typeof step>[0])) }),
      hotline: hotline({
        answer: drawn.answer,
        greetingSound: drawn.greeting ? 'welcome' : null,
        blocked: { numbers: drawn.blocked ? ['+33*'] : [], anonymous: false, treatment: 'announcement' },
        noAnswer:
          drawn.noAnswer === 'voicemail'
            ? { kind: 'voicemail', voicemail }
            : drawn.noAnswer === 'announcement'
              ? { kind: 'announcement' }
              : { kind: 'last-resort', target, mustAccept: drawn.mustAccept, ringSeconds: 20, voicemail },
      }),
    });
  });

/** Checks every promise of the state machine while events come. */
class Witness {
  state: CallState;
  now = START;
  readonly #onDuty: (step: number) => ReturnType<typeof person>[];
  readonly #keyed = new Set<number>();
  readonly #answered = new Set<number>();
  readonly #dialled = new Set<number>();
  readonly #released = new Set<number>();
  readonly #closed = new Set<number>();
  readonly #ended: CallEvent[] = [];

  constructor(callFacts: CallFacts, onDuty: (step: number) => ReturnType<typeof person>[]) {
    this.#onDuty = onDuty;
    const first = begin(callFacts, this.now);
    this.state = first.state;
    this.#check(first);
  }

  give(event: CallInput): void {
    if (event.type === 'leg-key' && event.key === '1') this.#keyed.add(event.attempt);
    if (event.type === 'leg-answered') this.#answered.add(event.attempt);
    if (event.type === 'leg-ended') this.#released.add(event.attempt);
    if (event.type === 'reconcile') this.#snapshot(event.snapshot);
    const before = structuredClone(this.state);
    const next = advance(this.state, event, this.now);
    expect(this.state).toEqual(before);
    this.state = next.state;
    this.#check(next);
  }

  /** What a snapshot tells is as true as an event: who is up has answered, who is not there has ended. */
  #snapshot({ legs }: CallSnapshot): void {
    for (const { attempt, answered } of legs) if (answered) this.#answered.add(attempt);
    for (const { attempt } of this.state.legs) {
      if (!legs.some((leg) => leg.attempt === attempt)) this.#released.add(attempt);
    }
  }

  /** Everything left alone: only time passes, and legs end when they are told to. */
  runOut(): void {
    for (let guard = 0; guard < 500 && !isOver(this.state); guard++) {
      const at = nextDeadlineAt(this.state);
      if (at === null || this.state.phase.name === 'talking') this.give({ type: 'caller-left' });
      else {
        this.now = Math.max(this.now, at);
        this.give({ type: 'time-passed' });
      }
    }
  }

  #check({ happened, commands }: Advance): void {
    for (const callEvent of happened) this.#checkCallEvent(callEvent);
    for (const command of commands) this.#checkCommand(command);
    this.#checkNobodyElseRings();
    for (const command of commands) {
      if (command.type !== 'resolve-step') continue;
      this.give({
        type: 'candidates',
        resolution: command.resolution,
        candidates: this.#onDuty(command.step),
      });
    }
  }

  #checkNobodyElseRings(): void {
    if (this.state.phase.name === 'hunting' || this.state.phase.name === 'greeting') return;
    const busy = this.state.legs.filter(({ stage }) => ['dialling', 'ringing', 'prompting'].includes(stage));
    expect(busy, `no other phone rings while ${this.state.phase.name}`).toEqual([]);
  }

  #checkCallEvent(callEvent: CallEvent): void {
    if (callEvent.kind === 'call-ended') this.#ended.push(callEvent);
    if (callEvent.kind !== 'attempt-ended') return;
    expect(this.#closed.has(callEvent.attempt), 'an attempt ends once').toBe(false);
    this.#closed.add(callEvent.attempt);
  }

  #checkCommand(command: Command): void {
    if (command.type === 'dial') {
      expect(this.#dialled.has(command.attempt), 'an attempt is dialled once').toBe(false);
      expect(this.#ended, 'nobody is dialled after the end').toEqual([]);
      this.#dialled.add(command.attempt);
    }
    if (command.type === 'hang-up-leg') this.#released.add(command.attempt);
    if (command.type !== 'connect') return;
    expect(this.#answered.has(command.attempt), 'only who answered is connected').toBe(true);
    const leg = this.state.legs.find((it) => it.attempt === command.attempt);
    if (leg?.who.mustAccept !== false) expect(this.#keyed.has(command.attempt), 'only by the key').toBe(true);
  }

  atTheEnd(): void {
    expect(isOver(this.state), 'the call is over').toBe(true);
    expect(this.#ended).toHaveLength(1);
    expect([...this.#released].filter((n) => this.#dialled.has(n)).toSorted()).toEqual(
      [...this.#dialled].toSorted(),
    );
    expect([...this.#closed].toSorted()).toEqual([...this.#dialled].toSorted());
    expect(this.state.bridge, 'no bridge is left').toBeNull();
  }
}

describe('whatever the order of events', () => {
  it('a call ends in exactly one outcome, no leg is left, nobody is connected without acceptance', {
    timeout: 180_000,
  }, () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.array(candidates, { minLength: 3, maxLength: 3 }),
        fc.array(
          fc.tuple(anyEvent, fc.integer({ min: 0, max: 8_000 }), fc.option(fc.nat({ max: 7 }), { freq: 8 })),
          {
            maxLength: 60,
          },
        ),
        (callFacts, onDuty, events) => {
          const witness = new Witness(callFacts, (stepIndex) => onDuty[stepIndex] ?? []);
          for (const [event, milliseconds, aim] of events) {
            witness.now += milliseconds;
            witness.give(aimed(event, witness.state, aim));
          }
          witness.runOut();
          witness.atTheEnd();
        },
      ),
      { numRuns: 2000 },
    );
  });
});
