import SQLite from 'better-sqlite3';

/** What a page says of some days, counted from the raw rows as plainly as can be, and by nothing of the service's. */
export function recount(
  path: string,
  hotlineIds: readonly string[],
  zone: string,
  from: string,
  to: string,
  schedule = '',
) {
  const file = new SQLite(path, { readonly: true });
  const calls = (
    file.prepare('select * from calls where ended_at is not null and is_test = 0').all() as CallRow[]
  ).filter((call) => {
    const { date } = shown(call.started_at, zone);
    return (
      hotlineIds.includes(call.hotline_id) && date >= from && date <= to && phoneRang(file, call.id, schedule)
    );
  });
  const attemptsOf = (id: string) =>
    file.prepare('select * from attempts where call_id = ? order by attempt').all(id) as AttemptRow[];
  const eventsOf = (id: string) =>
    file.prepare('select * from call_events where call_id = ? order by position').all(id) as EventRow[];
  const found = {
    kinds: {} as Record<string, number>,
    outcomes: {} as Record<string, number>,
    hours: {} as Record<string, number>,
    left: {} as Record<string, number>,
    people: {} as Record<string, number>,
    personCalls: {} as Record<string, number>,
    failures: {} as Record<string, number>,
    failureCalls: {} as Record<string, number>,
    nights: {} as Record<string, number>,
    nightsAnswered: {} as Record<string, number>,
    personTaken: {} as Record<string, number>,
    personTalk: {} as Record<string, number>,
    again: { hour: 0, week: 0 },
    taken: [] as number[],
    ring: [] as number[],
    talk: [] as number[],
  };
  const more = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const call of calls) {
    const attempts = attemptsOf(call.id);
    const events = eventsOf(call.id);
    const missed = ['no-answer', 'not-accepted'];
    for (const person of new Set(attempts.map((one) => one.person_id))) {
      const ends = attempts.filter((one) => one.person_id === person).map((one) => one.outcome ?? '');
      more(found.personCalls, `${person}/offered`);
      if (ends.includes('accepted')) more(found.personCalls, `${person}/taken`);
      if (ends.some((end) => missed.includes(end))) more(found.personCalls, `${person}/missed`);
      if (ends.includes('declined')) more(found.personCalls, `${person}/declined`);
      if (ends.some((end) => ['busy', 'unreachable', 'engaged'].includes(end)))
        more(found.personCalls, `${person}/away`);
    }
    const failed = attempts
      .filter((one) => one.outcome !== 'accepted')
      .map((one) => {
        const why = JSON.parse(one.detail ?? 'null') as { code: string; sip?: number; q850?: number } | null;
        const code = why?.sip ? `s${why.sip}` : why?.q850 ? `q${why.q850}` : '';
        return `${one.outcome}/${why?.code ?? 'none'}/${code}`;
      });
    for (const key of failed) more(found.failures, key);
    for (const key of new Set(failed)) more(found.failureCalls, key);
    for (const one of attempts) {
      if (one.person_id === null || one.outcome === null) continue;
      more(found.people, `${one.person_id}/${one.outcome}`);
      const rang = one.ringing_at ?? one.answered_at;
      if (rang === null) continue;
      const { date, hour } = shown(rang, zone);
      if (one.accepted_at !== null)
        more(found.personTaken, `${one.person_id}/${Math.ceil((one.accepted_at - rang) / 1000)}`);
      const evening = hour >= 22 ? date : hour < 7 ? dayBefore(date) : null;
      if (evening === null) continue;
      more(found.nights, `${one.person_id}/${evening}`);
      if (one.answered_at !== null) more(found.nightsAnswered, `${one.person_id}/${evening}`);
    }
    const accepted = takenAt(attempts, events);
    const left = call.outcome === 'caller-hung-up' && accepted === undefined;
    const waited = call.ended_at - call.started_at;
    const closed = events.some((one) => one.kind === 'branch-applied' && JSON.parse(one.details).ringsNobody);
    const kind =
      call.outcome === 'refused'
        ? 'refused'
        : left && waited <= 5000
          ? 'short-abandon'
          : closed
            ? 'closed'
            : 'offered';
    more(found.kinds, kind);
    if (kind !== 'offered') continue;
    more(found.outcomes, call.outcome);
    const { weekday, hour } = shown(call.started_at, zone);
    more(found.hours, `${weekday}/${hour}`);
    if (left) more(found.left, stageOf(events));
    if (accepted !== undefined) {
      found.taken.push(accepted - call.started_at);
      found.talk.push(call.ended_at - accepted);
      const taker = attempts.find((one) => one.accepted_at === accepted)?.person_id;
      if (taker)
        found.personTalk[taker] =
          (found.personTalk[taker] ?? 0) + Math.ceil((call.ended_at - accepted) / 1000);
    }
    const rings = attempts.flatMap((one) => (one.ringing_at === null ? [] : [one.ringing_at]));
    if (rings.length > 0) found.ring.push(Math.min(...rings) - call.started_at);
    const before = file
      .prepare(
        'select max(started_at) as at from calls where caller_number = ? and hotline_id = ? and started_at < ? and is_test = 0',
      )
      .get(call.caller_number, call.hotline_id, call.started_at) as { at: number | null };
    if (before.at !== null && call.started_at - before.at <= 3_600_000) found.again.hour += 1;
    if (before.at !== null && call.started_at - before.at <= 7 * 24 * 3_600_000) found.again.week += 1;
  }
  file.close();
  return found;
}

/** The smallest that so many of a hundred do not exceed, in whole seconds begun. */
export function rank(milliseconds: readonly number[], percent: number): number | null {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const one = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  return one === undefined ? null : Math.ceil(one / 1000);
}

/** Whether a call rang somebody on duty on a schedule; any call, when none is named. */
export function phoneRang(file: SQLite.Database, callId: string, schedule: string): boolean {
  if (schedule === '') return true;
  const rows = file.prepare('select schedule_id from attempts where call_id = ?').all(callId);
  return (rows as { schedule_id: string | null }[]).some((row) => row.schedule_id === schedule);
}

/** When somebody first pressed the key, in the dialplan's fallback too. */
export function takenAt(attempts: readonly AttemptRow[], events: readonly EventRow[]): number | undefined {
  const pressed = attempts.flatMap((one) => (one.accepted_at === null ? [] : [one.accepted_at]));
  const there = events.flatMap((one) => (one.kind === 'fallback-answered' ? [one.at] : []));
  return [...pressed].sort((a, b) => a - b)[0] ?? there[0];
}

export interface CallRow {
  id: string;
  hotline_id: string;
  caller_number: string | null;
  started_at: number;
  ended_at: number;
  outcome: string;
}
export interface AttemptRow {
  call_id: string;
  attempt: number;
  step: number;
  round: number;
  kind: string;
  trunk: string | null;
  started_at: number;
  ended_at: number | null;
  person_id: string | null;
  outcome: string | null;
  detail: string | null;
  ringing_at: number | null;
  answered_at: number | null;
  accepted_at: number | null;
}
export interface EventRow {
  at: number;
  kind: string;
  details: string;
}

function stageOf(events: readonly EventRow[]): string {
  let stage = 'greeting';
  for (const { kind, details } of events) {
    if (kind === 'step-started') stage = `step-${JSON.parse(details).step}`;
    if (kind === 'last-resort-started') stage = 'last-resort';
    if (kind === 'voicemail-started') stage = 'message';
    if (kind === 'closing-announced') stage = 'announcement';
  }
  return stage;
}

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = CLOCKS.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...({ timeZone, hourCycle: 'h23', weekday: 'short' } as const),
    ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' } as const),
  });
  CLOCKS.set(timeZone, clock);
  return clock;
}

/** By the platform's own calendar. */
export function shown(at: number, timeZone: string) {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1,
  };
}

export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
