import { SECOND } from '../../runtime/instant.ts';
import type { HoldSound } from '../hotline.ts';
import type { CallState } from './call-state.ts';
import type { CallerWords } from './command.ts';
import { command, nextPlay, type Turn } from './turn.ts';

/** No word between steps lasts this long. */
const WORDS_SECONDS = 30;

/** Says something to the caller, over whatever they hear now. Returns the play's name. */
export function say(turn: Turn, words: CallerWords): string {
  hush(turn);
  const play = nextPlay(turn);
  turn.state.hearing = { kind: 'words', play, giveUpAt: turn.now + WORDS_SECONDS * SECOND };
  command(turn, { type: 'play-to-caller', play, words });
  return play;
}

/** What the caller hears while we look for someone; changes with what the search is doing. */
export function hold(turn: Turn): void {
  const sound = holdSound(turn.state);
  const { hearing } = turn.state;
  if (hearing.kind === 'hold' && hearing.sound.kind === sound.kind) return;
  hush(turn);
  turn.state.hearing = { kind: 'hold', sound };
  command(turn, { type: 'start-hold', sound });
}

/**
 * Ringback or music, as the hotline says. Only ringing can be heard before the call is answered; a caller who was
 * already talking to someone, or who waits for busy people, hears music, for nothing rings for them.
 */
function holdSound({ callerAnswered, facts, hunt }: CallState): HoldSound {
  if (!callerAnswered) return { kind: 'ringback' };
  const mustBeMusic =
    hunt?.waitingUntil != null || hunt?.purpose === 'passing' || hunt?.purpose === 'returning';
  if (mustBeMusic && facts.hotline.hold.kind === 'ringback') return { kind: 'music', musicClass: 'default' };
  return facts.hotline.hold;
}

/** Stops whatever the caller hears from us. */
export function hush(turn: Turn): void {
  const { hearing } = turn.state;
  if (hearing.kind === 'words') command(turn, { type: 'stop-caller-play', play: hearing.play });
  if (hearing.kind === 'hold') command(turn, { type: 'stop-hold', sound: hearing.sound });
  turn.state.hearing = { kind: 'nothing' };
}

export function answerCaller(turn: Turn): void {
  if (turn.state.callerAnswered) return;
  turn.state.callerAnswered = true;
  command(turn, { type: 'answer-caller' });
}
