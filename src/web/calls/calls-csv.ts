import { once } from 'node:events';
import type { Response } from 'express';
import type { CallSummary } from '../../calls/call-history.ts';
import type { Language } from '../../domain/person.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { MemberVisit, Reply } from '../visit.ts';
import { readFilter } from './call-filter.ts';
import { withinReach } from './calls-pages.ts';

const PART = 500;
/** What spreadsheets of each language take for a comma. */
const SEPARATOR: Readonly<Record<Language, string>> = { fr: ';', en: ',' };
/** Without it Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\u{feff}';

/** The filtered calls as CSV, read a part at a time and no faster than they are taken. */
export function callsCsv(visit: MemberVisit): Reply {
  const { request, needs } = visit;
  const { filter } = readFilter(request.query, needs.timeZone, needs.numberingPlan.homeCountry);
  return {
    kind: 'own',
    async answer(response) {
      response.set('content-type', 'text/csv; charset=utf-8');
      response.attachment(
        `${visit.t.calls.title.toLowerCase()}-${localOf(visit.now, needs.timeZone).slice(0, 10)}.csv`,
      );
      await write(response, `${BYTE_ORDER_MARK}${line(visit, Object.values(visit.t.calls.columns))}`);
      let after: CallSummary | null = null;
      do {
        const part: readonly CallSummary[] = await needs.search.page(withinReach(visit, filter), after, PART);
        await write(response, part.map((call) => line(visit, cells(visit, call))).join(''));
        after = part.length === PART ? (part.at(-1) ?? null) : null;
      } while (after !== null && !response.closed);
      response.end();
    },
  };
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
    call.acceptedBy ?? '',
    String(call.attemptCount),
  ];
}

function line({ language }: MemberVisit, values: readonly string[]): string {
  return `${values.map(cell).join(SEPARATOR[language])}\r\n`;
}

/** A caller's name is the caller's to choose: it must not become a formula in somebody's spreadsheet. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^\+?\d+$/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function write(response: Response, text: string): Promise<void> {
  if (response.closed || response.write(text)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
