import type { AbsenceList, EnteredAbsence } from '../domain/items/configuration.ts';
import { violationsInInterval } from '../domain/schedule/validity.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type {
  Author,
  ConfigurationDraft,
  ConfigurationStore,
  RecordedChange,
  Version,
} from './configuration.ts';
import type { PlanningViolation } from './edit-schedule.ts';

/** Of whom somebody enters absences, and which list of them they had before them. */
export interface AbsenceEdit {
  readonly personId: string;
  readonly basedOn: Version | null;
  readonly author: Author;
}

export type AbsenceRefusal =
  | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] }
  | {
      readonly kind: 'moved';
      readonly changes: readonly RecordedChange[];
      readonly current: readonly EnteredAbsence[];
      readonly version: Version;
      readonly proposal: EnteredAbsence;
    };

/** Notes that a person is on no schedule for an interval. */
export function recordAbsence(store: ConfigurationStore, edit: AbsenceEdit, absence: EnteredAbsence) {
  return editAbsences(store, edit, absence, (absences) => {
    const violations = violationsInInterval(absence);
    if (violations.length > 0) return fail(violations);
    if (absences.some((other) => sameAbsence(other, absence)))
      return fail([{ path: [], rule: 'listed-once', about: '' }]);
    return ok([...absences, absence]);
  });
}

/** Takes back an absence that was entered; those of calendars go where they came from. */
export function removeAbsence(store: ConfigurationStore, edit: AbsenceEdit, unwanted: EnteredAbsence) {
  return editAbsences(store, edit, unwanted, (absences) => {
    const left = absences.filter((absence) => !sameAbsence(absence, unwanted));
    if (left.length === absences.length) return fail([{ path: [], rule: 'absence-exists', about: '' }]);
    return ok(left);
  });
}

function editAbsences(
  store: ConfigurationStore,
  { personId: id, basedOn, author }: AbsenceEdit,
  proposal: EnteredAbsence,
  change: (
    absences: readonly EnteredAbsence[],
  ) => Result<readonly EnteredAbsence[], readonly PlanningViolation[]>,
): Promise<Result<Version, AbsenceRefusal>> {
  return store.edit(async (draft: ConfigurationDraft): Promise<Result<Version, AbsenceRefusal>> => {
    if (!(await draft.item('people', id)))
      return fail({ kind: 'invalid', violations: [{ path: ['person'], rule: 'knows-person', about: id }] });
    const before = await draft.item('absences', id);
    const current = before?.absences ?? [];
    const version = await draft.version('absences', id);
    if (basedOn !== null && basedOn !== version) {
      const changes = await draft.changesSince('absences', id, basedOn);
      return fail({ kind: 'moved', changes, current, version, proposal });
    }
    const changed = change(current);
    if (!changed.ok) return fail({ kind: 'invalid', violations: changed.error });
    const after: AbsenceList | null = changed.value.length === 0 ? null : { id, absences: changed.value };
    await draft.apply([{ section: 'absences', id, before, after }], author);
    return ok(await draft.version('absences', id));
  });
}

function sameAbsence(a: EnteredAbsence, b: EnteredAbsence): boolean {
  return a.startAt === b.startAt && a.endAt === b.endAt && a.note === b.note;
}
