import type { FormValues } from '../../domain/items/form-part.ts';
import { knownIds } from '../../domain/items/known-ids.ts';
import { scheduleForm, schedules } from '../../domain/items/schedule.ts';
import { type Outlook, outlookOf } from '../../domain/schedule/outlook.ts';
import type { Absence } from '../../domain/schedule/schedule.ts';
import { formContext } from '../forms/form-context.ts';
import type { MemberContext } from '../request-context.ts';

const WEEKS_SHOWN = 8;
const WEEK_MS = 7 * 24 * 3_600_000;
/** More lines than anybody reads beside a form. */
const MOST_SHOWN = 60;

/** What would come of a form as it stands, with names. */
export interface ShownOutlook {
  readonly zone: string;
  readonly shifts: readonly {
    readonly startAt: number;
    readonly endAt: number;
    readonly name: string;
    readonly isShadow: boolean;
  }[];
  readonly more: number;
  readonly gaps: readonly { readonly startAt: number; readonly endAt: number }[];
  readonly served: readonly { readonly name: string; readonly times: number; readonly hours: number }[];
  readonly never: readonly string[];
  /** Turns in hours are real ones: a handoff moves when clocks change. */
  readonly hasHourTurns: boolean;
}

/** Null: the form does not say a planning yet, or nobody takes part. */
export async function shownOutlook(
  context: MemberContext,
  id: string | null,
  values: FormValues,
): Promise<ShownOutlook | null> {
  const { dependencies, now } = context;
  const { reader } = dependencies;
  const before = id === null ? null : ((await reader.scheduleSettings(id)) ?? null);
  const raw = scheduleForm.raw(values, await formContext(context), before, dependencies.timeZone);
  const named = { ...raw, name: raw.name || 'planning' };
  const references = await reader.references();
  const read = schedules.read(id ?? 'planning', named, before, {
    plan: dependencies.numberingPlan,
    homeTimeZone: dependencies.timeZone,
    known: knownIds((section) => references[section].keys()),
    sounds: references.sounds,
  });
  if (!read.ok || read.value === null || read.value.rotations.length === 0) return null;
  const inForce = id === null ? null : await dependencies.schedules.schedule(id);
  const absences: readonly Absence[] = inForce?.absences ?? [];
  const { shifts: planned = [], overrides = [] } = inForce ?? {};
  const schedule = { ...read.value, shifts: planned, overrides, absences };
  const people = await reader.people();
  return withNames(outlookOf(schedule, now, now + WEEKS_SHOWN * WEEK_MS), schedule.timeZone, {
    nameOf: (personId) => people.get(personId)?.name ?? personId,
    hasHourTurns: schedule.rotations.some(({ turn }) => turn.unit === 'hours'),
  });
}

function withNames(
  { shifts, gaps, served, never }: Outlook,
  zone: string,
  { nameOf, hasHourTurns }: { readonly nameOf: (personId: string) => string; readonly hasHourTurns: boolean },
): ShownOutlook {
  return {
    zone,
    shifts: shifts.slice(0, MOST_SHOWN).map(({ startAt, endAt, personId, reason }) => ({
      startAt,
      endAt,
      name: nameOf(personId),
      isShadow: reason.kind === 'shadow',
    })),
    more: Math.max(0, shifts.length - MOST_SHOWN),
    gaps: gaps.slice(0, MOST_SHOWN),
    served: served.map(({ personId, ...rest }) => ({ ...rest, name: nameOf(personId) })),
    never: never.map(nameOf),
    hasHourTurns,
  };
}
