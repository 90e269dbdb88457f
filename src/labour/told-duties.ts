import { type NoticeMeasure, type NoticeRule, noticeOf } from '../domain/labour/notice-period.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

/** A duty of a publication, and when its person was told: the proof of the notice (R3121-3). */
export interface ToldDuty extends Interval {
  /** Null: it was given without a publication, and late. */
  readonly publicationId: number | null;
  /** Of a late change: by which its reason is given afterwards. */
  readonly lateChangeId: number | null;
  readonly scheduleId: string;
  readonly personId: string;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly reason: string | null;
  /** Null: no notice of it has left. */
  readonly toldAt: Instant | null;
  /** Null: they have not said that they know. */
  readonly acknowledgedAt: Instant | null;
}

/** How a duty was announced. What proves the date is the notice that left, or that its person said that they know. */
export interface Announcement extends NoticeMeasure {
  readonly told: ToldDuty;
  readonly provenAt: Instant;
  /** The notice left, or was acknowledged; else only the publication is dated. */
  readonly isProven: boolean;
}

export function announcementOf(told: ToldDuty, rule: NoticeRule, timeZone: string): Announcement {
  const proofs = [told.toldAt, told.acknowledgedAt].filter((at) => at !== null);
  const provenAt = proofs.length === 0 ? told.publishedAt : Math.min(...proofs);
  return {
    ...noticeOf(provenAt, told.startAt, rule, timeZone),
    told,
    provenAt,
    isProven: proofs.length > 0,
  };
}

/** The publication that first told of a duty: later ones that leave it as it is do not make it late. */
export function toldFirst(
  duty: Interval & { readonly scheduleId: string; readonly personId: string },
  told: readonly ToldDuty[],
): ToldDuty | null {
  const same = told.filter(
    (one) =>
      one.scheduleId === duty.scheduleId &&
      one.personId === duty.personId &&
      one.startAt <= duty.startAt &&
      duty.startAt < one.endAt,
  );
  return same.toSorted((a, b) => b.publishedAt - a.publishedAt).at(-1) ?? null;
}
