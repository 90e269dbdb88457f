import type { Instant } from '../../runtime/instant.ts';
import type { MailboxCall, MailboxEvent, MailboxTransition } from './mailbox-call.ts';
import { goodbye, letGo, same, say, silence } from './transitions.ts';

/** Longer travel is a slip of the finger. */
const MOST_TRAVEL_DIGITS = 3;

/** 8: work on call, of which whoever rings says that it begins or is finished. */
export function lookAtWork(state: MailboxCall): MailboxTransition {
  if (state.personId === null) return same(state);
  return {
    state: { ...state, stage: 'looking-at-work', deadlineAt: null, digits: '' },
    commands: [
      ...letGo(state),
      { type: 'stop-playback' },
      { type: 'look-at-work', personId: state.personId },
    ],
  };
}

export function workFound(
  state: MailboxCall,
  { since }: Extract<MailboxEvent, { type: 'work-found' }>,
): MailboxTransition {
  return askWork({ ...state, workSince: since });
}

export function askWork(state: MailboxCall): MailboxTransition {
  return say({ ...state, stage: 'at-work' }, { kind: 'work', since: state.workSince });
}

/** 1 begins what does not run, and finishes what does. */
export function pressedAtWork(state: MailboxCall, key: string): MailboxTransition {
  const { personId } = state;
  if (key === '*' || key === '#') return goodbye(state);
  if (key !== '1' || personId === null) return same(state);
  const type = state.workSince === null ? 'begin-work' : 'finish-work';
  return {
    state: { ...state, stage: 'entering-work', deadlineAt: null },
    commands: [{ type: 'stop-playback' }, { type, personId }],
  };
}

/** It is in the record: what was begun is said; of what is finished the travel is asked. */
export function workEntered(
  state: MailboxCall,
  event: Extract<MailboxEvent, { type: 'work-entered' }>,
): MailboxTransition {
  if (event.what === 'refused') return goodbye({ ...state, ahead: '' }, { kind: 'work-refused' });
  if (event.what === 'begun') return goodbye(state, { kind: 'work-begun', moment: event.moment });
  return askTravel({ ...state, workId: event.workId }, event.moment);
}

/** `finished`: it was finished then, and that is said first. */
export function askTravel(state: MailboxCall, finished: MailboxCall['workSince']): MailboxTransition {
  return say({ ...state, stage: 'asking-travel', digits: '' }, { kind: 'ask-travel', finished });
}

/** Minutes of travel and `#`: none is work from where they are, some is work on site. */
export function pressedTravel(state: MailboxCall, key: string, now: Instant): MailboxTransition {
  if (key === '*') return askTravel(state, null);
  if (key !== '#') {
    const digits = (state.digits + key).slice(0, MOST_TRAVEL_DIGITS);
    const { state: next } = silence({ ...state, digits }, now);
    return state.digits === ''
      ? { state: { ...next, play: next.play + 1 }, commands: [{ type: 'stop-playback' }] }
      : same(next);
  }
  const { personId, workId } = state;
  if (personId === null || workId === null) throw new Error('travel is asked of work that was finished');
  return {
    state: { ...state, stage: 'entering-travel', digits: '', deadlineAt: null },
    commands: [
      { type: 'stop-playback' },
      { type: 'describe-work', personId, workId, travelMinutes: Number(state.digits) },
    ],
  };
}

/** More travel than work is asked again. */
export function travelEntered(state: MailboxCall, good: boolean): MailboxTransition {
  return good
    ? goodbye(state, { kind: 'work-described' })
    : askTravel({ ...state, ahead: '', silences: state.silences + 1 }, null);
}
