import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Language } from '../person.ts';
import { askPin, beginAgain, checked, found, pressedWhileAsking, unanswered } from './asking.ts';
import {
  announce,
  calleeAnswered,
  calleeGone,
  choose,
  deleted,
  pressedAtMessage,
  pressedWhileDeleting,
  sounded,
} from './listening.ts';
import type { MailboxCall, MailboxEvent, MailboxTransition } from './mailbox-call.ts';
import { goodbye, over, same, silence } from './transitions.ts';
import {
  askTravel,
  askWork,
  lookAtWork,
  pressedAtWork,
  pressedTravel,
  travelEntered,
  workEntered,
  workFound,
} from './working.ts';

const LONGEST_CALL_SECONDS = 30 * 60;

/** Somebody has called; who they are is looked up by the number they call from. */
export function beginMailbox(language: Language, now: Instant): MailboxTransition {
  const state: MailboxCall = {
    stage: 'looking-up',
    language,
    digits: '',
    ahead: '',
    candidates: [],
    personId: null,
    wrongPins: 0,
    silences: 0,
    messages: [],
    position: 0,
    workSince: null,
    workId: null,
    play: 0,
    deadlineAt: null,
    endsAt: now + LONGEST_CALL_SECONDS * SECOND,
  };
  return { state, commands: [{ type: 'look-up', number: null }] };
}

/** THE decision: what becomes of somebody who rings to hear messages, for any event at any time. */
export function advanceMailbox(state: MailboxCall, event: MailboxEvent, now: Instant): MailboxTransition {
  if (state.stage === 'over') return same(state);
  const transition = next(state, event, now);
  return isWaiting(transition.state) ? transition : pressAhead(transition, now);
}

function next(state: MailboxCall, event: MailboxEvent, now: Instant): MailboxTransition {
  switch (event.type) {
    case 'caller-left':
      return over(state);
    case 'cut-off':
      return over(state, 'leave');
    case 'key':
      return /^[0-9*#]$/.test(event.key) ? pressed({ ...state, silences: 0 }, event.key, now) : same(state);
    case 'said':
      return event.play === state.play ? said(state, event.played, now) : same(state);
    case 'found':
      return state.stage === 'looking-up' ? found(state, event) : same(state);
    case 'checked':
      return state.stage === 'checking' ? checked(state, event.result) : same(state);
    case 'fetched':
      return state.stage === 'fetching' ? count(state, event.messages) : same(state);
    case 'deleted':
      return state.stage === 'erasing' ? deleted(state, event.good) : same(state);
    case 'work-found':
      return state.stage === 'looking-at-work' ? workFound(state, event) : same(state);
    case 'work-entered':
      return state.stage === 'entering-work' ? workEntered(state, event) : same(state);
    case 'travel-entered':
      return state.stage === 'entering-travel' ? travelEntered(state, event.good) : same(state);
    case 'callee-answered':
      return calleeAnswered(state);
    case 'callee-gone':
      return calleeGone(state);
    case 'time-passed':
      return timePassed(state, now);
  }
}

function pressed(state: MailboxCall, key: string, now: Instant): MailboxTransition {
  switch (state.stage) {
    case 'asking-number':
    case 'asking-pin':
      return pressedWhileAsking(state, key, now);
    case 'counting':
      if (key === '8') return lookAtWork(state);
      return key === '#' ? goodbye(state) : announce(state, 0, null);
    case 'announcing':
    case 'playing':
    case 'choosing':
      return key === '8' ? lookAtWork(state) : pressedAtMessage(state, key);
    // Whoever has no message hears so, and is let go of soon.
    case 'goodbye':
      return key === '8' ? lookAtWork(state) : same(state);
    case 'at-work':
      return pressedAtWork(state, key);
    case 'asking-travel':
      return pressedTravel(state, key, now);
    case 'deleting':
      return pressedWhileDeleting(state, key);
    case 'calling':
      return key === '*' || key === '#' ? calleeGone(state) : same(state);
    case 'looking-up':
    case 'checking':
    case 'fetching':
    case 'erasing':
    case 'looking-at-work':
    case 'entering-work':
    case 'entering-travel':
      // A # that ends nothing is one too many of those that ended what was typed before.
      return key === '#' && state.ahead === '' ? same(state) : same(keep(state, key));
    default:
      return same(state);
  }
}

/** More than a number and a PIN is nobody's patience. */
const MOST_AHEAD = 40;

function keep(state: MailboxCall, key: string): MailboxCall {
  return { ...state, ahead: (state.ahead + key).slice(0, MOST_AHEAD) };
}

const WAITING: ReadonlySet<MailboxCall['stage']> = new Set([
  ...(['looking-up', 'checking', 'fetching', 'erasing'] as const),
  ...(['looking-at-work', 'entering-work', 'entering-travel'] as const),
]);

function isWaiting({ stage }: MailboxCall): boolean {
  return WAITING.has(stage);
}

/** What was pressed while something was looked up counts now; what that leads to may have to be waited for again. */
function pressAhead({ state, commands }: MailboxTransition, now: Instant): MailboxTransition {
  let transition: MailboxTransition = { state: { ...state, ahead: '' }, commands };
  for (const key of state.ahead) {
    const { state: pressedState, commands: more } = pressed(transition.state, key, now);
    transition = { state: pressedState, commands: [...transition.commands, ...more] };
  }
  return transition;
}

function said(state: MailboxCall, played: boolean, now: Instant): MailboxTransition {
  switch (state.stage) {
    case 'asking-number':
    case 'asking-pin':
    case 'choosing':
    case 'deleting':
    case 'at-work':
    case 'asking-travel':
      return silence(state, now);
    case 'counting':
      return announce(state, 0, null);
    case 'announcing':
    case 'playing':
      return sounded(state, played);
    case 'calling':
      return { state, commands: [{ type: 'ring-back' }] };
    case 'goodbye':
      return over(state);
    default:
      return same(state);
  }
}

function count(state: MailboxCall, messages: MailboxCall['messages']): MailboxTransition {
  const play = state.play + 1;
  return {
    state: { ...state, stage: 'counting', messages, position: 0, play },
    commands: [{ type: 'say', play, words: { kind: 'count', count: messages.length } }],
  };
}

function timePassed(state: MailboxCall, now: Instant): MailboxTransition {
  if (state.stage === 'goodbye' || state.stage === 'talking') return same(state);
  if (now >= state.endsAt) return goodbye(state);
  if (state.deadlineAt === null || now < state.deadlineAt) return same(state);
  const silent = { ...state, silences: state.silences + 1, deadlineAt: null };
  switch (state.stage) {
    case 'asking-number':
      return unanswered(silent, beginAgain);
    case 'asking-pin':
      return unanswered(silent, (one) => askPin(one, false));
    case 'at-work':
      return unanswered(silent, askWork);
    case 'asking-travel':
      return unanswered(silent, (one) => askTravel(one, null));
    case 'choosing':
    case 'deleting':
      return unanswered(silent, (one) => choose(one, null));
    default:
      return same(state);
  }
}
