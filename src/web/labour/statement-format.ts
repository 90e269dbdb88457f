import type { CompensationLine } from '../../domain/labour/compensation.ts';
import { HOUR_KINDS } from '../../domain/labour/hour-kinds.ts';
import { minutesInAll, type Statement } from '../../domain/labour/statement.ts';
import type { Language } from '../../domain/person.ts';
import { lengthInWords } from '../../words/rest-words.ts';
import type { Messages } from '../messages/messages.ts';

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** How a statement's figures are written for a reader. */
export interface StatementFormat {
  minutes(minutes: number): string;
  money(cents: number): string;
  number(value: number): string;
}

export function statementFormat(language: Language, currency: string): StatementFormat {
  const money = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency });
  const number = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 });
  return {
    minutes: (minutes) => lengthInWords(minutes, language),
    money: (cents) => money.format(cents / 100),
    number: (value) => number.format(value),
  };
}

/** A line of compensation as people read it, on the page and in the PDF. */
export function lineInWords(line: CompensationLine, format: StatementFormat, t: Messages) {
  const words = t.statements;
  const isMoney = line.cents > 0 || line.restMinutes === 0;
  const isPercent = line.kind === 'late-notice' || line.kind === 'intervention-rest';
  return {
    item: line.of === null ? words.parts[line.kind] : `${words.parts[line.kind]}, ${words.items[line.of]}`,
    code: line.code,
    quantity: line.kind === 'late-notice' ? format.money(line.quantity) : format.number(line.quantity),
    each: isPercent
      ? `${format.number(line.each)} %`
      : isMoney
        ? format.money(line.each)
        : format.minutes(line.each),
    amount: isMoney ? format.money(line.cents) : format.minutes(line.restMinutes),
  };
}

/** Hours of duty and of interventions side by side, the kinds that there are. */
export function hoursInWords(statement: Statement, format: StatementFormat, t: Messages) {
  const { dutyMinutes, interventionMinutes } = statement;
  const rows = HOUR_KINDS.filter((kind) => dutyMinutes[kind] > 0 || interventionMinutes[kind] > 0).map(
    (kind) => ({
      kind: t.statements.hourKinds[kind],
      duty: format.minutes(dutyMinutes[kind]),
      worked: format.minutes(interventionMinutes[kind]),
    }),
  );
  return [
    ...rows,
    {
      kind: t.statements.total,
      duty: format.minutes(minutesInAll(dutyMinutes)),
      worked: format.minutes(minutesInAll(interventionMinutes)),
    },
  ];
}
