import type { DutyWindow, HolidayRule } from '../../../src/domain/schedule/duty-window.ts';
import type { Override, Rotation, ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { DAY_MINUTES, TABLE_START, type ZoneTable, zoneTable } from './oracle-zone.ts';

/**
 * Who is on duty, found the dull way: every minute of twelve years is a cell, and rotations, shifts, overrides and
 * absences are painted over one another. Only types are shared with what it judges.
 */

const MINUTE = 60_000;

/** Minutes without a change; `what` is one text for one answer. */
export interface Run {
  readonly startAt: number;
  readonly endAt: number;
  readonly what: string;
}

export interface OracleAnswer {
  /** People in ringing order, joined by commas. */
  readonly onDuty: readonly Run[];
  /** "gap" or nothing. */
  readonly gaps: readonly Run[];
}

/** One on duty and for whom: "chloe/alice" covers for Alice. */
interface Place {
  readonly person: string;
  readonly instead: string;
}

/** Every list of places met so far has a number, which is what is painted; 0 is the empty one. */
class Lists {
  readonly #lists: (readonly Place[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(list: readonly Place[]): number {
    const key = list.map(({ person, instead }) => `${person}/${instead}`).join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#lists.push(list);
    this.#numbers.set(key, this.#lists.length - 1);
    return this.#lists.length - 1;
  }

  list(number: number): readonly Place[] {
    return this.#lists[number] ?? [];
  }

  /** A change of lists as a change of numbers, worked out once for each. */
  mapped(change: (list: readonly Place[]) => readonly Place[]): (number: number) => number {
    const known = new Map<number, number>();
    return (number) => {
      const found = known.get(number) ?? this.numberOf(change(this.list(number)));
      known.set(number, found);
      return found;
    };
  }
}

export function askOracle(schedule: ScheduleInForce, from: number, to: number): OracleAnswer {
  const zone = zoneTable(schedule.timeZone);
  const people = [...new Set(schedule.absences.map(({ personId }) => personId))];
  const bitOf = (person: string) => (people.includes(person) ? 1 << people.indexOf(person) : 0);
  const absent = new Uint8Array(zone.minutes);
  for (const { personId, startAt, endAt } of schedule.absences)
    repaint(absent, cell(startAt), cell(endAt), (mask) => mask | bitOf(personId));

  const learning = new Uint8Array(zone.minutes);
  for (const [index, { from: first, until }] of schedule.trainees.entries())
    repaint(
      learning,
      first === null ? 0 : zone.minuteOf(first, '00:00'),
      until === null ? zone.minutes : zone.minuteOf(until, '00:00'),
      (mask) => mask | (1 << index),
    );

  const lists = new Lists();
  const painted = new Uint16Array(zone.minutes);
  const needed = new Uint8Array(zone.minutes);
  if (schedule.coverage === null && schedule.rotations.length === 0) needed.fill(1);
  if (schedule.coverage !== null) paintWindow(needed, schedule.coverage, schedule.holidays, zone);
  for (const rotation of [...schedule.rotations].reverse()) {
    const window = new Uint8Array(zone.minutes);
    if (rotation.window === null) window.fill(1);
    else paintWindow(window, rotation.window, schedule.holidays, zone);
    for (const turn of turnsOf(rotation, zone)) {
      if (turn.order.length > 0 && turn.order.slice(0, rotation.atOnce).every((who) => who === null))
        continue;
      const byMask = new Map<number, number>();
      const listFor = (mask: number) => {
        const found =
          byMask.get(mask) ??
          lists.numberOf(turnTaken(rotation, turn.order, (who) => (mask & bitOf(who)) !== 0));
        byMask.set(mask, found);
        return found;
      };
      let mask = -1;
      let number = 0;
      for (let at = Math.max(0, turn.start); at < turn.end; at++) {
        if (window[at] === 0) continue;
        if (absent[at] !== mask) {
          mask = absent[at] ?? 0;
          number = listFor(mask);
        }
        painted[at] = number;
        if (schedule.coverage === null) needed[at] = 1;
      }
    }
  }

  const shifts = new Uint16Array(zone.minutes);
  for (const { personId, startAt, endAt } of schedule.shifts) {
    const add = lists.mapped((list) => [...list, { person: personId, instead: personId }]);
    repaint(shifts, cell(startAt), cell(endAt), add);
  }
  for (let at = 0; at < zone.minutes; at++) if (shifts[at] !== 0) painted[at] = shifts[at] ?? 0;

  for (const override of schedule.overrides) {
    const change = lists.mapped((list) => overridden(list, override));
    repaint(painted, cell(override.startAt), cell(override.endAt), change);
  }

  const answer = (at: number) => {
    const present = lists
      .list(painted[at] ?? 0)
      .filter(({ person }) => ((absent[at] ?? 0) & bitOf(person)) === 0);
    const people = [...new Set(present.map(({ person }) => person))];
    const beside: string[] = [];
    const dialled: string[] = [];
    for (const [index, { personId, besideId, isDialled }] of schedule.trainees.entries()) {
      const isThere =
        ((learning[at] ?? 0) & (1 << index)) !== 0 && ((absent[at] ?? 0) & bitOf(personId)) === 0;
      const isAlone = besideId === null ? people.length === 0 : !people.includes(besideId);
      if (!isThere || isAlone || people.includes(personId) || beside.includes(personId)) continue;
      beside.push(personId);
      if (isDialled) dialled.push(personId);
    }
    return [...people, ...dialled].join();
  };
  const [start, end] = [cell(from), cell(to)];
  return {
    onDuty: runs(
      start,
      end,
      (at) => ((painted[at] ?? 0) << 12) | ((absent[at] ?? 0) << 4) | (learning[at] ?? 0),
      answer,
    ),
    gaps: runs(
      start,
      end,
      (at) => ((painted[at] ?? 0) << 9) | ((absent[at] ?? 0) << 1) | (needed[at] ?? 0),
      (at) => (needed[at] === 1 && answer(at) === '' ? 'gap' : ''),
    ),
  };
}

function cell(at: number): number {
  return (at - TABLE_START) / MINUTE;
}

function repaint(cells: Uint8Array | Uint16Array, from: number, to: number, change: (old: number) => number) {
  let old = -1;
  let changed = 0;
  for (let at = Math.max(0, from); at < Math.min(to, cells.length); at++) {
    const value = cells[at] ?? 0;
    if (value !== old) {
      old = value;
      changed = change(value);
    }
    cells[at] = changed;
  }
}

function runs(
  from: number,
  to: number,
  keyAt: (at: number) => number,
  whatAt: (at: number) => string,
): Run[] {
  const found: Run[] = [];
  let start = from;
  let key = keyAt(from);
  let what = whatAt(from);
  for (let at = from + 1; at <= to; at++) {
    if (at < to && keyAt(at) === key) continue;
    const next = at < to ? whatAt(at) : null;
    if (at < to) key = keyAt(at);
    if (next === what) continue;
    found.push({ startAt: TABLE_START + start * MINUTE, endAt: TABLE_START + at * MINUTE, what });
    start = at;
    what = next ?? '';
  }
  return found;
}

function overridden(list: readonly Place[], { action, personId, replacesId }: Override): readonly Place[] {
  const newcomer = personId === null ? [] : [{ person: personId, instead: personId }];
  if (action === 'adds') return list.concat(newcomer);
  const inserted = action === 'removes' ? [] : newcomer;
  if (replacesId === null) return inserted;
  return list.flatMap((place) =>
    place.person === replacesId || place.instead === replacesId ? inserted : [place],
  );
}

function turnTaken(
  { whenAbsent, atOnce }: Rotation,
  order: readonly (string | null)[],
  isAbsent: (person: string) => boolean,
): readonly Place[] {
  const places = order.slice(0, atOnce).flatMap((person) => (person === null ? [] : [person]));
  const free = order.slice(atOnce).filter((person) => person !== null && !places.includes(person));
  const present = [...new Set(free)].flatMap((person) =>
    person === null || isAbsent(person) ? [] : [person],
  );
  return places.map((holder) => {
    const cover = whenAbsent === 'gap' || !isAbsent(holder) ? undefined : present.shift();
    return { person: cover ?? holder, instead: holder };
  });
}

/** Turn after turn from the first one on, as people would count them on a wall calendar. */
function* turnsOf(rotation: Rotation, zone: ZoneTable) {
  const { participants, turn, handoffTime, handoffWeekday, startDate, endDate } = rotation;
  let day = Date.parse(`${startDate}T00:00:00Z`) / 86_400_000;
  while (turn.unit === 'weeks' && new Date(day * 86_400_000).getUTCDay() !== (handoffWeekday ?? 0) % 7) day++;
  const [hours = 0, minutes = 0] = handoffTime.split(':').map(Number);
  const startOf = (date: number) => zone.minuteOfLocal(date * DAY_MINUTES + hours * 60 + minutes);
  const end = endDate === null ? zone.minutes : zone.minuteOf(endDate, handoffTime);
  const firstDay = day;
  let number = 0;
  const step = turn.count * (turn.unit === 'weeks' ? 7 : 1);
  const nextDay = () =>
    turn.unit === 'months' ? sameDayMonthsLater(firstDay, (number + 1) * turn.count) : day + step;
  let holder = -1;
  let start = startOf(day);
  while (start < end) {
    const next = turn.unit === 'hours' ? start + turn.count * 60 : startOf(nextDay());
    // The day a turn begins; for turns of hours, the last whose midnight has passed.
    if (turn.unit === 'hours') while (zone.minuteOfLocal((day + 1) * DAY_MINUTES) <= start) day++;
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const takesPart = (place: number) => {
      const { from, until } = participants[place % participants.length] ?? { from: null, until: null };
      return (from === null || from <= date) && (until === null || until > date);
    };
    const places = participants.map((_, i) => holder + 1 + i).filter(takesPart);
    const last = places[Math.min(rotation.atOnce, places.length) - 1];
    if (last !== undefined) holder = last % participants.length;
    const order = places.map((place) => participants[place % participants.length]?.personId ?? null);
    yield { start, end: Math.min(next, end, zone.minutes), order };
    if (turn.unit !== 'hours') day = nextDay();
    number++;
    start = next;
  }
}

/** By trying: the 31st, else the 30th, and so on. */
function sameDayMonthsLater(day: number, months: number): number {
  const from = new Date(day * 86_400_000);
  const month = from.getUTCMonth() + months;
  for (let date = from.getUTCDate(); ; date--) {
    const tried = new Date(Date.UTC(from.getUTCFullYear(), month, date));
    if (tried.getUTCMonth() === month % 12) return tried.getTime() / 86_400_000;
  }
}

function paintWindow(cells: Uint8Array, window: DutyWindow, holidays: HolidayRule, zone: ZoneTable): void {
  for (const { hours, holidays: treatment, dates } of window) {
    const part = new Uint8Array(cells.length);
    if (hours === null) part.fill(1);
    for (let day = zone.days.first - 7; day <= zone.days.last; day++) {
      for (const { from, to } of hours ?? []) {
        if (new Date(day * 86_400_000).getUTCDay() !== from.weekday % 7) continue;
        let length = (to.weekday - from.weekday) * DAY_MINUTES + minutesOf(to.time) - minutesOf(from.time);
        if (length <= 0) length += 7 * DAY_MINUTES;
        const local = day * DAY_MINUTES + minutesOf(from.time);
        part.fill(1, zone.minuteOfLocal(local), zone.minuteOfLocal(local + length));
      }
    }
    for (let day = zone.days.first; day <= zone.days.last; day++) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      const off =
        (dates !== null && (date < dates.from || date > dates.to)) ||
        (treatment === 'only' && !isHoliday(date, holidays)) ||
        (treatment === 'excluded' && isHoliday(date, holidays));
      if (off)
        part.fill(0, zone.minuteOfLocal(day * DAY_MINUTES), zone.minuteOfLocal((day + 1) * DAY_MINUTES));
    }
    for (let at = 0; at < cells.length; at++) if (part[at] === 1) cells[at] = 1;
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** France, whose law lists its holidays: Code du travail L3133-1, and L3134-13 for Alsace-Moselle. */
function isHoliday(date: string, { country, region, closedDays }: HolidayRule): boolean {
  if (closedDays.includes(date)) return true;
  if (country === null) return false;
  if (country !== 'FR') throw new Error('the oracle knows the holidays of France only');
  const afterEaster = (Date.parse(date) - easter(Number(date.slice(0, 4)))) / 86_400_000;
  const isFixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'].includes(
    date.slice(5),
  );
  if (isFixed || [1, 39, 50].includes(afterEaster)) return true;
  return ['57', '67', '68'].includes(region ?? '') && (afterEaster === -2 || date.slice(5) === '12-26');
}

/** Easter Sunday by Butcher's rule (Nature, 1876). */
function easter(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}
