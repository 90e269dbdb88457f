import SQLite from 'better-sqlite3';
import { type AttemptRow, type CallRow, type EventRow, phoneRang, shown, takenAt } from './recount.ts';

/** Steps, tries, trunks, tasks and peaks of some days, counted from the raw rows as plainly as can be. */
export function recountChain(
  path: string,
  hotlineIds: readonly string[],
  zone: string,
  from: string,
  to: string,
  schedule = '',
) {
  const file = new SQLite(path, { readonly: true });
  const isWithin = (row: { hotline_id: string }, at: number) => {
    const { date } = shown(at, zone);
    return hotlineIds.includes(row.hotline_id) && date >= from && date <= to;
  };
  const rows = <T>(query: string, ...given: unknown[]) => file.prepare(query).all(...given) as T[];
  const calls = rows<CallRow>('select * from calls where ended_at is not null and is_test = 0').filter(
    (call) => isWithin(call, call.started_at) && phoneRang(file, call.id, schedule),
  );
  const found = {
    steps: {} as Record<string, number>,
    stepsTaken: {} as Record<string, number>,
    tries: [] as number[],
    methods: {} as Record<string, number>,
    nightVain: { tries: 0, seconds: 0 },
    trunks: {} as Record<string, number>,
    trunkCalls: {} as Record<string, number>,
    trunkDelays: {} as Record<string, number>,
    fallback: {} as Record<string, number>,
    handled: 0,
    tasks: {} as Record<string, number>,
    peaks: {} as Record<string, number>,
  };
  const spans = new Map<string, readonly Span[]>();
  for (const call of calls) {
    const attempts = rows<AttemptRow>('select * from attempts where call_id = ? order by attempt', call.id);
    const events = rows<EventRow>('select * from call_events where call_id = ? order by position', call.id);
    const accepted = takenAt(attempts, events);
    for (const one of events)
      if (one.kind === 'fallback-entered') more(found.fallback, JSON.parse(one.details).why);
    const ofCall = new Set<string>();
    for (const attempt of attempts) countTry(attempt, events, ofCall);
    for (const key of ofCall) more(found.trunkCalls, key);
    if (call.outcome !== 'refused') {
      // Seconds are whole ones.
      const taken =
        accepted === undefined ? call.ended_at : call.started_at + whole(accepted - call.started_at) * 1000;
      const day = `${call.hotline_id} ${shown(call.started_at, zone).date}`;
      spans.set(day, [...(spans.get(day) ?? []), { start: call.started_at, end: call.ended_at, taken }]);
    }
    if (!isOffered(call, accepted, events)) continue;
    for (const key of new Set(attempts.map(({ step, round }) => `${step}/${round}`))) more(found.steps, key);
    const by = attempts.filter((one) => one.accepted_at !== null && one.accepted_at === accepted)[0];
    if (by) {
      more(found.stepsTaken, `${by.step}/${by.round}`);
      found.tries.push(attempts.filter((one) => one.started_at < (accepted ?? 0)).length);
    }
    const tasks = rows<TaskRow>(
      'select tasks.* from tasks join task_calls on task_id = tasks.id where call_id = ?',
      call.id,
    );
    const wasReached = tasks.some(
      ({ reason, done_at }) =>
        reason === 'reached' && done_at !== null && done_at - call.started_at <= 7_200_000,
    );
    if (accepted !== undefined || wasReached) found.handled += 1;
  }
  for (const list of spans.values()) {
    most(
      found.peaks,
      'callers',
      list.map(({ start, end }) => [start, end]),
    );
    most(
      found.peaks,
      'waiting',
      list.map(({ start, end, taken }) => [start, Math.min(taken, end)]),
    );
  }
  // A task of nothing but test calls is none of a caller's.
  for (const task of rows<TaskRow>(
    `select * from tasks where exists (select 1 from task_calls join calls on calls.id = call_id
       where task_id = tasks.id and is_test = 0)`,
  )) {
    // A task is its hotline's.
    if (schedule !== '' || !isWithin(task, task.opened_at)) continue;
    more(found.tasks, task.kind);
    if (task.reason !== null) more(found.tasks, `ended ${task.reason}`);
    const seen = task.taken_at ?? task.done_at;
    if (seen !== null) more(found.tasks, `seen ${whole(seen - task.opened_at)}`);
    if (task.done_at !== null) more(found.tasks, `done ${whole(task.done_at - task.opened_at)}`);
  }
  file.close();
  return found;

  function countTry(attempt: AttemptRow, events: readonly EventRow[], ofCall: Set<string>): void {
    if (attempt.outcome === null || attempt.outcome === 'engaged') return;
    more(found.methods, attempt.kind);
    const { ringing_at: rang, answered_at: answered, accepted_at: taken } = attempt;
    if (rang !== null && taken === null && isNight(shown(rang, zone).hour)) {
      found.nightVain.tries += 1;
      found.nightVain.seconds += whole((answered ?? attempt.ended_at ?? rang) - rang);
    }
    if (attempt.kind !== 'phone') return;
    const failed = (why: Why | null) =>
      `failed.${why?.sip ? `s${why.sip}` : why?.q850 ? `q${why.q850}` : (why?.code ?? 'none')}`;
    const noted = (key: string) => {
      more(found.trunks, key);
      ofCall.add(key);
    };
    let [trunk, since] = [attempt.trunk, attempt.started_at];
    for (const event of events) {
      if (event.kind !== 'trunk-changed') continue;
      const change = JSON.parse(event.details) as { attempt: number; from: string; to: string; why: Why };
      if (change.attempt !== attempt.attempt) continue;
      trunk ??= change.from;
      if (change.why.code !== 'trunk-down') {
        noted(`${trunk}/tried`);
        noted(`${trunk}/${failed(change.why)}`);
      }
      [trunk, since] = [change.to, event.at];
    }
    if (trunk === null) return;
    noted(`${trunk}/tried`);
    if (rang !== null || answered !== null) noted(`${trunk}/rang`);
    if (answered !== null) noted(`${trunk}/answered`);
    if (rang !== null) more(found.trunkDelays, `${trunk}/${whole(rang - since)}`);
    if (attempt.outcome === 'unreachable') noted(`${trunk}/${failed(JSON.parse(attempt.detail ?? 'null'))}`);
  }
}

interface Span {
  start: number;
  end: number;
  taken: number;
}

interface Why {
  code: string;
  sip?: number | null;
  q850?: number;
}

interface TaskRow {
  hotline_id: string;
  kind: string;
  opened_at: number;
  taken_at: number | null;
  done_at: number | null;
  reason: string | null;
}

function isOffered(call: CallRow, accepted: number | undefined, events: readonly EventRow[]): boolean {
  if (call.outcome === 'refused') return false;
  const hungUp = call.outcome === 'caller-hung-up' && accepted === undefined;
  if (hungUp && call.ended_at - call.started_at <= 5000) return false;
  return !events.some((one) => one.kind === 'branch-applied' && JSON.parse(one.details).ringsNobody);
}

function more(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Asked at each beginning how many are there: the most can only be reached at one. */
function most(
  peaks: Record<string, number>,
  key: string,
  spans: readonly (readonly [number, number])[],
): void {
  for (const [start] of spans)
    peaks[key] = Math.max(peaks[key] ?? 0, spans.filter(([from, to]) => from <= start && start < to).length);
}

function isNight(hour: number): boolean {
  return hour >= 22 || hour < 7;
}

function whole(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds / 1000));
}
