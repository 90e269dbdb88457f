import { writtenConfirmation } from '../../domain/items/confirmation.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import { idFor } from '../../domain/items/item-id.ts';
import { BLANK_PARTICIPANT } from '../../domain/items/participant-rows.ts';
import { blankRotation, type RotationRow } from '../../domain/items/rotation-rows.ts';
import { SCHEDULE_FIELDS, scheduleForm } from '../../domain/items/schedule.ts';
import { BLANK_TRAINEE, type TraineeRow } from '../../domain/items/trainee-rows.ts';
import { BLANK_WINDOW, LONE_HOLIDAY_CHOICES, type WindowRow } from '../../domain/items/window-rows.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { SWAP_APPROVALS } from '../../domain/swap/swap-approval.ts';
import { holidayChoices } from '../forms/holiday-choices.ts';
import { createItem, type NewItemPage, newItem, openItem, saveItem } from '../forms/item-editor.ts';
import { applyInner, applyOrder, type RowOrder } from '../forms/rows.ts';
import { timeZoneOptions } from '../forms/time-zones.ts';
import { lineOrders, windowOrders } from '../forms/window-orders.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';
import { shownOutlook } from './schedule-outlook.ts';
import { SCHEDULE_TEMPLATES, secondLevel, templateCalled, templateRotation } from './schedule-templates.ts';

type ScheduleValues = FormValues & {
  readonly name: string;
  readonly timeZone: string;
  readonly country: string;
  readonly region: string;
  readonly closedDays: readonly string[];
  readonly confirmHours: readonly string[];
  readonly coverage: readonly WindowRow[];
  readonly rotations: readonly RotationRow[];
  readonly trainees: readonly TraineeRow[];
};

const SCHEDULE_PAGE: NewItemPage<'schedules', ScheduleValues> = {
  section: 'schedules',
  view: 'planning/settings',
  fields: SCHEDULE_FIELDS,
  form: scheduleForm,
  address: (id) => `/planning/${id}`,
  blank: ({ dependencies, t, now, request }) => ({
    name: '',
    timeZone: dependencies.timeZone,
    team: '',
    swapApproval: 'none',
    confirmation: 'usual',
    confirmHours: [],
    confirmLimit: '',
    country: dependencies.numberingPlan.homeCountry,
    region: '',
    worked: [],
    closedDays: [],
    coverage: [],
    rotations: [
      templateRotation(
        templateCalled(String(request.query.template)),
        t.planning.templateRotation,
        localOf(now, dependencies.timeZone).slice(0, 10),
      ),
    ],
    trainees: [],
  }),
  stored: ({ dependencies }, id) => dependencies.reader.scheduleSettings(id),
  async taken({ dependencies }) {
    return dependencies.reader.scheduleNames();
  },
  rearranged({ dependencies, now }, values, order) {
    const today = localOf(now, dependencies.timeZone).slice(0, 10);
    return {
      ...values,
      closedDays: applyOrder(order, 'closedday', values.closedDays, ''),
      coverage: windowOrders(order, 'cover', values.coverage, BLANK_WINDOW),
      rotations: rearrangedRotations(order, values.rotations, today),
      trainees: applyOrder(order, 'trainee', values.trainees, BLANK_TRAINEE),
    };
  },
  raw(context, { team, ...raw }) {
    return mayTeam(context) ? { ...raw, team } : raw;
  },
  async beside({ fields, dependencies, t }, id, raw) {
    const isNew = (await dependencies.reader.scheduleSettings(id)) === null;
    if (!isNew || templateCalled(fields.text('template')) !== 'levels') return [];
    const name = t.planning.secondLevel(String(raw.name));
    const names = await dependencies.reader.scheduleNames();
    const second = idFor('schedules', name, (one) => names.has(one) || one === id);
    return [{ section: 'schedules', id: second, raw: secondLevel(raw, name), basedOn: 'nothing' }];
  },
  async show(context, id, { values }) {
    const { dependencies, t, actor, language } = context;
    const [teams, people] = await Promise.all([dependencies.reader.teams(), dependencies.reader.people()]);
    return {
      title: id === null ? t.planning.newSchedule : values.name,
      data: {
        teams: [...teams.values()],
        people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, language)),
        holidayChoices: holidayChoices(context, values),
        zones: timeZoneOptions(values.timeZone, language),
        loneHolidays: LONE_HOLIDAY_CHOICES,
        leadHours: leadHours(values.confirmHours),
        paints: true,
        templates: SCHEDULE_TEMPLATES,
        template: templateCalled(context.fields.text('template') || String(context.request.query.template)),
        outlook: await shownOutlook(context, id, values),
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

function rearrangedRotations(
  order: RowOrder,
  rotations: readonly RotationRow[],
  today: string,
): readonly RotationRow[] {
  const rows = applyOrder(order, 'rotation', rotations, blankRotation(today));
  const withLines = lineOrders(order, 'rotation', rows, {
    window: ({ window }) => window,
    having: (row, window) => ({ ...row, window }),
  });
  return applyInner(order, 'participant', withLines, {
    rows: ({ participants }) => participants,
    having: (row, participants) => ({ ...row, participants }),
    blank: BLANK_PARTICIPANT,
  });
}

const USUAL_LEADS = ['72', '48', '24', '12', '6', '3', '2', '1'];

/** Hours to tick: the usual ones, and those that are chosen already; the longest first. */
function leadHours(chosen: readonly string[]): readonly string[] {
  const own = chosen.filter((hours) => !USUAL_LEADS.includes(hours));
  return [...USUAL_LEADS, ...own].toSorted((a, b) => Number(b) - Number(a));
}
