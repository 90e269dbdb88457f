import type { Instant } from '../../runtime/instant.ts';
import type { MailboxCall, MailboxEvent, MailboxTransition } from './mailbox-call.ts';
import { LONGEST_PIN, SHORTEST_PIN } from './pin.ts';
import { goodbye, same, say, silence } from './transitions.ts';

const MOST_TRIES = 3;
const MOST_SILENCES = 3;
const LONGEST_NUMBER = 20;

type Checked = Extract<MailboxEvent, { type: 'checked' }>['result'];

/** Asks for the number of whoever they are. */
export function beginAgain(state: MailboxCall): MailboxTransition {
  return say({ ...state, stage: 'asking-number', digits: '', candidates: [] }, { kind: 'ask-number' });
}

/** A number alone opens nothing, however it became known. */
export function askPin(state: MailboxCall, wrong: boolean): MailboxTransition {
  return say({ ...state, stage: 'asking-pin', digits: '' }, { kind: 'ask-pin', wrong });
}

/** Who typed a number that nobody has is asked for a PIN like everybody. `digits` tells that it was typed. */
export function found(
  state: MailboxCall,
  { candidates, language }: Extract<MailboxEvent, { type: 'found' }>,
): MailboxTransition {
  const next = { ...state, candidates, language };
  return candidates.length === 0 && state.digits === '' ? beginAgain(next) : askPin(next, false);
}

export function checked(state: MailboxCall, result: Checked): MailboxTransition {
  if (typeof result === 'object') {
    const { personId, language } = result;
    return {
      state: { ...state, stage: 'fetching', personId, language },
      commands: [{ type: 'fetch', personId }],
    };
  }
  const wrongPins = state.wrongPins + 1;
  // What was typed ahead was meant for what comes after a right one.
  const next = { ...state, wrongPins, ahead: '' };
  if (result === 'locked' || wrongPins >= MOST_TRIES) return goodbye(next, { kind: 'too-many-tries' });
  return askPin(next, true);
}

export function pressedWhileAsking(state: MailboxCall, key: string, now: Instant): MailboxTransition {
  if (key === '#') return typed(state);
  // `*` takes back what was typed; without any, it says "I am somebody else".
  if (key === '*')
    return state.digits !== '' && state.stage === 'asking-pin' ? askPin(state, false) : beginAgain(state);
  const longest = state.stage === 'asking-pin' ? LONGEST_PIN : LONGEST_NUMBER;
  const digits = (state.digits + key).slice(0, longest);
  const { state: next } = silence({ ...state, digits }, now);
  // The end of a question that was cut short must not be taken for the end of what they type.
  return state.digits === ''
    ? { state: { ...next, play: next.play + 1 }, commands: [{ type: 'stop-playback' }] }
    : same(next);
}

function typed(state: MailboxCall): MailboxTransition {
  if (state.digits === '') return state.stage === 'asking-pin' ? askPin(state, false) : beginAgain(state);
  const { digits, candidates } = state;
  if (state.stage === 'asking-number')
    return {
      state: { ...state, stage: 'looking-up', deadlineAt: null },
      commands: [{ type: 'stop-playback' }, { type: 'look-up', number: digits }],
    };
  return {
    state: { ...state, stage: 'checking', digits: '', deadlineAt: null },
    commands: [{ type: 'stop-playback' }, { type: 'check', candidates, pin: digits }],
  };
}

/** Who typed a whole PIN and no `#` has typed it all the same; who says nothing is asked again, and then left. */
export function unanswered(
  state: MailboxCall,
  again: (state: MailboxCall) => MailboxTransition,
): MailboxTransition {
  if (state.stage === 'asking-pin' && state.digits.length >= SHORTEST_PIN) return typed(state);
  return state.silences >= MOST_SILENCES ? goodbye(state) : again(state);
}
