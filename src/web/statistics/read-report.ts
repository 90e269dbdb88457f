import { daysBefore, daysOfMonth, type Period } from '../../domain/statistics/periods.ts';
import type { PdfDefinition } from '../../labour/pdf.ts';
import { ANY_SCHEDULE } from '../../statistics/sum-store.ts';
import { monthReport } from './month-report.ts';
import { readView, type ViewNeeds } from './read-subject.ts';

/** The report of a month of a hotline, or of all, as a document to be laid out. */
export async function readReport(
  needs: ViewNeeds,
  {
    hotlineId,
    name,
    month,
  }: { readonly hotlineId: string; readonly name: string | null; readonly month: Period },
): Promise<PdfDefinition> {
  const days = daysOfMonth(month);
  const view = await readView(
    needs,
    { hotlineId, scheduleId: ANY_SCHEDULE, days, before: daysBefore(days) },
    'calls',
  );
  const { f } = view.subject;
  return monthReport(view, { name, month: f.month(days.from), madeOn: f.day(needs.now) });
}
