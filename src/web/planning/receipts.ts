import type { DutyChange } from '../../domain/schedule/compare-duty.ts';
import type { MemberContext, RequestContext } from '../request-context.ts';

/** Of each schedule; older ones are in the list of drafts. */
const SHOWN = 3;

/** Who has taken note of the latest publications of a schedule, those who have not first. */
export async function shownReceipts(
  { dependencies, now, language }: RequestContext,
  scheduleId: string,
  people: ReadonlyMap<string, { readonly name: string }>,
) {
  const publications = await dependencies.receipts.ofSchedule(scheduleId, now, SHOWN);
  return publications.map(({ id, publishedAt, publishedBy, startAt, endAt, receipts }) => ({
    id,
    publishedAt,
    publishedBy,
    startAt,
    endAt,
    done: receipts.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
    receipts: receipts
      .map((receipt) => ({ ...receipt, name: people.get(receipt.personId)?.name ?? receipt.personId }))
      .toSorted(
        (a, b) =>
          Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
          a.name.localeCompare(b.name, language),
      ),
  }));
}

/** What was published for the visitor, and they have not said that they know. */
export async function awaitingMe({ dependencies, now, actor }: MemberContext) {
  const publications = await dependencies.receipts.awaiting(actor.personId, now);
  return Promise.all(
    publications.map(async ({ id, scheduleId, publishedAt, publishedBy, reason, changes }) => {
      const schedule = await dependencies.schedules.schedule(scheduleId, now);
      return {
        action: `/my/publications/${id}`,
        publishedAt,
        publishedBy,
        reason,
        schedule: schedule?.name ?? scheduleId,
        zone: schedule?.timeZone ?? dependencies.timeZone,
        changes: changes.filter((change: DutyChange) => change.personId === actor.personId),
      };
    }),
  );
}

/** Duty that the visitor was given late, without a publication, shown as one. */
export async function lateAwaitingMe({ dependencies, now, actor }: MemberContext) {
  const late = await dependencies.labour.lateDutiesOf(actor.personId, now);
  return Promise.all(
    late
      .filter(({ acknowledgedAt }) => acknowledgedAt === null)
      .map(async ({ lateChangeId, scheduleId, publishedAt, publishedBy, reason, startAt, endAt }) => {
        const schedule = await dependencies.schedules.schedule(scheduleId, now);
        return {
          action: `/my/late/${lateChangeId}`,
          ...{ publishedAt, publishedBy, reason },
          schedule: schedule?.name ?? scheduleId,
          zone: schedule?.timeZone ?? dependencies.timeZone,
          changes: [{ kind: 'added', startAt, endAt } as const],
        };
      }),
  );
}
