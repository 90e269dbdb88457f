import type { Instant, Interval } from '../../runtime/instant.ts';
import { instantOf, localOf } from '../schedule/wall-clock.ts';
import type { Medium } from './notice.ts';
import { type NoticeKind, noticeKind } from './notice-kinds.ts';

/** One notification preference: tell, or do not tell, of something by one medium. Null: of every hotline, to everybody. */
export interface Preference {
  readonly hotlineId: string | null;
  readonly personId: string | null;
  readonly kind: NoticeKind;
  readonly medium: Medium;
  readonly wanted: boolean;
}

export interface Occasion {
  /** Null: it concerns no hotline. */
  readonly hotlineId: string | null;
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly medium: Medium;
}

/** Whose preference decided: the most particular one first. */
export const PREFERENCE_LEVELS = ['person-for-hotline', 'person', 'hotline', 'everybody', 'default'] as const;
export type PreferenceLevel = (typeof PREFERENCE_LEVELS)[number];

export interface Decision {
  readonly wanted: boolean;
  readonly by: PreferenceLevel;
}

export function isWanted(preferences: readonly Preference[], occasion: Occasion): boolean {
  return decideWanted(preferences, occasion).wanted;
}

/** The most particular preference counts: the person's for the hotline, the person's, the hotline's, everybody's, the default. */
export function decideWanted(preferences: readonly Preference[], occasion: Occasion): Decision {
  const about = preferences.filter(
    ({ kind, medium }) => kind === occasion.kind && medium === occasion.medium,
  );
  const said = (hotlineId: string | null, personId: string | null) =>
    about.find((one) => one.hotlineId === hotlineId && one.personId === personId)?.wanted;
  const { hotlineId, personId } = occasion;
  const levels: readonly (readonly [PreferenceLevel, boolean | undefined])[] = [
    ['person-for-hotline', hotlineId === null ? undefined : said(hotlineId, personId)],
    ['person', said(null, personId)],
    ['hotline', hotlineId === null ? undefined : said(hotlineId, null)],
    ['everybody', said(null, null)],
  ];
  for (const [by, wanted] of levels) if (wanted !== undefined) return { wanted, by };
  return { wanted: noticeKind(occasion.kind).by.includes(occasion.medium), by: 'default' };
}

/** Those who have asked to be told of this hotline's calls although they had no part in one. */
export function followersOf(
  preferences: readonly Preference[],
  hotlineId: string,
  kind: NoticeKind,
): readonly string[] {
  const asking = preferences.filter(
    (one) => one.wanted && one.kind === kind && one.personId !== null && one.hotlineId === hotlineId,
  );
  return [...new Set(asking.flatMap(({ personId }) => personId ?? []))];
}

/** Local times `HH:mm` between which somebody is not to be disturbed by what can wait. Both the same: never. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly mediums: readonly Medium[];
}

const DAY = 24 * 3600 * 1000;

/** When the notice may be sent: `now`, or the end of the quiet hours that hold now. */
export function quietUntil(
  quiet: QuietHours | null,
  notice: { readonly kind: NoticeKind; readonly medium: Medium },
  now: Instant,
): Instant {
  if (quiet === null || !quiet.mediums.includes(notice.medium)) return now;
  if (!noticeKind(notice.kind).canWait) return now;
  return quietSpanAt(quiet, now)?.endAt ?? now;
}

/** The quiet hours that hold at `at`, from their beginning to their end; null: none do. */
export function quietSpanAt(
  { from, to, timeZone }: Pick<QuietHours, 'from' | 'to' | 'timeZone'>,
  at: Instant,
): Interval | null {
  if (from === to) return null;
  const [day = '', time = ''] = localOf(at, timeZone).split(' ');
  const clock = time.slice(0, 5);
  const overnight = from > to;
  const inside = overnight ? clock >= from || clock < to : clock >= from && clock < to;
  if (!inside) return null;
  const startDay = overnight && clock < to ? dayAfter(day, -1) : day;
  const endDay = overnight && clock >= from ? dayAfter(day, 1) : day;
  const startAt = instantOf(`${startDay} ${from}`, timeZone);
  const endAt = instantOf(`${endDay} ${to}`, timeZone);
  return startAt === null || endAt === null ? null : { startAt, endAt };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
