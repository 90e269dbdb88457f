import type { Duty, PlanningProblem } from '../../../src/domain/planning-proposal/problem.ts';
import type { Cap } from '../../../src/domain/planning-proposal/rules.ts';
import { HOLIDAYS, NIGHT, ZONE } from './any-problem.ts';

/**
 * The rules, read again from their plain words: people's time is walked through by the half-hour, and the calendar
 * is asked of Intl. It shares no code with what proposes plannings, and knows nothing of programs.
 */

const STEP = 30 * 60 * 1000;

/** A time of duty of one person: only its times and whether it is fixed are looked at. */
export interface Service {
  readonly duty: Pick<Duty, 'startAt' | 'endAt' | 'pieces'>;
  readonly planned: boolean;
}

/** The names of the rules that a person's planned duties break, each once. */
export function brokenRules(
  { rules }: Pick<PlanningProblem, 'rules'>,
  personId: string,
  services: readonly Service[],
): readonly string[] {
  const broken = new Set<string>();
  const planned = services.filter((service) => service.planned);
  for (const one of planned)
    for (const other of services)
      if (one !== other && halfHours(one.duty).some((at) => isWithin(at, other.duty)))
        broken.add('one-place-at-a-time');

  const stretches = stretchesOf(services);
  for (const stretch of stretches) {
    const hours = (clock(stretch.endAt) - clock(stretch.startAt)) / 3_600_000;
    const news = planned.some(({ duty }) => isWithin(duty.startAt, stretch));
    if (rules.longestRunHours !== null && hours > rules.longestRunHours && news)
      broken.add('longest-run-hours');
  }
  for (const [index, later] of stretches.entries()) {
    const earlier = stretches[index - 1];
    if (!earlier || rules.restHours === null) continue;
    const rest = (clock(later.startAt) - clock(earlier.endAt)) / 3_600_000;
    const news = planned.some(({ duty }) => duty.endAt === earlier.endAt || duty.startAt === later.startAt);
    if (rest < rules.restHours && news) broken.add('rest');
  }

  if (rules.longestRunDays !== null) {
    const dates = (those: readonly Service[]) =>
      new Set(those.flatMap(({ duty }) => duty.pieces.map((piece) => local(piece.startAt).date)));
    const [all, fixed] = [dates(services), dates(services.filter((service) => !service.planned))];
    for (const date of all) {
      const series = [];
      for (let next = date; all.has(next); next = addDays(next, 1)) series.push(next);
      const window = series.slice(0, rules.longestRunDays + 1);
      if (window.length > rules.longestRunDays && window.some((day) => !fixed.has(day)))
        broken.add('longest-run-days');
    }
  }

  if (rules.noTwoWeeksRunning) {
    const mondays = (those: readonly Service[]) =>
      new Set(those.map(({ duty }) => mondayOf(local(duty.startAt).date)));
    const [all, fixed] = [mondays(services), mondays(services.filter((service) => !service.planned))];
    for (const monday of all) {
      const next = addDays(monday, 7);
      if (all.has(next) && !(fixed.has(monday) && fixed.has(next))) broken.add('no-two-weeks-running');
    }
  }

  for (const cap of rules.caps) {
    if (cap.personId !== null && cap.personId !== personId) continue;
    const periods = new Set(planned.map(({ duty }) => periodOf(cap, duty)));
    for (const period of periods) {
      const counted = services.filter(
        (service) => periodOf(cap, service.duty) === period && (cap.per !== 'period' || service.planned),
      );
      const amount = amountOf(cap, counted);
      const before = amountOf(
        cap,
        counted.filter((service) => !service.planned),
      );
      if (amount > cap.atMost && amount > before) broken.add('cap');
    }
  }
  return [...broken].sort();
}

function periodOf(cap: Cap, { startAt }: Service['duty']): string {
  const { date } = local(startAt);
  return cap.per === 'week' ? mondayOf(date) : cap.per === 'month' ? date.slice(0, 7) : 'all';
}

function amountOf(cap: Cap, services: readonly Service[]): number {
  if (cap.count === 'duties') return services.length;
  const moments = services.flatMap(({ duty }) => duty.pieces.flatMap(halfHours));
  if (cap.count === 'hours') return moments.length / 2;
  const seen = new Set<string>();
  for (const at of moments) {
    const { date, time } = local(at);
    if (cap.count === 'nights' && time >= NIGHT.from) seen.add(date);
    if (cap.count === 'nights' && time < NIGHT.to) seen.add(addDays(date, -1));
    if (cap.count === 'weekends' && [0, 6].includes(weekday(date))) seen.add(mondayOf(date));
    if (isDutyDay(cap.count, services, at)) seen.add(date);
    if (cap.count === 'holidays' && HOLIDAYS.includes(date)) seen.add(date);
  }
  return seen.size;
}

/** A Saturday or Sunday on which duty begins, or is served after nine: before it is the end of the night. */
function isDutyDay(count: string, services: readonly Service[], at: number): boolean {
  const { date, time } = local(at);
  if (weekday(date) !== { saturdays: 6, sundays: 0 }[count]) return false;
  return (
    time >= '09:00' ||
    services.some(({ duty }) => duty.pieces.some(({ startAt }) => local(startAt).date === date))
  );
}

/** The times during which a person is on duty without a break. */
function stretchesOf(services: readonly Service[]): { startAt: number; endAt: number }[] {
  const on = new Set(services.flatMap(({ duty }) => halfHours(duty)));
  return [...on]
    .filter((at) => !on.has(at - STEP))
    .sort((a, b) => a - b)
    .map((startAt) => {
      let endAt = startAt;
      while (on.has(endAt)) endAt += STEP;
      return { startAt, endAt };
    });
}

function halfHours({ startAt, endAt }: { startAt: number; endAt: number }): number[] {
  return Array.from({ length: (endAt - startAt) / STEP }, (_, index) => startAt + index * STEP);
}

function isWithin(at: number, { startAt, endAt }: { startAt: number; endAt: number }): boolean {
  return startAt <= at && at < endAt;
}

const SWEDISH = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** Swedes write 2026-11-23 18:00. */
function local(at: number): { date: string; time: string } {
  const [date = '', time = ''] = SWEDISH.format(at).split(' ');
  return { date, time };
}

function clock(at: number): number {
  const { date, time } = local(at);
  return Date.parse(`${date}T${time}Z`);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function weekday(date: string): number {
  return new Date(date).getUTCDay();
}

function mondayOf(date: string): string {
  return addDays(date, -((weekday(date) + 6) % 7));
}
