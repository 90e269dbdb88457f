import type { Instant } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { RecordedChange } from '../configuration.ts';
import { type EditedSchedule, editScheduleIn } from '../edit-schedule.ts';
import type { NumberedEdit, PlanningStore } from '../planning-store.ts';
import { applyDraft } from './apply-draft.ts';
import { comparison, type DraftComparison } from './compare-draft.ts';
import type { Publication } from './draft.ts';
import { type DraftRefusal, draftToEdit } from './edit-draft.ts';

export interface PublishRequest {
  /** What lies before it stays as it is. Null: now. */
  readonly from: Instant | null;
  /** Also against what others changed in the period since the draft was begun. */
  readonly force: boolean;
  readonly reason: string | null;
}

export type PublishRefusal =
  | DraftRefusal<PublishRequest>
  | {
      /** Others changed the planning in the period since the draft was begun. */
      readonly kind: 'planning-moved';
      readonly changes: readonly RecordedChange[];
      readonly comparison: DraftComparison;
      readonly proposal: PublishRequest;
    };

/**
 * Makes a draft the planning, in the part of its period that is still to come; calls under way go by it from their next
 * step on. The draft is used up.
 */
export function publishDraft(
  store: PlanningStore,
  edit: NumberedEdit,
  request: PublishRequest,
): Promise<Result<EditedSchedule & { readonly publication: Publication }, PublishRefusal>> {
  return store.edit(async (planning) => {
    const { author } = edit;
    const found = await draftToEdit(planning, edit, request);
    if (!found.ok) return found;
    const draft = found.value;
    const from = Math.max(request.from ?? author.at, draft.startAt);
    if (from < author.at) return refuse('still-to-come');
    if (from >= draft.endAt) return refuse('lies-in-period');

    const compared = await comparison(planning, draft, from);
    if (compared.moved.length > 0 && !request.force) {
      return fail({
        kind: 'planning-moved',
        changes: compared.moved,
        comparison: compared,
        proposal: request,
      } as const);
    }
    const { reason } = request;
    const grounds = { reason, by: 'publication' } as const;
    const target = { scheduleId: draft.scheduleId, basedOn: null, author, ...grounds };
    const edited = await editScheduleIn(planning.configuration, target, request, (schedule) =>
      ok({ schedule: applyDraft(schedule, draft, from), at: [] }),
    );
    if (!edited.ok) {
      if (edited.error.kind === 'invalid') return fail(edited.error);
      throw new Error(`draft ${draft.id} cannot be published: ${edited.error.kind}`);
    }
    const publication = await planning.publications.add({
      scheduleId: draft.scheduleId,
      publishedAt: author.at,
      publishedBy: author.actor,
      ...compared.period,
      reason,
      changes: compared.changes,
    });
    await planning.drafts.remove(draft, author);
    return ok({ ...edited.value, publication });
  });
}

function refuse(rule: 'still-to-come' | 'lies-in-period') {
  return fail({ kind: 'invalid', violations: [{ path: ['from'], rule, about: '' }] } as const);
}
