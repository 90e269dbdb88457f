import { scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { SWAP_APPROVALS } from '../../domain/swap/swap-approval.ts';
import { writeConfirmation } from '../../planning/portable-config/confirmation-form.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import { writeWindow } from '../../planning/portable-config/window-form.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import { BLANK_WINDOW } from '../forms/window-rows.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import {
  blankRotation,
  blankSchedule,
  rawSchedule,
  type ScheduleValues,
  typedSchedule,
  valuesOfSchedule,
} from './schedule-form.ts';

export function newSchedulePage(context: MemberContext): Promise<Reply> {
  const { timeZone, numberingPlan } = context.dependencies;
  const values = blankSchedule(timeZone, numberingPlan.homeCountry);
  return scheduleForm(context, null, { values, validationErrors: NO_ERRORS, opened: '', conflict: null });
}

export async function scheduleSettings(context: MemberContext): Promise<Reply> {
  const { dependencies } = context;
  const id = param(context, 'schedule');
  const opened = await openedOf(context, 'schedules', id);
  const [schedule, people] = await Promise.all([
    dependencies.reader.schedule(id),
    dependencies.reader.people(),
  ]);
  if (!schedule) return notFound();
  const values = valuesOfSchedule(schedule, people);
  return scheduleForm(context, id, { values, validationErrors: NO_ERRORS, opened, conflict: null });
}

export async function createSchedule(context: MemberChangeContext): Promise<Reply> {
  const names = await context.dependencies.reader.scheduleNames();
  const id = idFor('schedules', context.fields.text('name'), (taken) => names.has(taken));
  return takeSchedule(context, null, id);
}

export function saveSchedule(context: MemberChangeContext): Promise<Reply> {
  const id = param(context, 'schedule');
  return takeSchedule(context, id, id);
}

async function takeSchedule(
  context: MemberChangeContext,
  existing: string | null,
  id: string,
): Promise<Reply> {
  const { dependencies, fields } = context;
  const typed = typedSchedule(fields);
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save') {
    const today = localOf(context.now, dependencies.timeZone).slice(0, 10);
    const values = {
      ...typed,
      coverage: applyOrder(order, 'cover', typed.coverage, BLANK_WINDOW),
      rotations: applyOrder(order, 'rotation', typed.rotations, blankRotation(today)),
    };
    return scheduleForm(context, existing, { values, validationErrors: NO_ERRORS, opened, conflict: null });
  }
  const [before, people] = await Promise.all([
    existing === null ? null : dependencies.reader.schedule(existing),
    dependencies.reader.people(),
  ]);
  const windowOf = (rotationId: string) => {
    const window = before?.rotations.find((rotation) => rotation.id === rotationId)?.window;
    return window ? writeWindow(window) : null;
  };
  const values = mayTeam(context) ? typed : { ...typed, team: before?.teamId ?? '' };
  const raw = rawSchedule(values, people, before, windowOf);
  const saved = await saveEdits(context, [{ section: 'schedules', id, raw, basedOn: basedOnOf(opened) }]);
  if (saved.kind === 'saved') {
    const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
    return { kind: 'see', path: `/planning/${id}`, done };
  }
  const { conflict } = saved;
  const validationErrors = saved.validationErrors('schedules');
  return scheduleForm(context, existing, {
    values,
    validationErrors,
    opened: conflict?.opened ?? opened,
    conflict,
  });
}

interface ScheduleFormState {
  readonly values: ScheduleValues;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function scheduleForm(
  context: MemberContext,
  id: string | null,
  state: ScheduleFormState,
): Promise<Reply> {
  const [teams, people] = await Promise.all([
    context.dependencies.reader.teams(),
    context.dependencies.reader.people(),
  ]);
  return {
    kind: 'page',
    view: 'planning/settings',
    title: id === null ? context.t.planning.newSchedule : state.values.name,
    status: state.conflict ? 409 : state.validationErrors.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      teams: [...teams.values()],
      people: [...people.values()],
      approvals: SWAP_APPROVALS,
      usualConfirmation: writeConfirmation(context.dependencies.notices.confirmation),
      mayTeam: mayTeam(context),
      mayDelete: id !== null && scopeOf('schedules.create', context.actor.role) === 'all',
    },
  };
}

/** A supervisor who could give a schedule another team could take one from another team's supervisors, or lose it. */
function mayTeam({ actor }: MemberContext): boolean {
  return scopeOf('schedules.create', actor.role) === 'all';
}
