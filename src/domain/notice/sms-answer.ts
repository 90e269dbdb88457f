import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import { allowedAt, type Rate } from './rate.ts';

/** What came of an SMS that somebody sent. `duplicate`: the gateway told of the same one again. */
export const SMS_ANSWERS = ['confirmed', 'declined', 'nothing-open', 'unclear', 'unknown-number'] as const;
export type SmsAnswer = (typeof SMS_ANSWERS)[number];

/** What people write first. A plain word may be said of anything: only courtesies may follow it. */
const FIRST = /^(?:(OUI|YES)|(OK|D ACCORD|DACCORD|ENTENDU|1)|(NON|NO|2))(?= |$)/;
const NEEDS_ALONE = ['1', '2'];
/** Takes a yes back, or makes a question of it. */
const DOUBT =
  /\?|\b(?:MAIS|PAS|NON|SAUF|SINON|PEUT ETRE|MALADE|BUT|NOT|NO|EXCEPT|MAYBE|ILL|SICK|CANNOT|CAN T|CANT|WON T)\b/;
/** "No problem", which is a yes to some. */
const NOT_A_NO = /^(?:NON |NO )+(?:PAS DE |AUCUN )?(?:PROBLEM|PROBLEME|SOUCI|SOUCIS|WORRIES)\b/;
const COURTESIES =
  /^(?: (?:OK|OUI|YES|MERCI|BEAUCOUP|BIEN|RECU|NOTE|C EST|BON|POUR MOI|D ACCORD|ENTENDU|PARFAIT|THANKS|THANK YOU|FINE|BONNE|JOURNEE|SOIREE|NUIT|A BIENTOT|CDT|CORDIALEMENT))*$/;

/**
 * What somebody says by SMS: a NON counts whatever follows it, a OUI unless what follows takes it back, an OK or
 * d'accord with thanks, on a line of its own, and a thumb. Null: unclear.
 */
export function readAnswer(text: string): 'yes' | 'no' | null {
  const [line = '', ...more] = text.trim().split(/[\r\n]+/);
  const first = plainWords(line);
  const rest = plainWords(more.join(' '));
  const [word = '', clear, plain, no] = FIRST.exec(first) ?? [];
  if (word === '') return null;
  const follows = first.slice(word.length);
  if (no) {
    if (NEEDS_ALONE.includes(word) && follows !== '') return null;
    return NOT_A_NO.test(first) ? null : 'no';
  }
  if (DOUBT.test(`${follows} ${rest}`)) return null;
  return clear || (plain && COURTESIES.test(follows)) ? 'yes' : null;
}

/** In capitals, without accents and signs but the question mark; a thumb is the word that it stands for. */
function plainWords(text: string): string {
  return text
    .replace(/\u{1F44D}/gu, ' OUI ')
    .replace(/\u{1F44E}/gu, ' NON ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}?]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .replace(/ +/g, ' ')
    .trim();
}

/** A duty that was asked about. */
export interface AskedDuty extends Interval {
  readonly confirmedAt: Instant | null;
  readonly declinedAt: Instant | null;
  /** When the last reminder was sent; null: nobody was asked. */
  readonly remindedAt: Instant | null;
}

/**
 * Which duty an answer is about: the nearest that waits for one. A no may also take back the nearest yes: people fall
 * ill.
 */
export function dutyAnswered<Duty extends AskedDuty>(
  duties: readonly Duty[],
  answer: 'yes' | 'no',
  now: Instant,
): Duty | null {
  const asked = duties
    .filter((one) => one.remindedAt !== null && one.declinedAt === null && one.endAt > now)
    .sort((a, b) => a.startAt - b.startAt);
  const waiting = asked.find(({ confirmedAt }) => confirmedAt === null) ?? null;
  return waiting ?? (answer === 'no' ? (asked[0] ?? null) : null);
}

/** Two machines that answer each other must not go on for ever, and each SMS costs. */
const EXPLANATIONS: Rate = { most: 1, seconds: 6 * 3600 };

/** Whether a number is told how to answer; `earlier`: when it was before. */
export function mayExplain(earlier: readonly Instant[], now: Instant): boolean {
  return allowedAt(EXPLANATIONS, earlier, now) <= now;
}

/** Over which explanations are remembered. */
export const EXPLAINED_SINCE_MS = EXPLANATIONS.seconds * SECOND;
