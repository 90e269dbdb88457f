import type { Language } from '../../domain/person.ts';
import type { CallFigure } from '../../domain/statistics/call-figure.ts';
import type { Days } from '../../domain/statistics/periods.ts';
import type { Sums } from '../../domain/statistics/sums.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import type { Cell } from '../tables/table.ts';

/** What tables are made from. */
export interface Subject {
  readonly language: Language;
  readonly t: Messages;
  readonly f: Format;
  readonly sums: Sums;
  readonly before: Sums;
  readonly days: Days;
  /** Where the calls of a figure are listed; undefined: for a reader who may not see them, or on paper. */
  readonly callsOf: (
    figure: CallFigure,
    narrower?: { readonly person?: string; readonly days?: Days },
  ) => string | undefined;
}

/** Made once: a page has a thousand numbers, and making one of these costs more than writing all of them. */
const NUMBERS: Readonly<Record<Language, ReturnType<typeof numbersOf>>> = {
  fr: numbersOf('fr-FR'),
  en: numbersOf('en-GB'),
};

function numbersOf(locale: string) {
  return {
    count: new Intl.NumberFormat(locale),
    share: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
    tenths: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    hundredths: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }),
  };
}

export function inDigits(language: Language, count: number): string {
  return NUMBERS[language].count.format(count);
}

/** "82 %"; of nothing there is no share. */
export function shareText(language: Language, part: number, whole: number): string {
  if (whole === 0) return '–';
  return NUMBERS[language].share.format(part / whole);
}

export function countCell(
  { language }: Subject,
  count: number,
  { href, before }: { readonly href?: string | undefined; readonly before?: number } = {},
): Cell {
  return {
    value: count,
    text: inDigits(language, count),
    // Of no call there is no list.
    ...(href === undefined || count === 0 ? {} : { href }),
    ...(before === undefined ? {} : { before: inDigits(language, before) }),
  };
}

/** In files a share is a number from 0 to 1. */
export function shareCell(
  { language }: Subject,
  part: number,
  whole: number,
  before?: readonly [number, number],
): Cell {
  return {
    value: whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000,
    text: shareText(language, part, whole),
    ...(before === undefined ? {} : { before: shareText(language, ...before) }),
  };
}

/** A number with its decimals, such as hours. Null: there is none. */
export function numberCell({ language }: Subject, value: number | null, before: number | null): Cell {
  const { hundredths, tenths } = NUMBERS[language];
  const shown = (of: number | null) => (of === null ? '–' : (of < 1 ? hundredths : tenths).format(of));
  return {
    value: value === null ? null : Math.round(value * 100) / 100,
    text: shown(value),
    before: shown(before),
  };
}

/** In files: seconds. Null: nothing was measured. */
export function secondsCell({ f }: Subject, seconds: number | null, before?: number | null): Cell {
  const shown = (of: number | null) => (of === null ? '–' : f.length(of * 1000));
  return { value: seconds, text: shown(seconds), ...(before === undefined ? {} : { before: shown(before) }) };
}
