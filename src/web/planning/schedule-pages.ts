import { writtenConfirmation } from '../../domain/items/confirmation.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import { blankRotation, type RotationRow } from '../../domain/items/rotation-rows.ts';
import { SCHEDULE_FIELDS, scheduleForm } from '../../domain/items/schedule.ts';
import { BLANK_WINDOW, type WindowRow } from '../../domain/items/window-rows.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { SWAP_APPROVALS } from '../../domain/swap/swap-approval.ts';
import { createItem, type NewItemPage, newItem, openItem, saveItem } from '../forms/item-editor.ts';
import { applyOrder } from '../forms/rows.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';

type ScheduleValues = FormValues & {
  readonly name: string;
  readonly coverage: readonly WindowRow[];
  readonly rotations: readonly RotationRow[];
};

const SCHEDULE_PAGE: NewItemPage<'schedules', ScheduleValues> = {
  section: 'schedules',
  view: 'planning/settings',
  fields: SCHEDULE_FIELDS,
  form: scheduleForm,
  address: (id) => `/planning/${id}`,
  blank: ({ dependencies }) => ({
    name: '',
    timeZone: dependencies.timeZone,
    team: '',
    swapApproval: 'none',
    confirmation: 'usual',
    confirmHours: '',
    confirmLimit: '',
    country: dependencies.numberingPlan.homeCountry,
    region: '',
    closedDays: '',
    coverage: [],
    rotations: [],
  }),
  stored: ({ dependencies }, id) => dependencies.reader.scheduleSettings(id),
  async taken({ dependencies }) {
    return dependencies.reader.scheduleNames();
  },
  rearranged({ dependencies, now }, values, order) {
    const today = localOf(now, dependencies.timeZone).slice(0, 10);
    return {
      ...values,
      coverage: applyOrder(order, 'cover', values.coverage, BLANK_WINDOW),
      rotations: applyOrder(order, 'rotation', values.rotations, blankRotation(today)),
    };
  },
  raw(context, { team, ...raw }) {
    return mayTeam(context) ? { ...raw, team } : raw;
  },
  async show({ dependencies, t, actor }, id, { values }) {
    const [teams, people] = await Promise.all([dependencies.reader.teams(), dependencies.reader.people()]);
    return {
      title: id === null ? t.planning.newSchedule : values.name,
      data: {
        teams: [...teams.values()],
        people: [...people.values()],
        approvals: SWAP_APPROVALS,
        usualConfirmation: writtenConfirmation(dependencies.notices.confirmation),
        mayTeam: mayTeam({ actor }),
        mayDelete: id !== null && scopeOf('schedules.create', actor.role) === 'all',
      },
    };
  },
};

export function newSchedulePage(context: MemberContext): Promise<Reply> {
  return newItem(SCHEDULE_PAGE, context);
}

export function scheduleSettings(context: MemberContext): Promise<Reply> {
  return openItem(SCHEDULE_PAGE, context, param(context, 'schedule'));
}

export function createSchedule(context: MemberChangeContext): Promise<Reply> {
  return createItem(SCHEDULE_PAGE, context);
}

export function saveSchedule(context: MemberChangeContext): Promise<Reply> {
  return saveItem(SCHEDULE_PAGE, context, param(context, 'schedule'));
}

/** A supervisor who could give a schedule another team could take one from another team's supervisors, or lose it. */
function mayTeam({ actor }: Pick<MemberContext, 'actor'>): boolean {
  return scopeOf('schedules.create', actor.role) === 'all';
}
