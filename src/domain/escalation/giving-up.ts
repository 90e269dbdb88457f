import type { Dialable, Hunt } from './call-state.ts';
import { announceClosing, startVoicemail } from './ending.ts';
import { startHunt } from './hunting.ts';
import { returnToPasser } from './talking.ts';
import { happen, type Turn } from './turn.ts';

/** A search found nobody: what comes next depends on why it was made, and on the hotline. */
export function giveUp(turn: Turn, hunt: Hunt): void {
  if (hunt.purpose === 'passing') return returnToPasser(turn, hunt);
  happen(turn, { kind: 'nobody-took-it' });
  reachNobody(turn, hunt.purpose);
}

/** Nobody is left to ring, or was to be rung: what the hotline says for it. */
export function reachNobody(turn: Turn, purpose: Hunt['purpose']): void {
  const { noAnswer } = turn.state.facts.hotline;
  switch (noAnswer.kind) {
    case 'announcement':
      return announceClosing(turn);
    case 'voicemail':
      return startVoicemail(turn);
    case 'last-resort':
      return purpose === 'last-resort' ? startVoicemail(turn) : ringLastResort(turn);
  }
}

function ringLastResort(turn: Turn): void {
  const { hotline } = turn.state.facts;
  if (hotline.noAnswer.kind !== 'last-resort') return;
  const { target, mustAccept, ringSeconds } = hotline.noAnswer;
  const who: Dialable = {
    personId: null,
    // It has none.
    name: '',
    language: hotline.language,
    target,
    mustAccept,
    ringSeconds,
    reason: { code: 'last-resort' },
    round: 0,
    step: -1,
  };
  happen(turn, { kind: 'last-resort-started' });
  startHunt(turn, { purpose: 'last-resort', lanes: [{ queue: [who], active: null }] });
}
