import { z } from 'zod';
import type { Instant, Interval } from '../../runtime/instant.ts';

/** Whoever is on duty, as the other system calls them. */
export interface ExportedDuty extends Interval {
  readonly who: string;
}

/** A time with its zone, or milliseconds since 1970. */
const instant = z.union([z.string(), z.number()]).transform((given, context): Instant => {
  const at = typeof given === 'number' ? given : Date.parse(given);
  if (Number.isFinite(at)) return at;
  context.addIssue({ code: 'custom', message: 'no time' });
  return z.NEVER;
});

const recipient = z.object({
  type: z.string().nullish(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
});

/**
 * A period of a timeline. Where a team or an escalation is on duty, `flattenedRecipients` are its people. Version 1 of the
 * API calls the parts otherwise.
 */
const period = z
  .object({
    startDate: instant.optional(),
    startTime: instant.optional(),
    endDate: instant.optional(),
    endTime: instant.optional(),
    recipient: recipient.nullish(),
    recipients: z.array(recipient).nullish(),
    flattenedRecipients: z.array(recipient).nullish(),
  })
  .transform(({ recipient: one, recipients, flattenedRecipients, ...times }, context) => {
    const [startAt, endAt] = [times.startDate ?? times.startTime, times.endDate ?? times.endTime];
    const people = flattenedRecipients?.length ? flattenedRecipients : (recipients ?? (one ? [one] : []));
    if (startAt !== undefined && endAt !== undefined)
      return people
        .filter(({ type }) => type !== 'none')
        .map(({ name, displayName }) => ({ who: displayName || name || '', startAt, endAt }));
    context.addIssue({ code: 'custom', message: 'no time' });
    return z.NEVER;
  });
const timeline = z.object({ rotations: z.array(z.object({ periods: z.array(period).nullish() })) });

/** Opsgenie: `GET /v2/schedules/…/timeline`, with or without what is around it, and what it was called before. */
const OPSGENIE = z.union([
  z.object({ finalTimeline: timeline }).transform(({ finalTimeline }) => finalTimeline),
  z
    .object({ timeline: z.object({ finalSchedule: timeline }) })
    .transform(({ timeline: { finalSchedule } }) => finalSchedule),
]);

/** Grafana OnCall: `GET /api/v1/schedules/…/final_shifts`, a page of it, or all its `results`. */
const GRAFANA = z.object({
  next: z.string().nullish(),
  results: z.array(
    z.object({
      user_email: z.string().nullish(),
      user_username: z.string().nullish(),
      shift_start: instant,
      shift_end: instant,
    }),
  ),
});

/** The duties of a file of Opsgenie or Grafana OnCall, and where its next page is; null: it is of neither. */
export function dutiesOfExport(
  raw: unknown,
): { readonly duties: readonly ExportedDuty[]; readonly next: string | null } | null {
  const inner = typeof raw === 'object' && raw !== null && 'data' in raw ? raw.data : raw;
  const opsgenie = OPSGENIE.safeParse(inner);
  if (opsgenie.success)
    return { duties: opsgenie.data.rotations.flatMap(({ periods }) => periods ?? []).flat(), next: null };
  const grafana = GRAFANA.safeParse(Array.isArray(raw) && raw.length > 0 ? { results: raw } : raw);
  if (!grafana.success) return null;
  const { results, next } = grafana.data;
  return {
    duties: results.map((one) => ({
      who: one.user_email || one.user_username || '',
      startAt: one.shift_start,
      endAt: one.shift_end,
    })),
    next: next ?? null,
  };
}
