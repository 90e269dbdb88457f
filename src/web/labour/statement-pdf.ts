import type { Language } from '../../domain/person.ts';
import type { PdfDefinition } from '../../labour/pdf.ts';
import type { ArchivedStatement } from '../../labour/statement-archive.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { documentOf, onPaper, styled } from '../tables/on-paper.ts';
import { statementTables } from './statement-tables.ts';

type Sealed = Omit<ArchivedStatement, 'id' | 'pdfHash'>;

/** A closed statement as a document: one that can be read, printed and signed. */
export function statementPdf(
  { statement, number, closedAt, hash, recordSeq, recordHash }: Sealed,
  reader: { readonly t: Messages; readonly f: Format; readonly language: Language },
): PdfDefinition {
  const { t, f } = reader;
  const words = t.statements;
  const month = f.month(`${statement.month}-01`);
  const issue = [
    statement.payrollNumber,
    words.number(number),
    words.issued(f.exactly(closedAt, statement.timeZone)),
    number > 1 ? words.replaces(number - 1) : '',
  ];
  return documentOf(`${words.title}, ${month}: ${statement.name}`, [
    styled(words.ofPerson(statement.name, month), 'title'),
    styled(issue.filter((part) => part !== '').join(' · '), 'soft'),
    ...statementTables(statement, reader).flatMap((table) => onPaper(table)),
    { ...styled(words.seal(hash), 'seal'), margin: [0, 18, 0, 0] },
    styled(words.record(recordSeq, recordHash), 'seal'),
    { ...styled(words.law, 'soft'), margin: [0, 8, 0, 0] },
  ]);
}
