import type { CallSummary } from '../../calls/log/call-history.ts';
import type { CallFilter } from '../../calls/log/call-search.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { sendCsv } from '../csv.ts';
import type { MemberVisit, Reply } from '../visit.ts';
import { readFilter } from './call-filter.ts';
import { withinReach } from './calls-pages.ts';

const PART = 500;

/** The filtered calls as CSV. */
export function callsCsv(visit: MemberVisit): Reply {
  const { request, needs, language, t } = visit;
  const { filter } = readFilter(request.query, needs.timeZone, needs.numberingPlan.homeCountry);
  const day = localOf(visit.now, needs.timeZone).slice(0, 10);
  return {
    kind: 'own',
    answer: (response) =>
      sendCsv(response, {
        name: `${t.calls.title.toLowerCase()}-${day}`,
        language,
        header: Object.values(t.calls.columns),
        parts: () => rowsOf(visit, withinReach(visit, filter)),
      }),
  };
}

async function* rowsOf(visit: MemberVisit, filter: CallFilter) {
  let after: CallSummary | null = null;
  do {
    const part: readonly CallSummary[] = await visit.needs.search.page(filter, after, PART);
    yield part.map((call) => cells(visit, call));
    after = part.length === PART ? (part.at(-1) ?? null) : null;
  } while (after !== null);
}

function cells({ needs, t }: MemberVisit, call: CallSummary): readonly string[] {
  const time = (at: number | null) => (at === null ? '' : localOf(at, needs.timeZone));
  return [
    call.id,
    call.hotlineName ?? call.hotlineId,
    time(call.startedAt),
    time(call.endedAt),
    call.endedAt === null ? '' : String(Math.round((call.endedAt - call.startedAt) / 1000)),
    call.caller.number ?? '',
    call.caller.name ?? '',
    call.dialled,
    call.outcome === null ? t.calls.open : t.now.outcomes[call.outcome],
    call.acceptedBy === null ? '' : t.calls.rung(call.acceptedBy),
    String(call.attemptCount),
  ];
}
