import type { PhoneTest, PhoneTestOutcome, PhoneTestProblem } from '../../domain/endpoint/phone-test.ts';
import {
  advancePhoneTest,
  beginPhoneTest,
  type PhoneTestCall,
  type PhoneTestCommand,
  type PhoneTestEvent,
  RING_SECONDS,
} from '../../domain/endpoint/phone-test-call.ts';
import type { NotDialled } from '../../domain/escalation/reasons.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { Language } from '../../domain/person.ts';
import { type DialTarget, describeTarget, type NumberingPlan } from '../../domain/phone-number.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { mayBeDialled } from '../live/dial-leg.ts';
import { triedMedia, tryPrompt } from '../live/prompts.ts';
import type { Line } from './line.ts';
import type { OwnCalls } from './own-calls.ts';
import { type OwnCallKind, type RunnerDependencies, runOwnCalls } from './run-own-calls.ts';
import { createTrying } from './test-limits.ts';

/** A contact method to be tried: one that is written down, never what somebody typed. */
export interface PhoneTestRequest {
  readonly personId: string;
  readonly target: DialTarget;
  readonly language: Language;
  /** By whose trunk phones are dialled; null: there is none. */
  readonly hotline: Hotline | null;
  readonly by: { readonly personId: string; readonly name: string };
}

export interface PhoneTests extends OwnCalls {
  /** Rings the phone; what becomes of it is seen in `latest`. */
  start(request: PhoneTestRequest): Promise<Result<PhoneTest, PhoneTestProblem>>;
  /** The last try of a contact method, for as long as it is of interest. */
  latest(personId: string, target: DialTarget): PhoneTest | null;
  /** Phones that ring or talk for a test. */
  legs(): number;
}

export interface PhoneTestDependencies extends RunnerDependencies {
  readonly numberingPlan: NumberingPlan;
  /** Whether the person is on a call now. */
  readonly isEngaged: (personId: string) => boolean;
  /** Told once of each test, when its outcome is known. */
  readonly onOutcome: (test: PhoneTest) => Promise<void>;
}

/** Should Vigie die, Asterisk lets the phone go by itself. */
const DEAD_MAN_SECONDS = 60;
const KEPT_SECONDS = 900;
const LEG = 1;
const ASKED = 1;
const THANKED = 2;

/** Rings a phone now, asks for the key, and says how it went: in memory only. */
export function createPhoneTests(dependencies: PhoneTestDependencies): PhoneTests {
  const { numberingPlan, outboundLegs, clock, log } = dependencies;
  const latest = new Map<string, PhoneTest>();
  const trying = createTrying();

  const kind: OwnCallKind<PhoneTestRequest, PhoneTestCall, PhoneTestEvent, PhoneTestCommand> = {
    name: 'try',
    advance: advancePhoneTest,
    nextAt: ({ deadlineAt }) => deadlineAt,
    legs: () => 1,
    hear(event) {
      if (event.type === 'said') return event.play === THANKED ? { type: 'thanked' } : null;
      return event.type === 'store-unavailable' ? null : event;
    },
    async run(command, { facts }, line) {
      switch (command.type) {
        case 'dial':
          return dial(facts, line);
        case 'ask':
          await line.arm(LEG, DEAD_MAN_SECONDS);
          await line.say(LEG, ASKED, [...tryPrompt(), ...tryPrompt()], facts.language);
          break;
        case 'thank':
          await line.say(LEG, THANKED, triedMedia(), facts.language);
          break;
        case 'tell':
          await dependencies.onOutcome(command.test);
          break;
        case 'hang-up':
          await line.hangUp(LEG);
          break;
      }
      return null;
    },
    onChange: ({ state: { test } }) => void latest.set(keyOf(test.personId, test.target), test),
  };
  const runner = runOwnCalls(kind, dependencies);

  async function start(request: PhoneTestRequest): Promise<Result<PhoneTest, PhoneTestProblem>> {
    const refusal = whyNot(request);
    if (refusal !== null) return fail(refusal);
    forgetOld();
    const call = runner.begin(request, beginPhoneTest(newTest(request, clock.now())));
    const { personId, target, by } = request;
    log.info(
      { test: call.id, person: personId, target: describeTarget(target), by: by.personId },
      'phone test',
    );
    // Nobody waits: the page is there at once, and shows what becomes of it.
    return ok(call.state.test);
  }

  function whyNot({ target, personId, hotline, by }: PhoneTestRequest): PhoneTestProblem | null {
    const address = describeTarget(target);
    if (!mayBeDialled(target, numberingPlan)) return 'not-allowed';
    if (target.kind === 'phone' && hotline?.trunk == null) return 'no-trunk';
    if (runner.calls().some(({ facts }) => describeTarget(facts.target) === address)) return 'being-tested';
    if (dependencies.isEngaged(personId)) return 'engaged';
    if (outboundLegs.free() === 0) return 'too-many-legs';
    return trying.mayTry(address, by.personId, clock.now()) ? null : 'too-often';
  }

  function forgetOld(): void {
    for (const [key, { startedAt }] of latest)
      if (startedAt < clock.now() - KEPT_SECONDS * SECOND) latest.delete(key);
  }

  return { ...runner, start, latest: (personId, target) => latest.get(keyOf(personId, target)) ?? null };
}

async function dial({ target, hotline }: PhoneTestRequest, line: Line): Promise<PhoneTestEvent | null> {
  const why = await line.dial(LEG, {
    target,
    trunk: hotline?.trunk ?? null,
    callerId: { number: hotline?.callerId ?? null, name: target.kind === 'phone' ? null : 'Vigie' },
    ringSeconds: RING_SECONDS,
  });
  return why === null ? null : { type: 'not-dialled', outcome: outcomeOf(why, target), why };
}

/** What it says of a phone that it could not be dialled at all. */
function outcomeOf({ code }: NotDialled, { kind }: DialTarget): PhoneTestOutcome {
  if (code === 'too-many-own-calls') return 'not-dialled';
  if (code !== 'asterisk-refused') return 'lost';
  return kind === 'extension' ? 'not-registered' : 'trunk-refused';
}

function newTest({ target, personId, hotline, by }: PhoneTestRequest, now: Instant): PhoneTest {
  return {
    personId,
    target,
    trunk: target.kind === 'phone' ? (hotline?.trunk ?? null) : null,
    by: by.name,
    byId: by.personId,
    startedAt: now,
    ringingAt: null,
    answeredAt: null,
    endedAt: null,
    outcome: null,
    why: null,
  };
}

function keyOf(personId: string, target: DialTarget): string {
  return `${personId} ${describeTarget(target)}`;
}
