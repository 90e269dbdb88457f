import { isMonth } from '../../labour/month.ts';
import { ALL_HOTLINES } from '../../statistics/sum-store.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { readReport } from './read-report.ts';

/** A month of a hotline, or of all, as a document. */
export async function reportPdf(context: MemberContext): Promise<Reply> {
  const { dependencies, request, language, t, now } = context;
  const month = param(context, 'month');
  if (!isMonth(month)) return notFound();
  const hotlineId = typeof request.query.hotline === 'string' ? request.query.hotline : ALL_HOTLINES;
  const hotlines = await dependencies.reader.hotlines();
  const name = hotlineId === ALL_HOTLINES ? null : (hotlines.get(hotlineId)?.name ?? notFound());
  const report = await readReport({ ...dependencies, language, t, now }, { hotlineId, name, month });
  const pdf = await dependencies.renderPdf(report);
  return {
    kind: 'own',
    answer: (response) => {
      response.type('application/pdf');
      response.attachment(`${month}.pdf`);
      response.end(Buffer.from(pdf));
    },
  };
}
