import { minutesInAll, type Statement } from '../../domain/labour/statement.ts';
import type { Language } from '../../domain/person.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { type Cell, type Table, textCell } from '../tables/table.ts';
import { hoursInWords, lineInWords, type StatementFormat, statementFormat } from './statement-format.ts';

interface Reader {
  readonly t: Messages;
  readonly f: Format;
  readonly language: Language;
}

interface Shown extends Reader {
  readonly statement: Statement;
  readonly format: StatementFormat;
  readonly at: (instant: number) => string;
}

/** A statement as its reader sees it, on the page and on paper. One without rows is not shown. */
export function statementTables(statement: Statement, reader: Reader): readonly Table[] {
  const shown: Shown = {
    ...reader,
    statement,
    format: statementFormat(reader.language, statement.currency),
    at: (instant) => reader.f.exactly(instant, statement.timeZone),
  };
  const tables = [dutyTable(shown), hourTable(shown), workTable(shown), payTable(shown)];
  return tables.filter(({ rows }) => rows.length > 0);
}

function dutyTable({ statement, t, f, format, at }: Shown): Table {
  const words = t.statements;
  const notice = (of: Statement['duties'][number]['notice']) =>
    of === null
      ? textCell(words.notTold)
      : textCell(`${f.day(of.toldAt)}, ${words.given[of.given]}`, {
          isBad: of.given !== 'in-time',
          ...(of.reason ? { aside: of.reason } : {}),
        });
  return {
    name: 'duty',
    title: words.dutyTitle,
    head: [words.schedule, words.from, words.to, words.hours, words.told],
    rows: statement.duties.map((duty) => [
      textCell(duty.scheduleName),
      textCell(at(duty.startAt)),
      textCell(at(duty.endAt)),
      textCell(format.minutes(minutesInAll(duty.minutes))),
      notice(duty.notice),
    ]),
  };
}

function hourTable({ statement, t, format }: Shown): Table {
  const words = t.statements;
  return {
    name: 'kinds',
    title: words.byKind,
    head: [words.kind, words.duty, words.worked],
    rows: hoursInWords(statement, format, t).map(({ kind, duty, worked }) => cells(kind, duty, worked)),
  };
}

function workTable({ statement, t, format, at }: Shown): Table {
  const words = t.statements;
  return {
    name: 'worked',
    title: words.worked,
    head: [t.labour.reason, words.from, words.to, words.hours, t.labour.place, words.state],
    rows: statement.interventions.map((one) => [
      textCell(one.reason || '–', { href: `/interventions/${one.id}` }),
      ...cells(
        at(one.startAt),
        at(one.endAt),
        format.minutes(minutesInAll(one.minutes)),
        one.place === null ? '–' : t.labour.places[one.place],
        t.labour.states[one.state],
      ),
    ]),
  };
}

function payTable({ statement, t, format }: Shown): Table {
  const words = t.statements;
  const { cents, restMinutes, owedRestMinutes } = statement.totals;
  const lines = statement.compensation.map((line) => lineInWords(line, format, t));
  const total = (label: string, amount: string) => cells(label, '', '', '', amount);
  return {
    name: 'pay',
    title: words.amount,
    head: [words.item, words.code, words.quantity, words.each, words.amount],
    rows: [
      ...lines.map(({ item, code, quantity, each, amount }) => cells(item, code, quantity, each, amount)),
      total(words.total, format.money(cents)),
      ...(restMinutes > 0 ? [total(words.restGiven, format.minutes(restMinutes))] : []),
      ...(owedRestMinutes > 0 ? [total(words.owed, format.minutes(owedRestMinutes))] : []),
    ],
  };
}

function cells(...texts: readonly string[]): readonly Cell[] {
  return texts.map((text) => textCell(text));
}
