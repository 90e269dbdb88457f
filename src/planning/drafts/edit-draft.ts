import { within } from '../../domain/rule-violation.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import { violationsInShifts } from '../../domain/schedule/validity.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { ConfigurationDraft, RecordedChange, Version } from '../configuration.ts';
import type { PlanningViolation } from '../edit-schedule.ts';
import type { NumberedEdit, PlanningStore, PlanningTransaction } from '../planning-store.ts';
import type { Draft } from './draft.ts';

export type DraftRefusal<Proposal> =
  | { readonly kind: 'no-such-draft' }
  | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] }
  | {
      /** Others changed the draft meanwhile. */
      readonly kind: 'draft-moved';
      readonly changes: readonly RecordedChange[];
      readonly current: Draft;
      readonly version: Version;
      readonly proposal: Proposal;
    };

/** Makes these the shifts of a draft. */
export function setDraftShifts(
  store: PlanningStore,
  edit: NumberedEdit,
  shifts: readonly PlannedShift[],
): Promise<Result<{ readonly draft: Draft; readonly version: Version }, DraftRefusal<typeof shifts>>> {
  return store.edit(async (planning) => {
    const found = await draftToEdit(planning, edit, shifts);
    if (!found.ok) return found;
    const draft = found.value;
    const violations = [
      ...violationsInDraft(draft, shifts),
      ...(await strangers(planning.configuration, shifts)),
    ];
    if (violations.length > 0) return fail({ kind: 'invalid', violations } as const);
    const after = { ...draft, shifts };
    await planning.drafts.write(draft, after, edit.author);
    return ok({ draft: after, version: await planning.drafts.version(draft.id) });
  });
}

/** Gives a draft up. */
export function discardDraft(
  store: PlanningStore,
  edit: NumberedEdit,
): Promise<Result<Draft, DraftRefusal<null>>> {
  return store.edit(async (planning) => {
    const found = await draftToEdit(planning, edit, null);
    if (found.ok) await planning.drafts.remove(found.value, edit.author);
    return found;
  });
}

/** The draft, if it is as whoever wants to change it had it before them. */
export async function draftToEdit<Proposal>(
  { drafts }: PlanningTransaction,
  { id, basedOn }: NumberedEdit,
  proposal: Proposal,
): Promise<Result<Draft, DraftRefusal<Proposal>>> {
  const current = await drafts.draft(id);
  if (!current) return fail({ kind: 'no-such-draft' });
  const version = await drafts.version(id);
  if (basedOn === null || basedOn === version) return ok(current);
  const changes = await drafts.changesSince(id, basedOn);
  return fail({ kind: 'draft-moved', changes, current, version, proposal });
}

function violationsInDraft(draft: Draft, shifts: readonly PlannedShift[]): readonly PlanningViolation[] {
  const outside = shifts.flatMap((shift, index): readonly PlanningViolation[] => {
    if (shift.startAt < draft.startAt)
      return [{ path: ['shifts', index, 'start'], rule: 'lies-in-period', about: '' }];
    if (shift.endAt > draft.endAt)
      return [{ path: ['shifts', index, 'end'], rule: 'lies-in-period', about: '' }];
    return [];
  });
  return [...within(['shifts'], violationsInShifts(shifts)), ...outside];
}

async function strangers(
  configuration: ConfigurationDraft,
  shifts: readonly PlannedShift[],
): Promise<readonly PlanningViolation[]> {
  const unknown = new Set<string>();
  for (const id of new Set(shifts.map(({ personId }) => personId)))
    if (!(await configuration.item('people', id))) unknown.add(id);
  return shifts.flatMap(({ personId }, index): readonly PlanningViolation[] =>
    unknown.has(personId)
      ? [{ path: ['shifts', index, 'person'], rule: 'knows-person', about: personId }]
      : [],
  );
}
