import type { Language } from '../../domain/person.ts';
import { lengthInWords } from '../../words/rest-words.ts';
import { type Cell, textCell } from '../tables/table.ts';

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** How a statement's figures are written for a reader; in files hours and money are numbers. */
export interface StatementFormat {
  minutes(minutes: number): Cell;
  money(cents: number): Cell;
  number(value: number, unit?: string): Cell;
}

export function statementFormat(language: Language, currency: string): StatementFormat {
  const money = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency });
  const number = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 });
  const figure = (value: number, text: string): Cell => ({
    ...textCell(text),
    value: Math.round(value * 100) / 100,
  });
  return {
    minutes: (minutes) => figure(minutes / 60, lengthInWords(minutes, language)),
    money: (cents) => figure(cents / 100, money.format(cents / 100)),
    number: (value, unit = '') => figure(value, `${number.format(value)}${unit}`),
  };
}
