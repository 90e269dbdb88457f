import type { Hotline } from '../../domain/hotline.ts';
import type { ContactMethod, Language } from '../../domain/person.ts';
import { type DialTarget, type NumberingPlan, parsePhoneNumber } from '../../domain/phone-number.ts';
import {
  advanceCallBack,
  beginCallBack,
  CALLER,
  type CallBackCall,
  type CallBackCommand,
  type CallBackEvent,
  type CallBackProgress,
  RESPONDER,
} from '../../domain/task/call-back-call.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { mayBeDialled } from '../live/dial-leg.ts';
import type { Line } from './line.ts';
import type { OwnCalls } from './own-calls.ts';
import { type OwnCallKind, type RunnerDependencies, runOwnCalls } from './run-own-calls.ts';

/** Somebody who calls a caller back, by the first of their contact methods that may be dialled. */
export interface CallBackRequest {
  readonly hotline: Hotline;
  readonly responder: { readonly contactMethods: readonly ContactMethod[]; readonly language: Language };
  /** As the network presented it: forgeable, so it is dialled only if anybody could be. */
  readonly callerNumber: string;
  /** Told how far it has come; it must not throw. */
  readonly report?: (progress: CallBackProgress) => void;
}

export type CallBackProblem = 'no-number' | 'number-not-allowed' | 'no-phone' | 'no-trunk' | 'too-many';

export interface CallBacks extends OwnCalls {
  /** Rings the responder; the caller is dialled when the responder is there. */
  start(request: CallBackRequest): Promise<Result<void, CallBackProblem>>;
}

export interface CallBackDependencies extends RunnerDependencies {
  readonly numberingPlan: NumberingPlan;
}

const RING_SECONDS = 30;
const CALLER_RING_SECONDS = 60;
/** A broken button must not ring the whole town. */
const MOST_AT_ONCE = 5;
/** "Press 1 to accept this call, or 2 to reject it." */
const PROMPT = [{ kind: 'sound', name: 'followme/options' }] as const;

interface Facts {
  readonly request: CallBackRequest;
  readonly responder: DialTarget;
  readonly caller: DialTarget;
}

/** Calls back as the hotline: the responder is dialled, then the caller, who sees the hotline's number. */
const CALL_BACK: OwnCallKind<Facts, CallBackCall, CallBackEvent, CallBackCommand> = {
  name: 'callback',
  advance: advanceCallBack,
  nextAt: ({ deadlineAt }) => deadlineAt,
  // The responder must not wait for a line that is taken meanwhile.
  legs: ({ stage }) => (stage === 'over' || stage === 'not-dialled' ? 0 : 2),
  hear(event) {
    switch (event.type) {
      case 'answered':
      case 'ended':
      case 'cut-off':
      case 'time-passed':
        return event;
      case 'key':
        return event.leg === RESPONDER ? event : null;
      default:
        return null;
    }
  },
  async run(command, { facts }, line) {
    switch (command.type) {
      case 'report':
        facts.request.report?.(command.progress);
        break;
      case 'dial':
        return dial(facts, command.leg, line);
      case 'ask':
        await line.say(RESPONDER, 1, PROMPT, facts.request.responder.language);
        break;
      case 'ring-back':
        await line.stopPlayback();
        await line.ringBack(RESPONDER);
        break;
      case 'join':
        await line.stopRingBack(RESPONDER);
        return { type: 'joined', good: await line.join(RESPONDER, CALLER) };
      case 'part':
        await line.part();
        break;
      case 'hang-up':
        await line.hangUp(command.leg);
        break;
    }
    return null;
  },
};

async function dial({ request, ...targets }: Facts, leg: number, line: Line): Promise<CallBackEvent | null> {
  const { trunk, callerId, name } = request.hotline;
  const problem = await line.dial(leg, {
    target: leg === RESPONDER ? targets.responder : targets.caller,
    trunk,
    callerId: { number: callerId, name },
    ringSeconds: leg === RESPONDER ? RING_SECONDS : CALLER_RING_SECONDS,
    ...(leg === CALLER && { joins: RESPONDER }),
  });
  return problem === null ? null : { type: 'not-dialled', leg };
}

/** In memory only: when Vigie dies, the task is still there. */
export function createCallBacks(dependencies: CallBackDependencies): CallBacks {
  const { numberingPlan, outboundLegs, clock } = dependencies;
  const runner = runOwnCalls(CALL_BACK, dependencies);

  async function start(request: CallBackRequest): Promise<Result<void, CallBackProblem>> {
    const caller = callable(request.callerNumber, numberingPlan);
    if (!caller.ok) return caller;
    const method = request.responder.contactMethods.find(({ target }) => mayBeDialled(target, numberingPlan));
    if (!method) return fail('no-phone');
    const needsTrunk = method.target.kind === 'phone' || caller.value.kind === 'phone';
    if (needsTrunk && request.hotline.trunk === null) return fail('no-trunk');
    if (runner.calls().length >= MOST_AT_ONCE || outboundLegs.free() < 2) return fail('too-many');
    const facts = { request, responder: method.target, caller: caller.value };
    const call = runner.begin(facts, beginCallBack(method.mustAccept, clock.now()));
    await call.done();
    return call.state.stage === 'not-dialled' ? fail('no-phone') : ok(undefined);
  }

  return { ...runner, start };
}

/**
 * A caller's number may be forged: it is dialled only if it is a public number, and one that might be entered by hand.
 * It is never taken for a name on the PBX, an extension or a trunk: a caller from outside can present any.
 */
export function callable(number: string, plan: NumberingPlan): Result<DialTarget, CallBackProblem> {
  const phone = parsePhoneNumber(number, plan);
  if (phone.ok) return ok({ kind: 'phone', number: phone.value });
  return fail(phone.error === 'not-a-number' ? 'no-number' : 'number-not-allowed');
}
