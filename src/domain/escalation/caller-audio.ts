import { SECOND } from '../../runtime/instant.ts';
import type { HoldSound } from '../hotline.ts';
import type { CallState } from './call-state.ts';
import type { CallerWords } from './command.ts';
import { command, nextPlay, type Transition } from './transition.ts';

/** No word between steps lasts this long. */
const WORDS_SECONDS = 30;

/** Says something to the caller, over whatever they hear now. Returns the play's name. */
export function say(transition: Transition, words: CallerWords): string {
  stopPlayback(transition);
  const play = nextPlay(transition);
  transition.state.hearing = { kind: 'words', play, giveUpAt: transition.now + WORDS_SECONDS * SECOND };
  command(transition, { type: 'play-to-caller', play, words });
  return play;
}

/** What the caller hears while we look for someone; changes with what the search is doing. */
export function hold(transition: Transition): void {
  const sound = holdSound(transition.state);
  const { hearing } = transition.state;
  if (hearing.kind === 'hold' && hearing.sound.kind === sound.kind) return;
  stopPlayback(transition);
  transition.state.hearing = { kind: 'hold', sound };
  command(transition, { type: 'start-hold', sound });
}

/**
 * Ringback or music, as the hotline says. Only ringing can be heard before the call is answered; a caller who was
 * already talking to someone, or who waits for busy people, hears music, for nothing rings for them.
 */
function holdSound({ callerAnswered, facts, hunt }: CallState): HoldSound {
  if (!callerAnswered) return { kind: 'ringback' };
  const mustBeMusic =
    hunt?.waitingUntil != null || hunt?.purpose === 'transfer' || hunt?.purpose === 'returning';
  if (mustBeMusic && facts.hotline.hold.kind === 'ringback') return { kind: 'music', musicClass: 'default' };
  return facts.hotline.hold;
}

/** Stops whatever the caller hears from us. */
export function stopPlayback(transition: Transition): void {
  const { hearing } = transition.state;
  if (hearing.kind === 'words') command(transition, { type: 'stop-caller-play', play: hearing.play });
  if (hearing.kind === 'hold') command(transition, { type: 'stop-hold', sound: hearing.sound });
  transition.state.hearing = { kind: 'nothing' };
}

export function answerCaller(transition: Transition): void {
  if (transition.state.callerAnswered) return;
  transition.state.callerAnswered = true;
  command(transition, { type: 'answer-caller' });
}
