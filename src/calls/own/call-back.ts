import type { LegCause } from '../../domain/call.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { ContactMethod, Language } from '../../domain/person.ts';
import {
  type DialTarget,
  describeTarget,
  type NumberingPlan,
  parseExtension,
  parsePhoneNumber,
} from '../../domain/phone-number.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { bridgeId, legId, parseLegId } from '../live/call-ids.ts';
import { mayBeDialled } from '../live/dial-leg.ts';
import type { Telephony, TelephonyEvent } from '../telephony.ts';
import type { OwnCalls } from './own-calls.ts';

/** Somebody who calls a caller back, by the first of their contact methods that may be dialled. */
export interface CallBackRequest {
  readonly hotline: Hotline;
  readonly responder: { readonly contactMethods: readonly ContactMethod[]; readonly language: Language };
  /** As the network presented it: forgeable, so it is dialled only if anybody could be. */
  readonly callerNumber: string;
  /** Told how far it has come; it must not throw. */
  readonly report?: (progress: CallBackProgress) => void;
}

export const CALL_BACK_STAGES = ['responder', 'caller', 'talking'] as const;
/** Whom it is ringing; then both talk. */
export type CallBackStage = (typeof CALL_BACK_STAGES)[number];

export const CALL_BACK_FAILURES = [
  'no-answer',
  'busy',
  'declined',
  'unreachable',
  /** The responder's phone was answered, and nobody pressed 1: a mailbox. */
  'not-accepted',
  /** The responder hung up before the caller was there. */
  'given-up',
  /** Asterisk could not join them. */
  'not-joined',
] as const;
export type CallBackFailure = (typeof CALL_BACK_FAILURES)[number];

export type CallBackProgress =
  | { readonly stage: CallBackStage; readonly since: Instant }
  | { readonly stage: 'talked'; readonly seconds: number }
  | { readonly stage: 'failed'; readonly who: 'responder' | 'caller'; readonly why: CallBackFailure };

export type CallBackProblem = 'no-number' | 'number-not-allowed' | 'no-phone' | 'no-trunk' | 'too-many';

export interface CallBacks extends OwnCalls {
  /** Rings the responder; the caller is rung when the responder is there. */
  start(request: CallBackRequest): Promise<Result<void, CallBackProblem>>;
}

export interface CallBackNeeds {
  readonly telephony: Telephony;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

const RESPONDER = 1;
const CALLER = 2;
const RING_SECONDS = 30;
const CALLER_RING_SECONDS = 60;
/** A responder's mobile may answer by its mailbox: only the key goes on to the caller. */
const ACCEPT_SECONDS = 15;
/** A broken button must not ring the whole town. */
const MOST_AT_ONCE = 5;
/** "Press 1 to accept this call, or 2 to reject it." */
const PROMPT = ['followme/options'];

interface CallBack {
  readonly id: string;
  readonly request: CallBackRequest;
  readonly caller: DialTarget;
  readonly mustAccept: boolean;
  stage: CallBackStage;
  /** When `stage` began. */
  since: Instant;
  giveUpAt: Instant | null;
}

/**
 * Calls back as the hotline: the responder is rung, then the caller, who sees the hotline's number. In memory only:
 * when Vigie dies, the sweep of recovery clears up what is left, and the task is still there.
 */
export function createCallBacks({ telephony, numberingPlan, clock, log, crash }: CallBackNeeds): CallBacks {
  const running = new Map<string, CallBack>();
  let made = 0;

  async function start(request: CallBackRequest): Promise<Result<void, CallBackProblem>> {
    const caller = callable(request.callerNumber, numberingPlan);
    if (!caller.ok) return caller;
    const method = request.responder.contactMethods.find(({ target }) => mayBeDialled(target, numberingPlan));
    if (!method) return fail('no-phone');
    const needsTrunk = method.target.kind === 'phone' || caller.value.kind === 'phone';
    if (needsTrunk && request.hotline.trunk === null) return fail('no-trunk');
    if (running.size >= MOST_AT_ONCE) return fail('too-many');
    made += 1;
    const id = `callback${made}at${clock.now()}`;
    const call: CallBack = {
      id,
      request,
      caller: caller.value,
      mustAccept: method.mustAccept,
      stage: 'responder',
      since: clock.now(),
      giveUpAt: null,
    };
    running.set(id, call);
    enter(call, 'responder');
    const rung = await dial(call, RESPONDER, method.target, RING_SECONDS);
    if (rung) return ok(undefined);
    running.delete(id);
    return fail('no-phone');
  }

  function enter(call: CallBack, stage: CallBackStage): void {
    call.stage = stage;
    call.since = clock.now();
    call.request.report?.({ stage, since: call.since });
  }

  async function dial(
    { id, request }: CallBack,
    attempt: number,
    target: DialTarget,
    ringSeconds: number,
  ): Promise<boolean> {
    const { hotline } = request;
    const done = await telephony.dial({
      leg: legId(id, attempt),
      target,
      trunk: hotline.trunk,
      callerId: { number: hotline.callerId, name: hotline.name },
      ringSeconds,
      callerLeg: legId(id, RESPONDER),
    });
    if (!done.ok)
      log.warn({ callBack: id, target: describeTarget(target), reason: done.error.detail }, 'call-back');
    return done.ok;
  }

  async function onEvent(call: CallBack, attempt: number, event: TelephonyEvent): Promise<void> {
    if (event.type === 'leg-ended') return end(call, attempt, failureOf(call, attempt, event.cause));
    if (event.type === 'leg-answered' && attempt === RESPONDER) {
      if (!call.mustAccept) return ringCaller(call);
      call.giveUpAt = clock.now() + ACCEPT_SECONDS * SECOND;
      clock.at(call.giveUpAt, () => {
        if (running.get(call.id) === call && call.stage === 'responder')
          end(call, null, { who: 'responder', why: 'not-accepted' }).catch(crash);
      });
      const media = PROMPT.map((name) => ({ kind: 'sound', name }) as const);
      const { language } = call.request.responder;
      await telephony.play(legId(call.id, RESPONDER), `${call.id}-p1`, media, language);
    }
    if (event.type === 'key' && attempt === RESPONDER && call.stage === 'responder') {
      if (event.key === '1') return ringCaller(call);
      if (event.key === '2') return end(call, null, { who: 'responder', why: 'declined' });
    }
    if (event.type === 'leg-answered' && attempt === CALLER) return join(call);
  }

  async function ringCaller(call: CallBack): Promise<void> {
    enter(call, 'caller');
    await telephony.stopPlay(`${call.id}-p1`);
    await telephony.startRinging(legId(call.id, RESPONDER));
    if (!(await dial(call, CALLER, call.caller, CALLER_RING_SECONDS)))
      await end(call, CALLER, { who: 'caller', why: 'unreachable' });
  }

  async function join(call: CallBack): Promise<void> {
    await telephony.stopRinging(legId(call.id, RESPONDER));
    const legs = [legId(call.id, RESPONDER), legId(call.id, CALLER)];
    const joined = await telephony.bridge(bridgeId(call.id, 1), legs);
    if (!joined.ok) return end(call, null, { who: 'caller', why: 'not-joined' });
    if (running.get(call.id) === call) enter(call, 'talking');
  }

  /** One side is gone, or neither is wanted any more: the other is let go, and nothing is left. */
  async function end(call: CallBack, gone: number | null, failure: Failure): Promise<void> {
    if (!running.delete(call.id)) return;
    const seconds = Math.round((clock.now() - call.since) / SECOND);
    const { report } = call.request;
    report?.(call.stage === 'talking' ? { stage: 'talked', seconds } : { stage: 'failed', ...failure });
    const left = [RESPONDER, CALLER].filter((attempt) => attempt !== gone);
    await telephony.endBridge(bridgeId(call.id, 1));
    await Promise.all(left.map((attempt) => telephony.hangUp(legId(call.id, attempt), 'normal')));
  }

  return {
    start,
    take(event) {
      if (!('leg' in event)) return false;
      const ours = parseLegId(event.leg);
      const call = ours && running.get(ours.callId);
      if (!ours || !call) return false;
      onEvent(call, ours.attempt, event).catch(crash);
      return true;
    },
    owns: (callId) => running.has(callId),
  };
}

type Failure = { readonly who: 'responder' | 'caller'; readonly why: CallBackFailure };

function failureOf({ stage }: CallBack, attempt: number, cause: LegCause): Failure {
  const who = attempt === CALLER ? 'caller' : 'responder';
  if (stage === 'caller' && who === 'responder') return { who, why: 'given-up' };
  switch (cause) {
    case 'busy':
    case 'engaged':
      return { who, why: 'busy' };
    case 'hung-up':
      // Answered, and hung up before the key: no caller was rung for nobody.
      return { who, why: who === 'responder' ? 'not-accepted' : 'no-answer' };
    default:
      return { who, why: cause };
  }
}

/** A caller's number may be forged to cost money: it is dialled only as any entered by hand would be. */
export function callable(number: string, plan: NumberingPlan): Result<DialTarget, CallBackProblem> {
  const phone = parsePhoneNumber(number, plan);
  if (phone.ok) return ok({ kind: 'phone', number: phone.value });
  if (phone.error !== 'not-a-number') return fail('number-not-allowed');
  const extension = parseExtension(number);
  return extension.ok ? ok({ kind: 'extension', extension: extension.value }) : fail('no-number');
}
