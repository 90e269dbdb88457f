import type { JudgedFinding } from '../../domain/labour/finding.ts';
import type { DutyChange } from '../../domain/schedule/compare-duty.ts';
import { checkWanted } from '../../labour/check-planned.ts';
import { applyDraft } from '../../planning/drafts/apply-draft.ts';
import type { Draft } from '../../planning/drafts/draft.ts';
import { type MemberContext, notFound } from '../request-context.ts';

/** What a draft would break of the rules of the people whom it concerns, were it published now. */
export async function draftFindings(
  { dependencies, now }: MemberContext,
  draft: Draft,
  changes: readonly DutyChange[],
): Promise<readonly JudgedFinding[]> {
  const managed = (await dependencies.reader.schedule(draft.scheduleId)) ?? notFound();
  const absences = await dependencies.labour.absences(Math.min(draft.startAt, now));
  const schedule = { ...applyDraft(managed, draft, draft.startAt), absences };
  return checkWanted(dependencies.labour, { schedule, shifts: draft.shifts, period: draft, changes }, now);
}

/** Why it cannot be published as it stands. Null: it can. */
export function refusalOf(found: readonly JudgedFinding[], reason: string | null): 'blocked' | 'late' | null {
  if (found.some(({ isBlocking }) => isBlocking)) return 'blocked';
  return reason === null && found.some(({ rule }) => rule === 'short-notice') ? 'late' : null;
}
