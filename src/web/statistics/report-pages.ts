import { localDate } from '../../domain/schedule/calendar.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import { daysOfMonth } from '../../domain/statistics/periods.ts';
import { isMonth } from '../../labour/month.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { monthReport } from './month-report.ts';
import { readView } from './read-subject.ts';
import { readStatisticsFilter } from './statistics-filter.ts';

/** A month of a hotline, or of all, as a document. */
export async function reportPdf(context: MemberContext): Promise<Reply> {
  const { dependencies, request, now } = context;
  const month = param(context, 'month');
  if (!isMonth(month)) return notFound();
  const today = localDate(dayOf(now, dependencies.timeZone));
  const filter = readStatisticsFilter({ hotline: request.query.hotline, ...daysOfMonth(month) }, today);
  const hotlines = await dependencies.reader.hotlines();
  const name = filter.hotlineId === '' ? null : (hotlines.get(filter.hotlineId)?.name ?? notFound());
  const view = await readView({ ...dependencies, language: context.language, t: context.t, now }, filter);
  const { f } = view.subject;
  const report = { name, month: f.month(`${month}-01`), madeOn: f.day(now) };
  const pdf = await dependencies.renderPdf(monthReport(view, report));
  return {
    kind: 'own',
    answer: (response) => {
      response.type('application/pdf');
      response.attachment(`${month}.pdf`);
      response.end(Buffer.from(pdf));
    },
  };
}
