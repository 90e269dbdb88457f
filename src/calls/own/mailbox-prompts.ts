import type { CountryCode } from 'libphonenumber-js/max';
import type { MailboxWords, SpokenTime } from '../../domain/mailbox/mailbox-call.ts';
import type { Language } from '../../domain/person.ts';
import { spokenDigits } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Media } from '../telephony.ts';
import { spokenMoment, spokenNumber } from './spoken.ts';

interface Speech {
  readonly language: Language;
  readonly now: Instant;
  readonly homeCountry: CountryCode;
}

/** "To listen to it, press 1. Press 6 to play the next message. Press 7 to delete… To call this number, press 5. To exit the menu, press pound." */
const CHOICES = [
  ...['to-listen-to-it', 'vm-press', 'digits/1'],
  ...['vm-next', 'vm-delete'],
  ...['to-call-this-number', 'vm-press', 'digits/5'],
  ...['confbridge-menu-exit-in', 'vm-press', 'digits/pound'],
];

const BEFORE_CHOICES = {
  sorry: ['im-sorry'], // I'm sorry.
  'nobody-there': ['vm-nobodyavail'], // Nobody is available to take your call at the moment.
  'no-number': ['unidentified-no-callback'], // Unidentified or withheld and therefore cannot be called back.
} as const;

/** What is heard by whoever rings to hear messages, from sounds that Asterisk ships in French and English. */
export function mailboxMedia(words: MailboxWords, speech: Speech): readonly Media[] {
  switch (words.kind) {
    case 'ask-number':
      return sounds('privacy-prompt', 'astcc-followed-by-the-pound-key');
    case 'ask-pin':
      return sounds(...(words.wrong ? ['vm-incorrect'] : []), 'confbridge-pin');
    case 'too-many-tries':
      return sounds('confbridge-pin-bad', 'goodbye');
    case 'count':
      return [...sounds('vm-youhave'), ...counted(words.count, speech)];
    case 'announce':
      return [...afterwards(words.after), ...announced(words, speech)];
    case 'choices':
      return sounds(...(words.after === null ? [] : BEFORE_CHOICES[words.after]), ...CHOICES);
    case 'sure':
      // Message. Removed. If this is correct, press 1. Press star to cancel.
      return sounds('vm-message', 'removed', 'if-correct-press', 'digits/1', 'vm-star-cancel');
    case 'connecting':
      return sounds('vm-dialout');
    case 'no-more':
      return [...afterwards(words.after), ...sounds('vm-nomore', 'goodbye')];
    case 'work':
      return [
        ...(words.since === null ? sounds('de-activated') : on(words.since, speech)),
        ...sounds(...ONE_OR_STAR),
      ];
    case 'work-begun':
      return [...on(words.moment, speech), ...sounds('auth-thankyou', 'goodbye')];
    case 'ask-travel':
      // Minutes, followed by the pound key.
      return [
        ...(words.finished === null
          ? []
          : [...sounds('de-activated'), ...spokenTime(words.finished, speech)]),
        ...sounds('minutes', 'astcc-followed-by-the-pound-key'),
      ];
    case 'work-described':
      return sounds('vm-saved', 'auth-thankyou', 'goodbye');
    case 'work-refused':
      return sounds('im-sorry', 'goodbye');
    case 'goodbye':
      return sounds('goodbye');
  }
}

/** "Press 1. Press star to cancel." */
const ONE_OR_STAR = ['vm-press', 'digits/1', 'vm-star-cancel'];

/** "Activated today 2 30 P.M." */
function on(moment: SpokenTime, speech: Speech): readonly Media[] {
  return [...sounds('activated'), ...spokenTime(moment, speech)];
}

function spokenTime({ at, timeZone }: SpokenTime, { language, now }: Speech): readonly Media[] {
  return spokenMoment(at, { timeZone, language, now });
}

/** "…no new messages", "…1 new message", "…3 new messages". */
function counted(count: number, { language }: Speech): readonly Media[] {
  const number = count === 0 ? sounds('vm-no') : spokenNumber(count, language);
  return [...number, ...sounds('vm-INBOX', count === 1 ? 'vm-message' : 'vm-messages')];
}

/** "Message 2. Received yesterday 6 30 P.M. Message from phone number 0 1 99 …" */
function announced(
  { number, message }: Extract<MailboxWords, { kind: 'announce' }>,
  { language, now, homeCountry }: Speech,
): readonly Media[] {
  const { at, timeZone, callerNumber } = message;
  const digits = callerNumber === null ? '' : spokenDigits(callerNumber, homeCountry);
  return [
    ...sounds('vm-message'),
    ...spokenNumber(number, language),
    ...sounds('vm-received'),
    ...spokenMoment(at, { timeZone, language, now }),
    ...(digits === ''
      ? sounds('vm-unknown-caller')
      : [...sounds('vm-from-phonenumber'), { kind: 'digits', digits } as const]),
  ];
}

function afterwards(after: 'deleted' | null): readonly Media[] {
  return after === 'deleted' ? sounds('vm-deleted') : [];
}

function sounds(...names: readonly string[]): readonly Media[] {
  return names.map((name) => ({ kind: 'sound', name }));
}
