import type { CountryCode } from 'libphonenumber-js/max';
import type { CallFacts } from '../../domain/escalation/call-state.ts';
import type { CallerWords, LegWords } from '../../domain/escalation/command.ts';
import { spokenDigits } from '../../domain/phone-number.ts';
import type { Media } from '../telephony.ts';

/**
 * Every prompt, from the sounds that Asterisk ships in French and English alike, so that nothing has to be
 * recorded before the first call. The comment beside each is what the English voice says.
 */
const CALLER_SOUNDS: Readonly<
  Record<Exclude<CallerWords, 'greeting' | 'recorded-greeting'>, readonly string[]>
> = {
  refusal: ['im-sorry', 'goodbye'], // I'm sorry. Goodbye!
  'trying-next': ['pls-hold-while-try'], // Please hold while we try to connect you.
  'everyone-busy': ['queue-periodic-announce'], // All of our representatives are currently busy. Please stay on the line…
  'voicemail-intro': ['vm-nobodyavail', 'vm-intro'], // Nobody is available… Please leave your message after the tone…
  'voicemail-taken': ['auth-thankyou', 'goodbye'], // Thank you. Goodbye!
  closing: ['vm-nobodyavail', 'please-try-call-later', 'goodbye'], // Nobody is available… Please try your call again later. Goodbye!
};

const LEG_SOUNDS: Readonly<Record<LegWords, readonly string[]>> = {
  taken: ['auth-thankyou', 'vm-isonphone', 'goodbye'], // Thank you. …is on the phone. Goodbye!
  'caller-gone': ['im-sorry', 'cancelled', 'goodbye'], // I'm sorry. Cancelled. Goodbye!
  transferred: ['auth-thankyou', 'goodbye'], // Thank you. Goodbye!
  transferring: ['transfer'], // Please hold while I try that extension.
};

/** Enough to tell one's hotlines apart; ten digits would take up half of the accept window. */
const HOTLINE_DIGITS = 4;

export function callerMedia(words: CallerWords, facts: CallFacts): readonly Media[] {
  const { greetingSound, recordedGreeting } = facts.hotline;
  if (words === 'greeting') return sounds(greetingSound === null ? [] : [greetingSound]);
  if (words === 'recorded-greeting')
    return recordedGreeting === null ? [] : [{ kind: 'kept-sound', id: recordedGreeting }];
  return sounds(CALLER_SOUNDS[words]);
}

export function legMedia(words: LegWords): readonly Media[] {
  return sounds(LEG_SOUNDS[words]);
}

/** "<Hotline>: incoming call from <caller>. Press 1 to accept this call, or 2 to reject it." */
export function acceptPrompt(facts: CallFacts, homeCountry: CountryCode): readonly Media[] {
  return [
    ...hotlineNamed(facts, homeCountry),
    ...callerNamed(facts, homeCountry),
    ...sounds(['followme/options']),
  ];
}

/** "Hello. If this is correct, press… one": to somebody whose phone is tried. */
export function tryPrompt(): readonly Media[] {
  return [...sounds(['hello', 'if-correct-press']), { kind: 'digits', digits: '1' }];
}

/** "Thank you. Goodbye!" */
export function triedMedia(): readonly Media[] {
  return sounds(['auth-thankyou', 'goodbye']);
}

function callerNamed(facts: CallFacts, homeCountry: CountryCode): readonly Media[] {
  const digits = facts.caller.number === null ? '' : spokenDigits(facts.caller.number, homeCountry);
  if (digits === '') return sounds(['followme/no-recording', 'vm-unknown-caller']);
  return [...sounds(['followme/call-from']), { kind: 'digits', digits }];
}

function hotlineNamed(facts: CallFacts, homeCountry: CountryCode): readonly Media[] {
  if (facts.hotline.nameSound !== null) return sounds([facts.hotline.nameSound]);
  const digits = spokenDigits(facts.dialled, homeCountry).slice(-HOTLINE_DIGITS);
  return [...sounds(['telephone-number']), ...(digits === '' ? [] : [{ kind: 'digits', digits } as const])];
}

function sounds(names: readonly string[]): readonly Media[] {
  return names.map((name) => ({ kind: 'sound', name }));
}

/** Every sound that a call of a hotline may need in its language, besides those that the hotline names itself. */
export const PROMPT_SOUNDS: readonly string[] = [
  ...new Set([
    ...Object.values(CALLER_SOUNDS).flat(),
    ...Object.values(LEG_SOUNDS).flat(),
    ...[
      'followme/options',
      'followme/no-recording',
      'followme/call-from',
      'vm-unknown-caller',
      'telephone-number',
    ],
    ...Array.from('0123456789', (digit) => `digits/${digit}`),
  ]),
];
