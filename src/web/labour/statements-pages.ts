import { minutesInAll, type Statement } from '../../domain/labour/statement.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { readRules } from '../../labour/labour-sources.ts';
import { isMonth, type Month, monthAfter } from '../../labour/month.ts';
import { statementsOfMonth } from '../../labour/month-statements.ts';
import type { ArchivedStatement } from '../../labour/statement-archive.ts';
import { formatOf } from '../format.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { filesAt } from '../tables/list-files.ts';
import { closeStatements } from './close-month.ts';
import { holdTo, peopleInScope } from './people-in-scope.ts';
import { statementFormat } from './statement-format.ts';
import { statementTables } from './statement-tables.ts';

/** The statements of a month, of the people in scope. */
export async function statementsPage(context: MemberContext, trouble: string | null = null): Promise<Reply> {
  const { dependencies, request, t, actor } = context;
  const asked = String(request.query.month ?? request.params.month ?? '');
  const month = isMonth(asked) ? asked : monthAfter(thisMonth(context), -1);
  const scope = await peopleInScope(context, 'interventions.see');
  const ids = scope.people.map(({ id }) => id);
  const [statements, archived, rulesOf] = await Promise.all([
    statementsOfMonth(dependencies.labour, month, ids),
    dependencies.statements.ofMonth(month),
    readRules(dependencies.labour),
  ]);
  const f = formatOf(context);
  return {
    kind: 'page',
    view: 'labour/statements',
    title: t.statements.of(f.month(`${month}-01`)),
    status: trouble === null ? 200 : 422,
    data: {
      month,
      before: monthAfter(month, -1),
      after: monthAfter(month),
      files: statements.length === 0 ? null : filesAt((kind) => `/statements/${month}/${kind}`),
      rows: statements.map((one) => summary(context, one, archived)),
      waiting: statements
        .flatMap(({ interventions }) => interventions)
        .filter(({ state }) => state !== 'validated').length,
      mayClose: scopeOf('statements.close', actor.role) !== 'none',
      lines: [...new Set(statements.map(({ personId }) => rulesOf(personId).team.payroll.line))],
      mayChangeLine: scopeOf('labour.edit', actor.role) !== 'none',
      trouble,
    },
  };
}

function summary(context: MemberContext, one: Statement, archived: readonly ArchivedStatement[]) {
  const format = statementFormat(context.language, one.currency);
  const closed = archived.find(({ statement }) => statement.personId === one.personId) ?? null;
  const isSame = closed !== null && JSON.stringify(closed.statement) === JSON.stringify(one);
  const words = context.t.statements;
  return {
    personId: one.personId,
    name: one.name,
    duty: format.minutes(minutesInAll(one.dutyMinutes)).text,
    worked: format.minutes(minutesInAll(one.interventionMinutes)).text,
    amount: format.money(one.totals.cents).text,
    rest: one.totals.owedRestMinutes > 0 ? format.minutes(one.totals.owedRestMinutes).text : null,
    closedId: closed?.id ?? null,
    state:
      closed === null ? words.open : isSame ? words.closedAs(closed.number) : words.changed(closed.number),
    isClosed: isSame,
  };
}

/** One person's statement of a month as it is by now, and those that were closed. */
export async function statementPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t } = context;
  const { month, personId } = await ofPath(context);
  const [[statement], archived, scope] = await Promise.all([
    statementsOfMonth(dependencies.labour, month, [personId]),
    dependencies.statements.ofPerson(personId),
    peopleInScope(context, 'interventions.see'),
  ]);
  const f = formatOf(context);
  return {
    kind: 'page',
    view: 'labour/statement',
    title: t.statements.ofPerson(scope.nameOf(personId), f.month(`${month}-01`)),
    data: {
      month,
      tables: statement ? statementTables(statement, { ...context, f }) : [],
      versions: archived
        .filter(({ statement: kept }) => kept.month === month)
        .map((one) => ({ ...one, by: scope.nameOf(one.closedBy) })),
    },
  };
}

/** Closes the month of everybody in scope: what changed since becomes a new statement. */
export async function closeMonth(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, now, actor } = context;
  const month = param(context, 'month');
  if (!isMonth(month)) return notFound();
  const { people } = await peopleInScope(context, 'statements.close');
  const closed = await closeStatements(dependencies, month, people, { at: now, by: actor.personId });
  return { kind: 'see', path: `/statements?month=${month}`, done: closed > 0 ? 'closed' : 'calculated' };
}

/** The PDF of a closed statement, as it was made then. */
export async function closedPdf(context: MemberContext): Promise<Reply> {
  const id = param(context, 'statement');
  const archived = /^\d{1,9}$/.test(id) ? await context.dependencies.statements.find(Number(id)) : null;
  if (archived === null) return notFound();
  await holdTo(context, 'interventions.see', archived.statement.personId);
  const pdf = (await context.dependencies.statements.pdf(archived.id)) ?? notFound();
  const { month, personId } = archived.statement;
  return {
    kind: 'own',
    answer: (response) => {
      response.set('content-type', 'application/pdf');
      response.attachment(
        `${context.t.statements.title.toLowerCase()}-${month}-${personId}-${archived.number}.pdf`,
      );
      response.end(Buffer.from(pdf));
    },
  };
}

export async function ofPath(
  context: MemberContext,
): Promise<{ readonly month: Month; readonly personId: string }> {
  const [month, personId] = [param(context, 'month'), param(context, 'person')];
  if (!isMonth(month)) return notFound();
  await holdTo(context, 'interventions.see', personId);
  return { month, personId };
}

function thisMonth({ dependencies, now }: MemberContext): Month {
  return localOf(now, dependencies.timeZone).slice(0, 7);
}
