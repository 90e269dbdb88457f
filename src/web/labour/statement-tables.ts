import type { CompensationLine } from '../../domain/labour/compensation.ts';
import { HOUR_KINDS } from '../../domain/labour/hour-kinds.ts';
import { minutesInAll, type Statement } from '../../domain/labour/statement.ts';
import type { Language } from '../../domain/person.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { type Cell, type Table, textCell } from '../tables/table.ts';
import { type StatementFormat, statementFormat } from './statement-format.ts';

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
          ...(of.reason ? { remark: of.reason } : {}),
        });
  return {
    name: 'duty',
    title: words.dutyTitle,
    head: [words.schedule, words.from, words.to, words.hours, words.told],
    rows: statement.duties.map((duty) => [
      textCell(duty.scheduleName),
      textCell(at(duty.startAt)),
      textCell(at(duty.endAt)),
      format.minutes(minutesInAll(duty.minutes)),
      notice(duty.notice),
    ]),
  };
}

/** Hours of duty and of interventions side by side, of the kinds that there are. */
function hourTable({ statement: { dutyMinutes, interventionMinutes }, t, format }: Shown): Table {
  const words = t.statements;
  const both = (label: string, duty: number, worked: number) => [
    textCell(label),
    format.minutes(duty),
    format.minutes(worked),
  ];
  const kinds = HOUR_KINDS.filter((kind) => dutyMinutes[kind] > 0 || interventionMinutes[kind] > 0);
  return {
    name: 'kinds',
    title: words.byKind,
    head: [words.kind, words.duty, words.worked],
    rows: [
      ...kinds.map((kind) => both(words.hourKinds[kind], dutyMinutes[kind], interventionMinutes[kind])),
      both(words.total, minutesInAll(dutyMinutes), minutesInAll(interventionMinutes)),
    ],
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
      textCell(at(one.startAt)),
      textCell(at(one.endAt)),
      format.minutes(minutesInAll(one.minutes)),
      textCell(one.place === null ? '–' : t.labour.places[one.place]),
      textCell(t.labour.states[one.state]),
    ]),
  };
}

function payTable({ statement, t, format }: Shown): Table {
  const words = t.statements;
  const { cents, restMinutes, owedRestMinutes } = statement.totals;
  const nothing = { value: null, text: '' };
  const total = (label: string, amount: Cell) => [textCell(label), textCell(''), nothing, nothing, amount];
  return {
    name: 'pay',
    title: words.amount,
    head: [words.item, words.code, words.quantity, words.each, words.amount],
    rows: [
      ...statement.compensation.map((line) => payRow(line, format, t)),
      total(words.total, format.money(cents)),
      ...(restMinutes > 0 ? [total(words.restGiven, format.minutes(restMinutes))] : []),
      ...(owedRestMinutes > 0 ? [total(words.owed, format.minutes(owedRestMinutes))] : []),
    ],
  };
}

function payRow(line: CompensationLine, format: StatementFormat, t: Messages): readonly Cell[] {
  const words = t.statements;
  const isMoney = line.cents > 0 || line.restMinutes === 0;
  const isPercent = line.kind === 'late-notice' || line.kind === 'intervention-rest';
  const each = isMoney ? format.money(line.each) : format.minutes(line.each);
  return [
    textCell(
      line.of === null ? words.parts[line.kind] : `${words.parts[line.kind]}, ${words.items[line.of]}`,
    ),
    textCell(line.code),
    line.kind === 'late-notice' ? format.money(line.quantity) : format.number(line.quantity),
    isPercent ? format.number(line.each, ' %') : each,
    isMoney ? format.money(line.cents) : format.minutes(line.restMinutes),
  ];
}
