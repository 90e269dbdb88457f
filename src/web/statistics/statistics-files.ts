import { once } from 'node:events';
import type { Response } from 'express';
import writeExcel from 'write-excel-file/node';
import { sendCsv } from '../csv.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import type { Cell, FigureTable } from './figure-table.ts';
import { readSubject } from './read-subject.ts';
import { type SubjectName, TABLES_OF } from './statistics-subjects.ts';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One table of a page of statistics as a file: `/statistics/files/reception/outcomes.csv`. */
export function statisticsFile(subject: SubjectName) {
  return async (context: MemberContext): Promise<Reply> => {
    const [, name, kind] = /^([a-z]+)\.(csv|xlsx)$/.exec(param(context, 'file')) ?? [];
    if (name === undefined) return notFound();
    const view = await readSubject(context);
    const table = (await TABLES_OF[subject](view, context)).find((one) => one.name === name);
    if (!table) return notFound();
    const { from, to } = view.filter.days;
    const fileName = `${name}-${from}-${to}`;
    return {
      kind: 'own',
      answer: (response) =>
        kind === 'csv' ? asCsv(context, response, table, fileName) : asExcel(response, table, fileName),
    };
  };
}

async function asCsv(
  { language }: MemberContext,
  response: Response,
  table: FigureTable,
  name: string,
): Promise<void> {
  const decimal = (value: Cell['value']) =>
    value === null
      ? ''
      : language === 'fr' && typeof value === 'number'
        ? String(value).replace('.', ',')
        : String(value);
  await sendCsv(response, {
    name,
    language,
    header: table.head,
    parts: async function* () {
      yield table.rows.map((row) => row.map(({ value }) => decimal(value)));
    },
  });
}

async function asExcel(response: Response, table: FigureTable, name: string): Promise<void> {
  const rows = [
    table.head.map((label) => ({ value: label, type: String, fontWeight: 'bold' as const })),
    ...table.rows.map((row) =>
      row.map(({ value }) =>
        typeof value === 'number' ? { value, type: Number } : { value: value ?? '', type: String },
      ),
    ),
  ];
  const workbook = await writeExcel(rows).toBuffer();
  response.type(EXCEL);
  response.attachment(`${name}.xlsx`);
  response.end(workbook);
  await once(response, 'close');
}
