import type { Statement } from '../../domain/labour/statement.ts';
import { minutesInAll } from '../../domain/labour/statement.ts';
import type { Language } from '../../domain/person.ts';
import type { PdfDefinition } from '../../labour/pdf.ts';
import type { ArchivedStatement } from '../../labour/statement-archive.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { hoursInWords, lineInWords, statementFormat } from './statement-format.ts';

type Sealed = Omit<ArchivedStatement, 'id' | 'pdfHash'>;
type Row = readonly string[];

/** A closed statement as a document: one that can be read, printed and signed. */
export function statementPdf(
  { statement, number, closedAt, hash, recordSeq, recordHash }: Sealed,
  { t, f, language }: { readonly t: Messages; readonly f: Format; readonly language: Language },
): PdfDefinition {
  const words = t.statements;
  const month = f.month(`${statement.month}-01`);
  const style = (text: string, name: string) => ({ text, style: name });
  return {
    info: { title: `${words.title}, ${month}: ${statement.name}` },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 9.5 },
    styles: STYLES,
    content: [
      style(words.ofPerson(statement.name, month), 'title'),
      style(
        [
          statement.payrollNumber,
          words.number(number),
          words.issued(f.exactly(closedAt, statement.timeZone)),
          number > 1 ? words.replaces(number - 1) : '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
        'soft',
      ),
      ...section(words.dutyTitle, dutyTable(statement, t, f, language)),
      ...section(words.byKind, hourTable(statement, t, language)),
      ...section(words.worked, workTable(statement, t, f, language)),
      ...section(words.amount, payTable(statement, t, language)),
      { text: words.seal(hash), style: 'seal', margin: [0, 18, 0, 0] },
      style(words.record(recordSeq, recordHash), 'seal'),
      { text: words.law, style: 'soft', margin: [0, 8, 0, 0] },
    ],
  };
}

const STYLES = {
  title: { fontSize: 17, bold: true },
  section: { fontSize: 11.5, bold: true, margin: [0, 14, 0, 4] },
  soft: { color: '#4a5560', fontSize: 8.5, margin: [0, 3, 0, 0] },
  seal: { fontSize: 7.5, color: '#4a5560', margin: [0, 2, 0, 0] },
};

function section(title: string, rows: readonly Row[]) {
  if (rows.length < 2) return [];
  const [head = [], ...body] = rows;
  return [
    { text: title, style: 'section' },
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        widths: head.map((_, index) => (index === 0 ? '*' : 'auto')),
        body: [head.map((text) => ({ text, bold: true })), ...body.map((row) => [...row])],
      },
    },
  ];
}

function dutyTable(statement: Statement, t: Messages, f: Format, language: Language): readonly Row[] {
  const words = t.statements;
  const format = statementFormat(language, statement.currency);
  const at = (instant: number) => f.exactly(instant, statement.timeZone);
  return [
    [words.schedule, words.from, words.to, words.hours, words.told],
    ...statement.duties.map((duty) => [
      duty.scheduleName,
      at(duty.startAt),
      at(duty.endAt),
      format.minutes(minutesInAll(duty.minutes)),
      duty.notice === null
        ? words.notTold
        : `${f.day(duty.notice.toldAt)}, ${words.given[duty.notice.given]}`,
    ]),
  ];
}

function hourTable(statement: Statement, t: Messages, language: Language): readonly Row[] {
  const words = t.statements;
  const rows = hoursInWords(statement, statementFormat(language, statement.currency), t);
  return [
    [words.kind, words.duty, words.worked],
    ...rows.map(({ kind, duty, worked }) => [kind, duty, worked]),
  ];
}

function workTable(statement: Statement, t: Messages, f: Format, language: Language): readonly Row[] {
  const words = t.statements;
  const format = statementFormat(language, statement.currency);
  const at = (instant: number) => f.exactly(instant, statement.timeZone);
  return [
    [t.labour.reason, words.from, words.to, words.hours, t.labour.place, words.state],
    ...statement.interventions.map((one) => [
      one.reason || '–',
      at(one.startAt),
      at(one.endAt),
      format.minutes(minutesInAll(one.minutes)),
      one.place === null ? '–' : t.labour.places[one.place],
      t.labour.states[one.state],
    ]),
  ];
}

function payTable(statement: Statement, t: Messages, language: Language): readonly Row[] {
  const words = t.statements;
  const format = statementFormat(language, statement.currency);
  const { cents, restMinutes, owedRestMinutes } = statement.totals;
  const lines = statement.compensation.map((line) => lineInWords(line, format, t));
  return [
    [words.item, words.code, words.quantity, words.each, words.amount],
    ...lines.map(({ item, code, quantity, each, amount }) => [item, code, quantity, each, amount]),
    [words.total, '', '', '', format.money(cents)],
    ...(restMinutes > 0 ? [[words.restGiven, '', '', '', format.minutes(restMinutes)]] : []),
    ...(owedRestMinutes > 0 ? [[words.owed, '', '', '', format.minutes(owedRestMinutes)]] : []),
  ];
}
