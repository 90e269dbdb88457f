import { SegmentedMessage } from 'sms-segments-calculator';

export interface SmsLength {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Each is paid for. One holds 160 characters of GSM-7 or 70 of anything else. */
  readonly segments: number;
  readonly characters: number;
}

/** How long a text is as an SMS: one letter that GSM-7 lacks more than halves what fits. */
export function smsLength(text: string): SmsLength {
  const message = new SegmentedMessage(text);
  return {
    encoding: message.encodingName,
    segments: message.segmentsCount,
    characters: message.numberOfCharacters,
  };
}

const TYPOGRAPHY: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  œ: 'oe',
  Œ: 'OE',
};

/**
 * Writes what GSM-7 lacks with what it has (`ê` as `e`, `ç` as `c`): readable, and one segment instead of three. Text
 * in another script stays as it is.
 */
export function plainForSms(text: string): string {
  const quoted = text.replace(/«\s?|\s?»/g, '"');
  const plain = [...quoted].map((letter) =>
    isGsm(letter) ? letter : (TYPOGRAPHY[letter] ?? withoutAccent(letter)),
  );
  const folded = plain.join('');
  return isGsm(folded) ? folded : text;
}

function withoutAccent(letter: string): string {
  return letter.normalize('NFD').replace(/\p{Mark}/gu, '');
}

function isGsm(text: string): boolean {
  return new SegmentedMessage(text).encodingName === 'GSM-7';
}
