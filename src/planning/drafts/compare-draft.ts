import { compareDuty, type DutyChange } from '../../domain/schedule/compare-duty.ts';
import { gaps } from '../../domain/schedule/coverage.ts';
import { idleOverrides } from '../../domain/schedule/idle-overrides.ts';
import type { Override } from '../../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { RecordedChange, Version } from '../configuration.ts';
import type { PlanningReader, PlanningView } from '../planning-store.ts';
import { applyDraft } from './apply-draft.ts';
import { bearsOn } from './bears-on.ts';
import type { Draft } from './draft.ts';

/** What publishing a draft would do. */
export interface DraftComparison {
  readonly draft: Draft;
  readonly version: Version;
  /** What would be replaced: the draft's period, less what has passed. */
  readonly period: Interval;
  readonly changes: readonly DutyChange[];
  /** Nobody would be on duty, and somebody should. */
  readonly gaps: readonly Interval[];
  /** Overrides that would replace nobody any more, and go. */
  readonly dropped: readonly Override[];
  /** What others changed in the period since the draft was begun. */
  readonly moved: readonly RecordedChange[];
}

/** Compares a draft with what is in force, from `from` (null: from now) to the end of its period. */
export function compareDraft(
  reader: PlanningReader,
  draftId: number,
  from: Instant | null,
  now: Instant,
): Promise<Result<DraftComparison, 'no-such-draft'>> {
  return reader.read(async (planning): Promise<Result<DraftComparison, 'no-such-draft'>> => {
    const draft = await planning.drafts.draft(draftId);
    return draft ? ok(await comparison(planning, draft, from ?? now)) : fail('no-such-draft');
  });
}

/** The same, in a transaction that does more. */
export async function comparison(
  { configuration, drafts }: PlanningView,
  draft: Draft,
  from: Instant,
): Promise<DraftComparison> {
  const period = { startAt: Math.max(from, draft.startAt), endAt: draft.endAt };
  const schedule = await configuration.item('schedules', draft.scheduleId);
  if (!schedule) throw new Error(`draft ${draft.id} outlived its schedule ${draft.scheduleId}`);
  const absences = await configuration.absences();
  const before = { ...schedule, absences };
  const after = { ...applyDraft(schedule, draft, period.startAt), absences };
  const since = await configuration.changesSince('schedules', draft.scheduleId, draft.basedOn);
  return {
    draft,
    version: await drafts.version(draft.id),
    period,
    changes: compareDuty(before, after, period.startAt, period.endAt),
    gaps: gaps(after, period.startAt, period.endAt),
    dropped: idleOverrides(after),
    moved: since.filter((change) => bearsOn(change, period)),
  };
}
