import type { Language } from '../../domain/person.ts';

/** Why an event is no absence: because of what it says, or because it cannot be understood. */
export const SKIP_REASONS = [
  'free',
  'cancelled',
  'lasts-no-time',
  'no-start',
  'ends-before-start',
  'unknown-zone',
  'too-often',
  'too-many',
  'unreadable',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** How many events were skipped, by reason. */
export type SkippedCounts = Partial<Record<SkipReason, number>>;

/** An event that could not be understood. */
export interface LeftOut {
  readonly reason: Exclude<SkipReason, 'free' | 'cancelled' | 'lasts-no-time'>;
  /** What it is called. */
  readonly event: string;
  /** The zone's name, or what the iCalendar library said; may be empty. */
  readonly detail: string;
}

type Sentence = (detail: string) => string;

const WHY: Readonly<Record<LeftOut['reason'], Record<Language, Sentence>>> = {
  'no-start': { en: () => 'it has no start', fr: () => 'il n’a pas de début' },
  'ends-before-start': {
    en: () => 'it ends before it starts',
    fr: () => 'il se termine avant d’avoir commencé',
  },
  'unknown-zone': {
    en: (zone) => `the time zone ${JSON.stringify(zone)} is not known`,
    fr: (zone) => `le fuseau horaire « ${zone} » n’est pas connu`,
  },
  'too-often': {
    en: () => 'it repeats more often than daily',
    fr: () => 'il se répète plus d’une fois par jour',
  },
  'too-many': {
    en: (most) => `it repeats more than ${most} times`,
    fr: (most) => `il se répète plus de ${most} fois`,
  },
  unreadable: {
    en: (detail) => `it cannot be read${detail === '' ? '' : `: ${detail}`}`,
    fr: (detail) => `il est illisible${detail === '' ? '' : ` : ${detail}`}`,
  },
};

/** `"Holidays": it has no start`. */
export function leftOutWords({ event, reason, detail }: LeftOut, language: Language): string {
  const why = WHY[reason][language](detail);
  return language === 'fr' ? `« ${event} » : ${why}` : `${JSON.stringify(event)}: ${why}`;
}

type Counted = Readonly<Record<Language, readonly [one: string, more: string]>>;

const COUNTED: Readonly<Record<SkipReason, Counted>> = {
  free: { en: ['marked as free', 'marked as free'], fr: ['marqué comme libre', 'marqués comme libres'] },
  cancelled: { en: ['cancelled', 'cancelled'], fr: ['annulé', 'annulés'] },
  'lasts-no-time': { en: ['without a duration', 'without a duration'], fr: ['sans durée', 'sans durée'] },
  'no-start': { en: ['without a start', 'without a start'], fr: ['sans début', 'sans début'] },
  'ends-before-start': {
    en: ['ending before its start', 'ending before their start'],
    fr: ['qui se termine avant de commencer', 'qui se terminent avant de commencer'],
  },
  'unknown-zone': {
    en: ['in an unknown time zone', 'in an unknown time zone'],
    fr: ['dans un fuseau horaire inconnu', 'dans un fuseau horaire inconnu'],
  },
  'too-often': {
    en: ['repeated more often than daily', 'repeated more often than daily'],
    fr: ['répété plus d’une fois par jour', 'répétés plus d’une fois par jour'],
  },
  'too-many': {
    en: ['repeated too many times', 'repeated too many times'],
    fr: ['répété trop de fois', 'répétés trop de fois'],
  },
  unreadable: { en: ['unreadable', 'unreadable'], fr: ['illisible', 'illisibles'] },
};

/** `2 marked as free, 1 cancelled`; empty when nothing was skipped. */
export function skippedWords(skipped: SkippedCounts, language: Language): string {
  return SKIP_REASONS.flatMap((reason) => {
    const count = skipped[reason] ?? 0;
    const [one, more] = COUNTED[reason][language];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`];
  }).join(', ');
}
