import type { Dialable, Hunt } from './call-state.ts';
import { announceClosing, startVoicemail } from './ending.ts';
import { startHunt } from './hunting.ts';
import { returnToTransferrer } from './talking.ts';
import { happen, type Transition } from './transition.ts';

/** A search found nobody: what comes next depends on why it was made, and on the hotline. */
export function giveUp(transition: Transition, hunt: Hunt): void {
  if (hunt.purpose === 'transfer') return returnToTransferrer(transition, hunt);
  happen(transition, { kind: 'nobody-took-it' });
  reachNobody(transition, hunt.purpose);
}

/** Nobody is left to ring, or was to be dialled: what the hotline says for it. */
export function reachNobody(transition: Transition, purpose: Hunt['purpose']): void {
  const { noAnswer } = transition.state.facts.hotline;
  switch (noAnswer.kind) {
    case 'announcement':
      return announceClosing(transition);
    case 'voicemail':
      return startVoicemail(transition);
    case 'last-resort':
      return purpose === 'last-resort' ? startVoicemail(transition) : ringLastResort(transition);
  }
}

function ringLastResort(transition: Transition): void {
  const { hotline } = transition.state.facts;
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
  happen(transition, { kind: 'last-resort-started' });
  startHunt(transition, { purpose: 'last-resort', lanes: [{ queue: [who], active: null }] });
}
