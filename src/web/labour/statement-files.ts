import { HOUR_KINDS, type Hours } from '../../domain/labour/hour-kinds.ts';
import { payrollFile } from '../../domain/labour/payroll-file.ts';
import type { Statement } from '../../domain/labour/statement.ts';
import { readRules } from '../../labour/labour-sources.ts';
import { isMonth } from '../../labour/month.ts';
import { statementsOfMonth } from '../../labour/month-statements.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import type { List } from '../tables/list-files.ts';
import type { Rows } from '../tables/table.ts';
import { peopleInScope } from './people-in-scope.ts';
import { statementsPage } from './statements-pages.ts';

/** All statements of a month: hours by kind, then what is given. */
export async function statementsList(context: MemberContext): Promise<List> {
  const { t } = context;
  const { month, statements } = await asked(context);
  return {
    name: `${t.statements.title.toLowerCase()}-${month}`,
    head: t.statements.columns,
    parts: statements.flatMap((one) => rowsOf(one, t.statements)),
  };
}

function rowsOf(one: Statement, words: MemberContext['t']['statements']): Rows {
  const who = [one.payrollNumber, one.name, one.month];
  const hundredths = (value: number) => Math.round(value * 100) / 100;
  const hours = (what: string, minutes: Hours) =>
    HOUR_KINDS.filter((kind) => minutes[kind] > 0).map((kind) => [
      ...who,
      what,
      words.hourKinds[kind],
      hundredths(minutes[kind] / 60),
      ...[null, null, null, null],
    ]);
  return [
    ...hours(words.csvDuty, one.dutyMinutes),
    ...hours(words.csvWorked, one.interventionMinutes),
    ...one.compensation.map((line) => [
      ...who,
      words.parts[line.kind],
      line.of === null ? '' : words.items[line.of],
      hundredths(line.kind === 'late-notice' ? line.quantity / 100 : line.quantity),
      hundredths(line.kind === 'late-notice' ? line.each : line.each / 100),
      hundredths(line.cents / 100),
      hundredths(line.restMinutes / 60),
      one.currency,
    ]),
  ];
}

/** The file that the payroll program takes, a line as each team has it. What is wrong with it is told on the month's page. */
export async function payrollDownload(context: MemberContext): Promise<Reply> {
  const { t, dependencies } = context;
  const { month, statements } = await asked(context);
  const rulesOf = await readRules(dependencies.labour);
  const file = payrollFile(statements, (personId) => rulesOf(personId).team.payroll);
  if (!file.ok) return statementsPage(context, t.statements.nameless(file.error.join(', ')));
  return {
    kind: 'own',
    answer: (response) => {
      response.set('content-type', 'text/plain; charset=utf-8');
      response.attachment(`${month}.txt`);
      response.end(file.value);
    },
  };
}

async function asked(context: MemberContext) {
  const month = param(context, 'month');
  if (!isMonth(month)) return notFound();
  const scope = await peopleInScope(context, 'interventions.see');
  const ids = scope.people.map(({ id }) => id);
  return { month, statements: await statementsOfMonth(context.dependencies.labour, month, ids) };
}
