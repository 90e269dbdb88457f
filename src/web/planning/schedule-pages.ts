import { reachOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { SWAP_APPROVALS } from '../../domain/swap/swap-approval.ts';
import { writeConfirmation } from '../../planning/portable-config/confirmation-form.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import { writeWindow } from '../../planning/portable-config/window-form.ts';
import { type Flaws, NO_FLAWS } from '../forms/flaws.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { BLANK_WINDOW } from '../forms/window-rows.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';
import {
  blankRotation,
  blankSchedule,
  rawSchedule,
  type ScheduleValues,
  typedSchedule,
  valuesOfSchedule,
} from './schedule-form.ts';

export function newSchedulePage(visit: MemberVisit): Promise<Reply> {
  const { timeZone, numberingPlan } = visit.needs;
  const values = blankSchedule(timeZone, numberingPlan.homeCountry);
  return scheduleForm(visit, null, { values, flaws: NO_FLAWS, opened: '', conflict: null });
}

export async function scheduleSettings(visit: MemberVisit): Promise<Reply> {
  const { needs } = visit;
  const id = param(visit, 'schedule');
  const opened = await openedOf(visit, 'schedules', id);
  const [schedule, people] = await Promise.all([needs.reader.schedule(id), needs.reader.people()]);
  if (!schedule) return notFound();
  const values = valuesOfSchedule(schedule, people);
  return scheduleForm(visit, id, { values, flaws: NO_FLAWS, opened, conflict: null });
}

export async function createSchedule(visit: MemberChange): Promise<Reply> {
  const names = await visit.needs.reader.scheduleNames();
  const id = idFor('schedules', visit.fields.text('name'), (taken) => names.has(taken));
  return takeSchedule(visit, null, id);
}

export function saveSchedule(visit: MemberChange): Promise<Reply> {
  const id = param(visit, 'schedule');
  return takeSchedule(visit, id, id);
}

async function takeSchedule(visit: MemberChange, existing: string | null, id: string): Promise<Reply> {
  const { needs, fields } = visit;
  const typed = typedSchedule(fields);
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save') {
    const today = localOf(visit.now, needs.timeZone).slice(0, 10);
    const values = {
      ...typed,
      coverage: applyOrder(order, 'cover', typed.coverage, BLANK_WINDOW),
      rotations: applyOrder(order, 'rotation', typed.rotations, blankRotation(today)),
    };
    return scheduleForm(visit, existing, { values, flaws: NO_FLAWS, opened, conflict: null });
  }
  const [before, people] = await Promise.all([
    existing === null ? null : needs.reader.schedule(existing),
    needs.reader.people(),
  ]);
  const windowOf = (rotationId: string) => {
    const window = before?.rotations.find((rotation) => rotation.id === rotationId)?.window;
    return window ? writeWindow(window) : null;
  };
  const values = mayTeam(visit) ? typed : { ...typed, team: before?.teamId ?? '' };
  const raw = rawSchedule(values, people, before, windowOf);
  const saved = await saveEdits(visit, [{ section: 'schedules', id, raw, basedOn: basedOnOf(opened) }]);
  if (saved.kind === 'saved') {
    const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
    return { kind: 'see', path: `/planning/${id}`, done };
  }
  const { conflict } = saved;
  const flaws = saved.flaws('schedules');
  return scheduleForm(visit, existing, { values, flaws, opened: conflict?.opened ?? opened, conflict });
}

interface ScheduleFormState {
  readonly values: ScheduleValues;
  readonly flaws: Flaws;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function scheduleForm(visit: MemberVisit, id: string | null, state: ScheduleFormState): Promise<Reply> {
  const [teams, people] = await Promise.all([visit.needs.reader.teams(), visit.needs.reader.people()]);
  return {
    kind: 'page',
    view: 'planning/settings',
    title: id === null ? visit.t.planning.newSchedule : state.values.name,
    status: state.conflict ? 409 : state.flaws.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      teams: [...teams.values()],
      people: [...people.values()],
      approvals: SWAP_APPROVALS,
      usualConfirmation: writeConfirmation(visit.needs.notices.confirmation),
      mayTeam: mayTeam(visit),
      mayDelete: id !== null && reachOf('schedules.create', visit.actor.role) === 'all',
    },
  };
}

/** A supervisor who could give a schedule another team could take one from another team's supervisors, or lose it. */
function mayTeam({ actor }: MemberVisit): boolean {
  return reachOf('schedules.create', actor.role) === 'all';
}
