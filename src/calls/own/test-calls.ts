import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallFacts } from '../../domain/escalation/call-state.ts';
import { advanceTestCall } from '../../domain/installation/advance-test-call.ts';
import { type Finding, fault, found, skipped, TEST_CALL_CHECKS } from '../../domain/installation/fault.ts';
import {
  beginTestCall,
  type TestCall,
  type TestCallCommand,
  type TestCallEvent,
} from '../../domain/installation/test-call.ts';
import { comparableNumber, type NumberingPlan, parsePhoneNumber } from '../../domain/phone-number.ts';
import type { Directory } from '../directory.ts';
import { callIdOf } from '../live/call-ids.ts';
import type { LegId } from '../telephony.ts';
import type { ExpectedCalls } from './expected-call.ts';
import type { OwnCalls } from './own-calls.ts';
import { type LineEvent, type OwnCallKind, type RunnerDependencies, runOwnCalls } from './run-own-calls.ts';
import { createTestCallSteps, type TestCallFacts, type TestCallProbe } from './test-call-steps.ts';

/** The test call of the whole chain, one at a time. */
export interface TestCalls extends OwnCalls {
  /** Resolves with what was found, when the call is over. */
  place(number: string): Promise<readonly Finding[]>;
  /** Told of everything that happens in hotlines' calls. */
  onCallEvent(facts: CallFacts, callEvent: CallEvent): void;
}

export interface TestCallDependencies extends RunnerDependencies {
  readonly numberingPlan: NumberingPlan;
  readonly directory: Pick<Directory, 'hotlineByNumber'>;
  readonly expected: ExpectedCalls;
  readonly probe: TestCallProbe;
}

/** A line of the log for every call, and of nobody's telephone. */
const KIND = 'testcall';

export function createTestCalls(dependencies: TestCallDependencies): TestCalls {
  const { numberingPlan, directory, expected, outboundLegs, clock, log } = dependencies;
  const home = numberingPlan.homeCountry;
  const steps = createTestCallSteps(dependencies);

  const kind: OwnCallKind<TestCallFacts, TestCall, TestCallEvent, TestCallCommand> = {
    name: KIND,
    advance: advanceTestCall,
    nextAt: ({ stage, deadlineAt }) => (stage === 'over' ? null : deadlineAt),
    legs: ({ stage }) => (stage === 'over' ? 0 : 1),
    hear: (event, { state }) => heard(event, state.leg),
    run: (command, call, line) => {
      if (command.type === 'dial') expectOurs(call.facts, call.id, command.leg);
      return steps.run(command, call, line);
    },
  };
  const runner = runOwnCalls(kind, dependencies);

  function expectOurs(facts: TestCallFacts, id: string, leg: 1 | 2): void {
    facts.arrivals.clear();
    facts.ours = null;
    expected.expect({
      shown: facts.hotline.callerId ?? facts.number,
      tries: leg === 1 ? 'answer' : 'message',
      onArrival(arrival, isOurs) {
        facts.arrivals.set(arrival.leg, { arrival, events: [] });
        if (isOurs) recognise(facts, id, arrival.leg, true);
      },
      onProvingKey(caller) {
        if (facts.ours === null && facts.arrivals.has(caller)) recognise(facts, id, caller, false);
      },
    });
  }

  function recognise(facts: TestCallFacts, id: string, leg: LegId, asShown: boolean): void {
    const seen = facts.arrivals.get(leg);
    if (!seen) return;
    facts.ours = leg;
    const { dialled, callerNumber } = seen.arrival;
    const read = comparableNumber(dialled, home);
    runner.give(id, {
      type: 'arrived',
      callId: callIdOf(leg),
      dialled,
      caller: callerNumber,
      asShown,
      isRight: read !== null && facts.hotline.numbers.includes(read),
    });
    for (const callEvent of seen.events.splice(0)) happened(facts, id, callIdOf(leg), callEvent);
  }

  function happened(facts: TestCallFacts, id: string, callId: string, callEvent: CallEvent): void {
    if (callEvent.kind === 'talking-started') facts.talking = callEvent.attempt;
    runner.give(id, { type: 'happened', callId, callEvent });
  }

  async function place(number: string): Promise<readonly Finding[]> {
    const wanted = await wantedCall(number);
    if (typeof wanted === 'string') return notPlaced(number, wanted);
    const { hotline, target } = wanted;
    log.info({ hotline: hotline.id }, 'test call of the whole chain');
    try {
      return await new Promise((finish) => {
        const facts = { hotline, number: target, arrivals: new Map(), ours: null, talking: null, finish };
        const plan = {
          number: target,
          shown: hotline.callerId ?? target,
          messageMinSeconds:
            hotline.noAnswer.kind === 'voicemail' ? hotline.noAnswer.voicemail.minSeconds : null,
        };
        runner.begin(facts, beginTestCall(plan, clock.now()));
      });
    } finally {
      expected.expect(null);
    }
  }

  /** The hotline and the number as it is dialled; or why no call is placed. */
  async function wantedCall(number: string) {
    if (runner.calls().length > 0) return 'busy';
    const read = comparableNumber(number, home);
    const hotline = read === null ? null : await directory.hotlineByNumber(read);
    if (hotline === null) return 'no-hotline';
    const target = parsePhoneNumber(number, numberingPlan);
    if (!target.ok) return 'not-allowed';
    if (hotline.trunk === null) return 'no-trunk';
    return outboundLegs.free() === 0 ? 'too-many-legs' : { hotline, target: target.value };
  }

  return {
    ...runner,
    place,
    onCallEvent({ callId }, callEvent) {
      for (const { id, facts } of runner.calls())
        for (const [leg, { events }] of facts.arrivals) {
          if (callIdOf(leg) !== callId) continue;
          if (facts.ours === leg) happened(facts, id, callId, callEvent);
          else events.push(callEvent);
        }
    },
  };
}

function heard(event: LineEvent, leg: number): TestCallEvent | null {
  switch (event.type) {
    case 'answered':
      return event.leg === leg ? { type: 'answered' } : null;
    case 'ended': {
      const { why } = event;
      if (why.code !== 'network') return { type: 'ended', leg: event.leg, detail: null, carried: true };
      return { type: 'ended', leg: event.leg, detail: why, carried: !TRUNK_TROUBLE.includes(why.q850) };
    }
    case 'cut-off':
    case 'time-passed':
      return { type: event.type };
    case 'ringing':
    case 'key':
    case 'said':
    case 'store-unavailable':
      return null;
  }
}

/** Q.850: refused by the trunk itself: rejected, out of order, failure, congestion, and no answer within its time. */
const TRUNK_TROUBLE: readonly number[] = [21, 27, 34, 38, 41, 42, 102];

function notPlaced(number: string, why: string): readonly Finding[] {
  return TEST_CALL_CHECKS.map((check) =>
    check === 'outbound-route' ? found(check, [fault('call-not-placed', why, number)]) : skipped(check),
  );
}
