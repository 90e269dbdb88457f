import type { Language } from '../../domain/person.ts';
import type { Preference } from '../../domain/planning-proposal/problem.ts';
import {
  dayNumber,
  isLocalDate,
  type LocalDate,
  localDate,
  weekdayOf,
} from '../../domain/schedule/calendar.ts';
import { shiftsBetween } from '../../domain/schedule/shifts.ts';
import { dayOf, instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import { isOver, nextWish, type WishRound, whatBecame } from '../../domain/wishes/wish-round.ts';
import type { ScheduleStore } from '../../planning/schedule-store.ts';
import type { WishReader, WishStore } from '../../planning/wishes/wish-store.ts';
import type { Instant } from '../../runtime/instant.ts';
import { escapeHtml } from '../open/plain-page.ts';
import { WISHES } from './wishes-messages.ts';

/** Somebody's days of a round, ready to be shown. */
export interface WishesShown {
  readonly round: WishRound;
  readonly schedule: string;
  readonly wishes: ReadonlyMap<LocalDate, Preference>;
  /** Null: nobody is planned in the period yet, or its time is not over. */
  readonly became: ReadonlyMap<LocalDate, boolean> | null;
  readonly isClosed: boolean;
  readonly hasAnswered: boolean;
}

/** Null: there is no such round, or they are not asked in it. */
export async function readWishes(
  { wishes, schedules }: { readonly wishes: WishReader; readonly schedules: ScheduleStore },
  roundId: number,
  personId: string,
  now: Instant,
): Promise<WishesShown | null> {
  const round = await wishes.round(roundId);
  const asked = round && (await wishes.asked(roundId)).find((one) => one.personId === personId);
  if (!round || !asked) return null;
  const startAtUtc = Date.parse(`${round.firstDay}T00:00:00Z`) - 2 * 86_400_000;
  const schedule = await schedules.schedule(round.scheduleId, Math.min(now, startAtUtc));
  if (!schedule) return null;
  const own = (await wishes.wishes(roundId)).get(personId) ?? [];
  const from = instantOfMinute(dayNumber(round.firstDay), 0, schedule.timeZone);
  const to = instantOfMinute(dayNumber(round.lastDay) + 1, 0, schedule.timeZone);
  const isClosed = isOver(round, now);
  const shifts = isClosed ? shiftsBetween(schedule, from, to) : [];
  const duty = shifts.filter((shift) => shift.personId === personId);
  return {
    round,
    schedule: schedule.name,
    wishes: new Map(own.map(({ day, preference }) => [day, preference])),
    became: shifts.length === 0 ? null : whatBecame(own, duty, schedule.timeZone),
    isClosed,
    hasAnswered: asked.answeredAt !== null,
  };
}

/** What a tap or “I am done” changes; after the deadline, nothing. */
export async function takeWish(
  wishes: WishStore,
  { round, wishes: own, isClosed }: WishesShown,
  personId: string,
  sent: { readonly day: string; readonly isDone: boolean },
  now: Instant,
): Promise<void> {
  if (isClosed) return;
  if (sent.isDone) await wishes.answer(round.id, personId, now);
  else if (isLocalDate(sent.day) && round.firstDay <= sent.day && sent.day <= round.lastDay)
    await wishes.setDay(round.id, personId, sent.day, nextWish(own.get(sent.day) ?? null));
}

const SIGNS = { unavailable: '✕', 'rather-not': '–', gladly: '✓' } as const;

/** What stands in the form: the months of the period, a button a day. */
export function wishCalendarHtml(shown: WishesShown, language: Language): string {
  const t = WISHES[language];
  const { round, became, wishes } = shown;
  const [first, last] = [dayNumber(round.firstDay), dayNumber(round.lastDay)];
  const days = Array.from({ length: last - first + 1 }, (_, index) => localDate(first + index));
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const calendars = months.map((month) =>
    monthHtml(
      shown,
      language,
      days.filter((day) => day.startsWith(month)),
    ),
  );
  const kept = became && [...became.values()].filter(Boolean).length;
  const said = shown.isClosed ? t.closed : shown.hasAnswered ? t.doneSaid : t.how;
  const summary =
    kept !== null && wishes.size > 0 ? `<p><strong>${t.summary(kept, wishes.size)}</strong></p>` : '';
  const legend = (Object.keys(SIGNS) as Preference[])
    .map(
      (one) =>
        `<li><span class="wish wish-${one}" aria-hidden="true">${SIGNS[one]}</span> ${t.preferences[one]}</li>`,
    )
    .join('');
  const done = shown.isClosed
    ? ''
    : `<div class="form-do"><button class="huge primary" name="done" value="yes">${t.done}</button></div>`;
  return `<p role="status">${said}</p>${summary}<ul class="wish-legend">${legend}</ul>${calendars.join('')}${done}`;
}

function monthHtml(
  { wishes, became, isClosed }: WishesShown,
  language: Language,
  days: readonly LocalDate[],
): string {
  const t = WISHES[language];
  const [firstDay = ''] = days;
  const format = (day: LocalDate, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(Date.parse(`${day}T00:00:00Z`));
  const before = '<td></td>'.repeat(weekdayOf(dayNumber(firstDay)) - 1);
  let cells = before;
  for (const [index, day] of days.entries()) {
    if (index > 0 && weekdayOf(dayNumber(day)) === 1) cells += '</tr><tr>';
    const wish = wishes.get(day) ?? null;
    const fate = became?.get(day);
    const said = wish === null ? t.noWish : t.preferences[wish];
    const label = t.dayLabel(
      format(day, { weekday: 'long', day: 'numeric', month: 'long' }),
      fate === undefined ? said : `${said}, ${fate ? t.became.yes : t.became.no}`,
    );
    const mark = wish === null ? '' : SIGNS[wish];
    const end =
      fate === undefined ? '' : `<small class="${fate ? 'good' : 'bad'}">${fate ? '👍' : '✗'}</small>`;
    cells +=
      `<td><button id="d-${day}" class="wish${wish === null ? '' : ` wish-${wish}`}" name="day" value="${day}"` +
      ` aria-label="${escapeHtml(label)}"${isClosed ? ' disabled' : ''}><span>${Number(day.slice(8))}</span>` +
      `<span class="wish-sign" aria-hidden="true">${mark}</span>${end}</button></td>`;
  }
  const heads = t.weekdays.map((one) => `<th aria-hidden="true">${one}</th>`).join('');
  const name = format(firstDay, { month: 'long', year: 'numeric' });
  return (
    `<table class="wish-month" role="presentation"><caption>${name}</caption><thead><tr>${heads}</tr></thead>` +
    `<tbody><tr>${cells}</tr></tbody></table>`
  );
}

/** Today, for the first day of which people may be asked. */
export function todayOf(now: Instant, timeZone: string): LocalDate {
  return localDate(dayOf(now, timeZone));
}
