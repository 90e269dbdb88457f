import type { Assignment } from './assignment.ts';
import type { PreparedSchedule } from './prepared-schedule.ts';
import type { Inquiry } from './stretch.ts';

/**
 * The trainees beside those on duty. Each has the turn of the one they accompany, so that theirs ends when that does.
 */
export function shadowsAt(
  prepared: PreparedSchedule,
  present: readonly Assignment[],
  inquiry: Inquiry,
): { readonly dialled: readonly Assignment[]; readonly shadows: readonly Assignment[] } {
  const dialled: Assignment[] = [];
  const shadows: Assignment[] = [];
  const isTaken = (personId: string) =>
    [...present, ...dialled, ...shadows].some((one) => one.personId === personId);
  for (const { trainee, learns } of prepared.trainees) {
    const { personId, besideId, isDialled } = trainee;
    const accompanied = besideId === null ? present[0] : present.find((one) => one.personId === besideId);
    if (accompanied === undefined || isTaken(personId)) continue;
    if (!inquiry.ask(learns) || inquiry.ask(prepared.absenceOf(personId))) continue;
    const { source, turn } = accompanied;
    const reason = { kind: 'shadow' as const, besideId: accompanied.personId };
    (isDialled ? dialled : shadows).push({ personId, reason, source, turn });
  }
  return { dialled, shadows };
}
