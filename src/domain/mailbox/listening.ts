import type {
  MailboxCall,
  MailboxCommand,
  MailboxMessage,
  MailboxTransition,
  MailboxWords,
} from './mailbox-call.ts';
import { goodbye, letGo, same, say } from './transitions.ts';

type Choices = Extract<MailboxWords, { kind: 'choices' }>;

/** The message at `position`, or the end of them all. */
export function announce(state: MailboxCall, position: number, after: 'deleted' | null): MailboxTransition {
  const message = state.messages[position];
  if (!message)
    return state.messages.length === 0 && after === null
      ? goodbye(state)
      : goodbye(state, { kind: 'no-more', after });
  return say(
    { ...state, stage: 'announcing', position },
    { kind: 'announce', number: position + 1, message, after },
  );
}

export function choose(state: MailboxCall, after: Choices['after']): MailboxTransition {
  return say({ ...state, stage: 'choosing' }, { kind: 'choices', after });
}

/** What was announced is played; what was played to its end has been heard. */
export function sounded(state: MailboxCall, played: boolean): MailboxTransition {
  if (state.stage === 'announcing') return play(state);
  if (!played) return choose(state, 'sorry');
  const { state: next, commands } = choose(state, null);
  return { state: next, commands: [...heard(state), ...commands] };
}

/**
 * 1 listens again, 2 is the next, 3 deletes, 5 calls back, * goes back, # ends. 6 and 7 are what Asterisk's own voices
 * say for the next and for deleting.
 */
export function pressedAtMessage(state: MailboxCall, key: string): MailboxTransition {
  switch (key) {
    case '1':
      return play(state);
    case '2':
    case '6':
      return moveOn(state);
    case '3':
    case '7':
      return say({ ...state, stage: 'deleting' }, { kind: 'sure' });
    case '5':
      return callBack(state);
    case '*':
      return announce(state, Math.max(0, state.position - 1), null);
    case '#':
      return goodbye(state);
    default:
      return same(state);
  }
}

/** Deleting is the one thing that cannot be taken back: only the 1 after the question does it. */
export function pressedWhileDeleting(state: MailboxCall, key: string): MailboxTransition {
  const { message, personId } = present(state);
  if (key !== '1') return choose(state, null);
  return {
    state: { ...state, stage: 'erasing', deadlineAt: null },
    commands: [{ type: 'stop-playback' }, { type: 'delete', personId, recording: message.recording }],
  };
}

export function deleted(state: MailboxCall, good: boolean): MailboxTransition {
  if (!good) return choose({ ...state, ahead: '' }, 'sorry');
  const messages = state.messages.filter((_one, at) => at !== state.position);
  return announce({ ...state, messages }, state.position, 'deleted');
}

export function calleeAnswered(state: MailboxCall): MailboxTransition {
  return state.stage === 'calling'
    ? {
        state: { ...state, stage: 'talking', deadlineAt: null },
        commands: [{ type: 'stop-playback' }, { type: 'join' }],
      }
    : same(state);
}

export function calleeGone(state: MailboxCall): MailboxTransition {
  if (state.stage !== 'calling' && state.stage !== 'talking') return same(state);
  const { state: next, commands } = choose(state, state.stage === 'calling' ? 'nobody-there' : null);
  return { state: next, commands: [...letGo(state), ...commands] };
}

function play(state: MailboxCall): MailboxTransition {
  const { message } = present(state);
  const next = state.play + 1;
  return {
    state: { ...state, stage: 'playing', play: next, deadlineAt: null },
    commands: [{ type: 'play', play: next, recording: message.recording }],
  };
}

/** Who passes on while it plays has heard enough of it; who passes over the announcement has not. */
function moveOn(state: MailboxCall): MailboxTransition {
  const { state: next, commands } = announce(state, state.position + 1, null);
  return { state: next, commands: [...(state.stage === 'playing' ? heard(state) : []), ...commands] };
}

function callBack(state: MailboxCall): MailboxTransition {
  const { message, personId } = present(state);
  if (message.callerNumber === null) return choose(state, 'no-number');
  const { state: next, commands } = say({ ...state, stage: 'calling' }, { kind: 'connecting' });
  return {
    state: next,
    commands: [...commands, { type: 'call-back', personId, recording: message.recording }],
  };
}

function heard(state: MailboxCall): readonly MailboxCommand[] {
  const { message, personId } = present(state);
  return [{ type: 'note-heard', personId, recording: message.recording }];
}

function present({ messages, position, personId }: MailboxCall): {
  readonly message: MailboxMessage;
  readonly personId: string;
} {
  const message = messages[position];
  if (!message || personId === null) throw new Error(`no message ${position}, or nobody to hear it`);
  return { message, personId };
}
