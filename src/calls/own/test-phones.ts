import type { EndReason } from '../../domain/escalation/reasons.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { Language } from '../../domain/person.ts';
import { type DialTarget, describeTarget, type NumberingPlan } from '../../domain/phone-number.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { callIdOfPlay, legId, parseLegId } from '../live/call-ids.ts';
import { mayBeDialled } from '../live/dial-leg.ts';
import { triedMedia, tryPrompt } from '../live/prompts.ts';
import type { LegId, Telephony, TelephonyEvent } from '../telephony.ts';
import type { OwnCalls } from './own-calls.ts';
import {
  type PhoneTest,
  type PhoneTestOutcome,
  type PhoneTestProblem,
  unansweredOutcome,
} from './phone-test.ts';
import { createTrying } from './test-limits.ts';

/** A contact method to be tried: one that is written down, never what somebody typed. */
export interface PhoneTestRequest {
  readonly personId: string;
  readonly target: DialTarget;
  readonly language: Language;
  /** By whose trunk phones are rung; null: there is none. */
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
  /** Asterisk is out of reach: what becomes of the phones that ring is not known. */
  away(): void;
  /** The service stops: every phone is let go. */
  end(): Promise<void>;
}

export interface PhoneTestNeeds {
  readonly telephony: Telephony;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  readonly maxOutboundLegs: number;
  /** Phones that ring or talk for callers. */
  readonly otherLegs: () => number;
  /** Whether the person is on a call now. */
  readonly isEngaged: (personId: string) => boolean;
  /** Told once of each test, when its outcome is known. */
  readonly onOutcome: (test: PhoneTest) => Promise<void>;
  readonly crash: (error: unknown) => void;
}

const RING_SECONDS = 30;
/** From the answer: the prompt is said twice, and then there is time to find the keypad. */
const KEY_SECONDS = 20;
/** "Thank you. Goodbye!" takes two seconds; after this long the phone is let go in any case. */
const THANKS_SECONDS = 6;
/** Should Vigie die, Asterisk lets the phone go by itself. */
const DEAD_MAN_SECONDS = 60;
const KEPT_SECONDS = 900;
/** By then every end of the phone's leg has been told, or was lost. */
const LONGEST_SECONDS = 75;
const ATTEMPT = 1;

interface Running {
  test: PhoneTest;
  readonly language: Language;
  readonly hotline: Hotline | null;
}

/**
 * Rings a phone now, asks for the key, and says how it went: in memory only. After a kill, recovery's sweep clears up
 * what is left.
 */
export function createPhoneTests(needs: PhoneTestNeeds): PhoneTests {
  const { telephony, numberingPlan, clock, log, crash } = needs;
  const running = new Map<string, Running>();
  const latest = new Map<string, PhoneTest>();
  const trying = createTrying();
  let made = 0;

  async function start(request: PhoneTestRequest): Promise<Result<PhoneTest, PhoneTestProblem>> {
    const refusal = whyNot(request);
    if (refusal !== null) return fail(refusal);
    const { target, personId, by, language, hotline } = request;
    made += 1;
    const test = newTest(`try${made}at${clock.now()}`, request, clock.now());
    const one: Running = { test, language, hotline };
    forgetOld();
    running.set(test.id, one);
    keep(test);
    log.info(
      { test: test.id, person: personId, target: describeTarget(target), by: by.personId },
      'phone test',
    );
    clock.at(clock.now() + LONGEST_SECONDS * SECOND, () => end(one, 'lost').catch(crash));
    // Nobody waits: the page is there at once, and shows what becomes of it.
    dial(one).catch(crash);
    return ok(test);
  }

  function whyNot({ target, personId, hotline, by }: PhoneTestRequest): PhoneTestProblem | null {
    const address = describeTarget(target);
    if (!mayBeDialled(target, numberingPlan)) return 'not-allowed';
    if (target.kind === 'phone' && hotline?.trunk == null) return 'no-trunk';
    if ([...running.values()].some(({ test }) => describeTarget(test.target) === address))
      return 'being-tested';
    if (needs.isEngaged(personId)) return 'engaged';
    if (needs.otherLegs() + running.size >= needs.maxOutboundLegs) return 'too-many-legs';
    return trying.mayTry(address, by.personId, clock.now()) ? null : 'too-often';
  }

  async function dial(one: Running): Promise<void> {
    const { target } = one.test;
    const done = await telephony.dial({
      leg: legOf(one),
      target,
      trunk: one.hotline?.trunk ?? null,
      callerId: { number: one.hotline?.callerId ?? null, name: target.kind === 'phone' ? null : 'Vigie' },
      ringSeconds: RING_SECONDS,
      callerLeg: null,
    });
    if (done.ok) return;
    const cannotRing = target.kind === 'extension' ? 'not-registered' : 'trunk-refused';
    await end(one, done.error.kind === 'refused' ? cannotRing : 'lost', done.error.detail);
  }

  async function onEvent(one: Running, event: TelephonyEvent): Promise<void> {
    switch (event.type) {
      case 'leg-ringing':
        return change(one, { ringingAt: clock.now() });
      case 'leg-answered':
        return answered(one);
      case 'key':
        return event.key === '1' ? pressed(one) : undefined;
      case 'leg-ended': {
        const { cause, why } = event;
        const [detail, q850] = why.code === 'network' ? [networkWords(why), why.q850] : ['', null];
        if (one.test.answeredAt !== null) return end(one, 'no-key');
        return end(one, unansweredOutcome(cause), detail, q850);
      }
    }
  }

  async function answered(one: Running): Promise<void> {
    const at = clock.now();
    change(one, { answeredAt: at, ringingAt: one.test.ringingAt ?? at });
    clock.at(at + KEY_SECONDS * SECOND, () => nobodyPressed(one).catch(crash));
    await telephony.arm(legOf(one), DEAD_MAN_SECONDS);
    await telephony.play(legOf(one), `${one.test.id}-p1`, [...tryPrompt(), ...tryPrompt()], one.language);
  }

  async function nobodyPressed(one: Running): Promise<void> {
    if (one.test.outcome !== null) return;
    await settle(one, 'no-key');
    await letGo(one);
  }

  async function pressed(one: Running): Promise<void> {
    if (one.test.outcome !== null) return;
    await settle(one, 'works');
    clock.at(clock.now() + THANKS_SECONDS * SECOND, () => letGo(one).catch(crash));
    await telephony.stopPlay(`${one.test.id}-p1`);
    await telephony.play(legOf(one), `${one.test.id}-p2`, triedMedia(), one.language);
  }

  async function letGo(one: Running): Promise<void> {
    if (running.has(one.test.id)) await telephony.hangUp(legOf(one), 'normal');
  }

  /** The first outcome counts: who pressed 1 may hang up before we do. */
  async function settle(
    one: Running,
    outcome: PhoneTestOutcome,
    detail = '',
    q850: number | null = null,
  ): Promise<void> {
    if (one.test.outcome !== null) return;
    change(one, { outcome, detail, q850, endedAt: clock.now() });
    await needs.onOutcome(one.test);
  }

  /** Its leg is no more, or nothing will be heard of it. */
  async function end(
    one: Running,
    outcome: PhoneTestOutcome,
    detail = '',
    q850: number | null = null,
  ): Promise<void> {
    if (running.delete(one.test.id)) await settle(one, outcome, detail, q850);
  }

  function change(one: Running, what: Partial<PhoneTest>): void {
    one.test = { ...one.test, ...what };
    keep(one.test);
  }

  function keep(test: PhoneTest): void {
    latest.set(keyOf(test.personId, test.target), test);
  }

  function forgetOld(): void {
    for (const [key, { startedAt }] of latest)
      if (startedAt < clock.now() - KEPT_SECONDS * SECOND) latest.delete(key);
  }

  return {
    start,
    latest: (personId, target) => latest.get(keyOf(personId, target)) ?? null,
    take(event) {
      const one = running.get(idOf(event));
      if (!one) return false;
      if (event.type !== 'play-finished') onEvent(one, event).catch(crash);
      else if (event.play.endsWith('-p2')) letGo(one).catch(crash);
      return true;
    },
    owns: (callId) => running.has(callId),
    legs: () => running.size,
    away() {
      for (const one of [...running.values()]) end(one, 'lost').catch(crash);
    },
    async end() {
      await Promise.all([...running.values()].map((one) => telephony.hangUp(legOf(one), 'normal')));
    },
  };
}

function newTest(id: string, { target, personId, hotline, by }: PhoneTestRequest, now: Instant): PhoneTest {
  return {
    id,
    personId,
    target,
    trunk: target.kind === 'phone' ? (hotline?.trunk ?? null) : null,
    by: by.name,
    startedAt: now,
    ringingAt: null,
    answeredAt: null,
    endedAt: null,
    outcome: null,
    detail: '',
    q850: null,
  };
}

function legOf({ test }: Running): LegId {
  return legId(test.id, ATTEMPT);
}

/** Of which test an event tells; empty: of none. */
function idOf(event: TelephonyEvent): string {
  if (event.type === 'play-finished') return callIdOfPlay(event.play);
  return 'leg' in event ? (parseLegId(event.leg)?.callId ?? '') : '';
}

function keyOf(personId: string, target: DialTarget): string {
  return `${personId} ${describeTarget(target)}`;
}

/** As the network said it. */
function networkWords({ said, q850, sip }: Extract<EndReason, { code: 'network' }>): string {
  return `${said} (Q.850 ${q850}${sip === null ? '' : `, SIP ${sip}`})`;
}
