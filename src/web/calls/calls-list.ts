import type { CallSummary } from '../../calls/log/call-history.ts';
import type { CallFilter } from '../../calls/log/call-search.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { MemberContext } from '../request-context.ts';
import type { List } from '../tables/list-files.ts';
import type { Value } from '../tables/table.ts';
import { readFilter } from './call-filter.ts';
import { withinScope } from './calls-pages.ts';

const PART = 100;

/** The filtered calls, all of them. */
export function callsList(context: MemberContext): List {
  const { request, dependencies, t } = context;
  const { filter } = readFilter(request.query, dependencies.timeZone, dependencies.numberingPlan.homeCountry);
  const day = localOf(context.now, dependencies.timeZone).slice(0, 10);
  return {
    name: `${t.calls.title.toLowerCase()}-${day}`,
    head: Object.values(t.calls.columns),
    parts: rowsOf(context, withinScope(context, filter)),
  };
}

async function* rowsOf(context: MemberContext, filter: CallFilter) {
  let after: CallSummary | null = null;
  do {
    const part: readonly CallSummary[] = await context.dependencies.search.page(filter, after, PART);
    yield part.map((call) => cells(context, call));
    after = part.length === PART ? (part.at(-1) ?? null) : null;
  } while (after !== null);
}

function cells({ dependencies, t }: MemberContext, call: CallSummary): readonly Value[] {
  const time = (at: number | null) => (at === null ? '' : localOf(at, dependencies.timeZone));
  return [
    call.id,
    call.hotlineName ?? call.hotlineId,
    time(call.startedAt),
    time(call.endedAt),
    call.endedAt === null ? null : Math.round((call.endedAt - call.startedAt) / 1000),
    call.caller.number ?? '',
    call.caller.name ?? '',
    call.dialled,
    call.outcome === null ? t.calls.open : t.now.outcomes[call.outcome],
    call.acceptedBy === null ? '' : t.calls.whom(call.acceptedBy),
    call.attemptCount,
    call.isTest ? t.shell.yes : '',
  ];
}
