import type { ManagedSchedule } from '../domain/items/configuration.ts';
import type { PlanningRule } from '../domain/planning-rule.ts';
import type { RuleViolation } from '../domain/rule-violation.ts';
import type { Override, Schedule } from '../domain/schedule/schedule.ts';
import { settled } from '../domain/schedule/validity.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type {
  Author,
  ConfigurationDraft,
  ConfigurationStore,
  Grounds,
  RecordedChange,
  Version,
  Warnings,
} from './configuration.ts';

/** Which schedule somebody changes, and what they had before them when they decided it. */
export interface ScheduleEdit extends Grounds {
  readonly scheduleId: string;
  /** Null: whatever the schedule is by now, as when somebody must be replaced at once. */
  readonly basedOn: Version | null;
  readonly author: Author;
}

export type PlanningViolation = RuleViolation<PlanningRule>;

/** A schedule as it became. */
export interface EditedSchedule {
  readonly schedule: ManagedSchedule;
  readonly version: Version;
  /** Overrides that went because the duty they replaced was taken away. */
  readonly dropped: readonly Override[];
  /** What of the rules of people's teams it newly breaks, though nobody forbids it. */
  readonly warnings: Warnings;
}

/** Why a change was not made. Nothing was written, and what was proposed is given back. */
export type EditRefusal<Proposal> =
  | { readonly kind: 'no-such-schedule' }
  | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] }
  | {
      /** Others changed the schedule meanwhile. */
      readonly kind: 'moved';
      readonly changes: readonly RecordedChange[];
      readonly current: ManagedSchedule;
      readonly version: Version;
      readonly proposal: Proposal;
    };

/** A schedule as somebody wants it. */
export interface Wanted {
  readonly schedule: ManagedSchedule;
  /** Where in it they changed something: what is wrong there is told without this path before it. */
  readonly at: PlanningViolation['path'];
}

/** Changes a schedule in a transaction of its own, by the rules that hold for files too. */
export function editSchedule<Proposal>(
  store: ConfigurationStore,
  edit: ScheduleEdit,
  proposal: Proposal,
  change: (schedule: ManagedSchedule) => Result<Wanted, readonly PlanningViolation[]>,
): Promise<Result<EditedSchedule, EditRefusal<Proposal>>> {
  return store.edit((draft) => editScheduleIn(draft, edit, proposal, change));
}

/** The same, in a transaction that does more. */
export async function editScheduleIn<Proposal>(
  draft: ConfigurationDraft,
  edit: ScheduleEdit,
  proposal: Proposal,
  change: (schedule: ManagedSchedule) => Result<Wanted, readonly PlanningViolation[]>,
): Promise<Result<EditedSchedule, EditRefusal<Proposal>>> {
  const { scheduleId: id, basedOn, author } = edit;
  const before = await draft.item('schedules', id);
  if (!before) return fail({ kind: 'no-such-schedule' });
  const version = await draft.version('schedules', id);
  if (basedOn !== null && basedOn !== version) {
    const changes = await draft.changesSince('schedules', id, basedOn);
    return fail({ kind: 'moved', changes, current: before, version, proposal });
  }
  const wanted = change(before);
  if (!wanted.ok) return fail({ kind: 'invalid', violations: wanted.error });
  const { schedule, at } = wanted.value;
  const strangers = await unknownPeople(draft, before, schedule);
  if (strangers.length > 0) return fail({ kind: 'invalid', violations: seenFrom(at, strangers) });
  const settling = settled(schedule, before, (override) =>
    before.overrides.some((old) => isPartOf(override, old)),
  );
  if (!settling.ok) return fail({ kind: 'invalid', violations: seenFrom(at, settling.error) });
  const after = settling.value;
  const applied = await draft.apply([{ section: 'schedules', id, before, after }], author, edit);
  if (!applied.ok) return fail({ kind: 'invalid', violations: violationsOfTeams(applied.error) });
  return ok({
    schedule: after,
    version: await draft.version('schedules', id),
    dropped: schedule.overrides.filter((override) => !after.overrides.includes(override)),
    warnings: applied.value,
  });
}

/** What teams forbid, each rule once for each person. */
export function violationsOfTeams(
  forbidden: Warnings,
  nameOf: (personId: string) => string = (id) => id,
): readonly PlanningViolation[] {
  const said = new Map(forbidden.map((one) => [`${one.rule} ${one.personId}`, one]));
  return [...said.values()].map(({ rule, personId }) => ({ path: [], rule, about: nameOf(personId) }));
}

/** Whoever the change brings in must exist; the others are held by the database. */
async function unknownPeople(
  draft: ConfigurationDraft,
  before: Schedule,
  after: Schedule,
): Promise<readonly PlanningViolation[]> {
  const known = new Set(mentions(before).map(({ personId }) => personId));
  const violations: PlanningViolation[] = [];
  for (const { personId, path } of mentions(after)) {
    if (known.has(personId)) continue;
    if (await draft.item('people', personId)) known.add(personId);
    else violations.push({ path, rule: 'knows-person', about: personId });
  }
  return violations;
}

interface Mention {
  readonly personId: string;
  readonly path: PlanningViolation['path'];
}

function mentions({ rotations, trainees, shifts, overrides }: Schedule): readonly Mention[] {
  const found = [
    ...rotations.flatMap(({ participants }, rotation) =>
      participants.map(({ personId }, index) => ({
        personId,
        path: ['rotations', rotation, 'participants', index, 'person'],
      })),
    ),
    ...trainees.flatMap(({ personId, besideId }, index) => [
      { personId, path: ['trainees', index, 'person'] },
      { personId: besideId, path: ['trainees', index, 'beside'] },
    ]),
    ...shifts.map(({ personId }, index) => ({ personId, path: ['shifts', index, 'person'] })),
    ...overrides.flatMap(({ personId, replacesId }, index) => [
      { personId, path: ['overrides', index, 'person'] },
      { personId: replacesId, path: ['overrides', index, 'replaces'] },
    ]),
  ];
  return found.flatMap(({ personId, path }) => (personId === null ? [] : [{ personId, path }]));
}

/** The same override, or what is left of it. */
function isPartOf(override: Override, old: Override): boolean {
  return (
    override.action === old.action &&
    override.personId === old.personId &&
    override.replacesId === old.replacesId &&
    override.startAt >= old.startAt &&
    override.endAt <= old.endAt
  );
}

function seenFrom(
  at: PlanningViolation['path'],
  violations: readonly PlanningViolation[],
): readonly PlanningViolation[] {
  return violations.map((one) =>
    at.every((segment, index) => one.path[index] === segment)
      ? { ...one, path: one.path.slice(at.length) }
      : one,
  );
}
