import type { Person } from '../../domain/person.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import type { LabourSources } from '../../labour/labour-sources.ts';
import type { Month } from '../../labour/month.ts';
import { statementsOfMonth } from '../../labour/month-statements.ts';
import type { RenderPdf } from '../../labour/pdf.ts';
import type { StatementArchive } from '../../labour/statement-archive.ts';
import type { Instant } from '../../runtime/instant.ts';
import { createFormat } from '../format.ts';
import { MESSAGES } from '../messages/messages.ts';
import { statementPdf } from './statement-pdf.ts';

export interface ClosingNeeds {
  readonly labour: LabourSources;
  readonly statementArchive: StatementArchive;
  readonly renderPdf: RenderPdf;
  readonly numberingPlan: NumberingPlan;
}

/**
 * Closes the statements of these people, each with its PDF in its person's language: what has not changed since stays as
 * it is, what has is a new one. Gives how many were closed.
 */
export async function closeStatements(
  { labour, statementArchive, renderPdf, numberingPlan }: ClosingNeeds,
  month: Month,
  people: readonly Pick<Person, 'id' | 'languages'>[],
  closed: { readonly at: Instant; readonly by: string | null },
): Promise<number> {
  const languages = new Map(people.map(({ id, languages: own }) => [id, own[0] ?? 'fr'] as const));
  const statements = await statementsOfMonth(labour, month, [...languages.keys()]);
  let count = 0;
  for (const statement of statements) {
    const language = languages.get(statement.personId) ?? 'fr';
    const f = createFormat(language, statement.timeZone, closed.at, numberingPlan);
    const kept = await statementArchive.close(statement, closed, (sealed) =>
      renderPdf(statementPdf(sealed, { t: MESSAGES[language], f, language })),
    );
    if (kept !== null) count += 1;
  }
  return count;
}
