import type { AttemptOutcome, Outcome } from '../../domain/call.ts';
import type { FallbackReason } from '../../domain/escalation/call-event.ts';
import type { DialledContact, Sentences } from '../call-event-catalogue.ts';
import { dialledInWords, endReasonInWords, ringReasonInWords, troubleInWords } from '../reason-words.ts';

const CALL_ENDS: Readonly<Record<Outcome, string>> = {
  accepted: 'a person took it',
  voicemail: 'the caller left a message',
  'empty-message': 'nobody took it, and nothing is heard in the caller’s message',
  'caller-hung-up': 'the caller hung up',
  refused: 'refused',
  announced: 'nobody took it, and the caller was told',
  fallback: 'handed back to the dialplan',
};

const ATTEMPT_ENDS: Readonly<Record<AttemptOutcome, (dialled: DialledContact) => string>> = {
  accepted: ({ name }) => `the conversation with ${name} is over`,
  declined: ({ name, target }) => `${name} declines on ${target}`,
  busy: ({ name, target }) => `${name} is busy on ${target}`,
  unreachable: ({ name, target }) => `${name} cannot be reached on ${target}`,
  'no-answer': ({ name, target }) => `${name} does not answer on ${target}`,
  'not-accepted': ({ name, target }) => `${target} of ${name} answered, but nobody took the call`,
  taken: ({ name }) => `${name} is let go: someone else took the call`,
  'caller-gone': ({ name }) => `${name} is let go: the caller has hung up`,
  engaged: ({ name }) => `${name} is on another call`,
  'out-of-time': ({ name }) => `${name} is let go: the time is up`,
};

const WHY_FALLBACK: Readonly<Record<FallbackReason, string>> = {
  'no-proof': 'Vigie had shown no sign of life',
  'not-connected': 'Vigie was not connected',
  'dead-man': 'Vigie did nothing for the call for too long',
  'handed-back': 'Vigie gave it back',
};

/** What happens in a call, in English. */
export const ENGLISH: Sentences = {
  'greeting-started': () => 'the greeting plays',
  'greeting-failed': () => 'the greeting could not be played',
  refused: () => 'the caller is blocked, and refused',
  'branch-applied': ({ branch, ringsNobody }) =>
    `the hotline is in “${branch}”${ringsNobody ? ': nobody is called' : ''}`,
  'step-started': ({ round, step, names }) =>
    `round ${round + 1}, step ${step + 1}: ${names.length === 0 ? 'nobody to ring' : names.join(', ')}`,
  'attempt-started': ({ name, reason, trunk }, { target }) =>
    `Vigie calls ${dialledInWords(name, 'en')} on ${target}${trunk ? ` through trunk ${trunk}` : ''} (${ringReasonInWords(reason, 'en')})`,
  'attempt-ringing': (_, { name, target }) => `${name} rings on ${target}`,
  'trunk-changed': ({ from, to, why }) =>
    `trunk ${from} cannot carry the call, ${to} is tried (${endReasonInWords(why, 'en')})`,
  'attempt-answered': ({ pickedUpBy }, { name, target }) =>
    pickedUpBy === undefined
      ? `${name} answers on ${target}`
      : `${pickedUpBy || 'somebody'} picks up ${target} of ${name} on another phone`,
  'picker-known': ({ name }) => `it is ${name} who picked up: the try is theirs`,
  'attempt-accepted': ({ by }, { name }) => `${name} takes the call${by === 'key' ? ' by pressing 1' : ''}`,
  'attempt-ended': ({ outcome, why }, dialled) =>
    `${ATTEMPT_ENDS[outcome](dialled)}${why === null ? '' : ` (${endReasonInWords(why, 'en')})`}`,
  'everyone-busy': () => 'everyone is busy: the caller waits',
  'talking-started': (_, { name }) => `the caller and ${name} talk`,
  'transfer-by-key': (_, { name }) => `${name} transfers the caller`,
  returned: (_, { name }) => `nobody else took the call: the caller goes back to ${name}`,
  transferred: ({ to }, { name }) => `${name} transfers the caller${to === null ? '' : ` to ${to}`}`,
  'caller-transferred': ({ by }) =>
    `${by ?? 'somebody'} transfers the caller of another call to here: they are the caller from now on`,
  'transfer-answered': () => 'the transferred call is answered',
  'ended-by-hand': ({ by }) => `${by} ends the call from its page`,
  'nobody-took-it': () => 'nobody took the call',
  'last-resort-started': () => 'the last-resort number is called',
  'voicemail-started': () => 'the caller is asked for a message',
  'voicemail-kept': ({ seconds }) =>
    `a message${seconds === null ? '' : ` of ${Math.round(seconds)} s`} is kept`,
  'voicemail-empty': ({ seconds, why }) =>
    why === 'nothing-came'
      ? 'nothing could be heard: no sound came from the caller’s line'
      : `nothing is heard in what was recorded${seconds === null ? '' : ` (${Math.round(seconds)} s)`}: it is kept apart, as an empty message`,
  'voicemail-dropped': ({ reason }) =>
    reason === 'too-short' ? 'the message was too short to be kept' : 'the message could not be recorded',
  'closing-announced': () => 'the caller hears that nobody is available',
  'fallback-entered': ({ why }) => `the dialplan takes the call: ${WHY_FALLBACK[why]}`,
  'fallback-answered': ({ target }) => `${target} answers, dialled by the dialplan`,
  reconciled: () => 'Vigie was away, and takes the call up again',
  trouble: ({ trouble }) => `trouble: ${troubleInWords(trouble, 'en')}`,
  'call-ended': ({ outcome }) => `the call ends: ${CALL_ENDS[outcome]}`,
};
