import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { MailboxCall, MailboxCommand, MailboxTransition, MailboxWords } from './mailbox-call.ts';

/** How long an answer, or the next digit, is waited for. */
const ANSWER_SECONDS = 10;

export function same(state: MailboxCall): MailboxTransition {
  return { state, commands: [] };
}

export function say(state: MailboxCall, words: MailboxWords): MailboxTransition {
  const play = state.play + 1;
  return { state: { ...state, play, deadlineAt: null }, commands: [{ type: 'say', play, words }] };
}

/** Everything is said; now they have the word. */
export function silence(state: MailboxCall, now: Instant): MailboxTransition {
  return same({ ...state, deadlineAt: now + ANSWER_SECONDS * SECOND });
}

/** The line is let go of when it is said. */
export function goodbye(state: MailboxCall, words: MailboxWords = { kind: 'goodbye' }): MailboxTransition {
  const { state: next, commands } = say({ ...state, stage: 'goodbye', digits: '' }, words);
  return { state: next, commands: [...letGo(state), ...commands] };
}

export function over(state: MailboxCall, end: 'hang-up' | 'leave' = 'hang-up'): MailboxTransition {
  return {
    state: { ...state, stage: 'over', digits: '', ahead: '', deadlineAt: null },
    commands: [...letGo(state), { type: end }, { type: 'finish' }],
  };
}

/** The caller who was being called back, if any. */
export function letGo({ stage }: MailboxCall): readonly MailboxCommand[] {
  return stage === 'calling' || stage === 'talking' ? [{ type: 'end-call-back' }] : [];
}
