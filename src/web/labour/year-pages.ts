import { localOf } from '../../domain/schedule/wall-clock.ts';
import { spanOf } from '../../labour/month.ts';
import { yearFigures } from '../../labour/year-figures.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { peopleInScope } from './people-in-scope.ts';

/** The works council's figures of a year. */
export async function yearPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, now, t } = context;
  const zone = dependencies.timeZone;
  const asked = String(request.query.year ?? '');
  const year = /^20\d\d$/.test(asked) ? asked : localOf(now, zone).slice(0, 4);
  const period = { startAt: spanOf(`${year}-01`, zone).startAt, endAt: spanOf(`${year}-12`, zone).endAt };
  const scope = await peopleInScope(context, 'statements.close');
  const ids = scope.people.map(({ id }) => id);
  // What has not happened yet is not reported.
  const figures = await yearFigures(dependencies.labour, ids, {
    ...period,
    endAt: Math.max(period.startAt, Math.min(period.endAt, now)),
  });
  return {
    kind: 'page',
    view: 'labour/year',
    title: t.statements.yearOf(year),
    data: { year: Number(year), figures },
  };
}
