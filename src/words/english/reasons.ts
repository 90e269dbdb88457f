import { readWallTime } from '../phrase-kinds.ts';
import type { ReasonWords } from '../reason-catalogue.ts';
import { ENGLISH_PHRASES } from './phrases.ts';

/** Why things happened in a call, in English. */
export const ENGLISH_REASONS: ReasonWords = {
  ring: {
    'planned-shift': () => 'planned shift',
    rotation: ({ rotation }) => `turn in ${rotation}`,
    covers: ({ whom, rotation }) => `covers for ${whom}, who is absent, in ${rotation}`,
    replaces: ({ whom, by }) => `replaces ${whom ?? 'everyone'}, override${madeBy(by)}`,
    added: ({ by }) => `added, override${madeBy(by)}`,
    shadow: ({ whom }) => `in the shadow of ${whom}`,
    'named-in-policy': () => 'named in the policy',
    team: ({ team }) => `team ${team}`,
    'last-resort': () => 'last resort',
    noted: ({ text }) => text,
  },
  end: {
    network: ({ said }) => said || 'no cause in words',
    'no-cause': () => 'no cause given',
    'trunk-silent': () => 'nothing was heard of it',
    'trunk-down': () => 'known to be down',
    'ring-time-over': () => 'rang until the ring time was over',
    'never-rang': () => 'never rang: nothing came back from the phone or its network',
    'no-key': () => 'no key was pressed in time',
    'keys-unheard': ({ why }) =>
      why === 'no-sound'
        ? 'no key could be heard on this leg: no sound came from it'
        : 'no key could be heard on this leg: its endpoint has dtmf_mode=none',
    pressed: ({ key }) => `pressed ${key}`,
    'forwarded-back': () => 'forwarded back to us: the phone is forwarded to the hotline',
    'forwarded-elsewhere': ({ to }) =>
      `the phone is forwarded to ${to ?? 'another number'}, which is not followed`,
    'forwarded-on': ({ to }) => `the phone is forwarded to ${to}`,
    'hung-up-after-answer': () => 'hung up after the answer',
    transferred: ({ to }) => `transferred the caller${to === null ? '' : ` to ${to}`}`,
    'on-another-call': () => 'on another call',
    'too-many-calls': () => 'too many calls at once',
    'too-many-own-calls': () => 'too many phones called within the hour',
    'number-not-allowed': () => 'this number may not be dialled',
    'no-trunk': () => 'the hotline has no trunk',
    'asterisk-refused': ({ said }) => said,
    'asterisk-unavailable': ({ said }) => said,
    'no-longer-there': () => 'no longer there',
    'gone-while-away': () => 'gone while Vigie was away',
    noted: ({ text }) => text,
  },
  trouble: {
    'caller-does-not-end': ({ requests }) => `the caller's side did not end after ${requests} requests`,
    'leg-does-not-end': ({ attempt, requests }) =>
      `attempt ${attempt} did not end after ${requests} hang-ups`,
    'prompt-not-played': ({ attempt }) => `attempt ${attempt}: the prompt could not be played`,
    'both-vanished': ({ seconds }) =>
      `nothing was heard of either side for ${seconds} s: both phones are taken to be gone, and the call is ended`,
    'end-unknown': () => 'nobody knows how this call ended',
    'message-not-recorded': () => 'the message could not be recorded',
    'service-stops': () => 'the service is stopping',
    noted: ({ text }) => text,
  },
  until: (localTime) => `, ${ENGLISH_PHRASES.until(readWallTime(localTime), null)}`,
  lastResort: 'last resort',
};

function madeBy(name: string | null): string {
  return name === null ? '' : ` by ${name}`;
}
