import type { ConfirmationRule } from '../../domain/notice/duty-confirmation.ts';
import type { Person } from '../../domain/person.ts';
import type { Participant, Rotation } from '../../domain/schedule/schedule.ts';
import type { ManagedSchedule } from '../../planning/configuration.ts';
import { writeConfirmation } from '../../planning/portable-config/confirmation-form.ts';
import { printWeekday } from '../../planning/portable-config/weekly-hours.ts';
import type { Fields } from '../forms/fields.ts';
import { rawHolidays } from '../forms/holidays.ts';
import { rawWindowPart, type WindowRow, windowRow, windowRows } from '../forms/window-rows.ts';

export interface RotationRow {
  /** Empty: it is new. */
  readonly id: string;
  readonly name: string;
  readonly participants: string;
  readonly count: string;
  readonly unit: string;
  readonly weekday: string;
  readonly time: string;
  readonly start: string;
  readonly end: string;
  readonly hours: string;
  readonly holidays: string;
  readonly whenAbsent: string;
}

/** A schedule's settings as they stand in the form: what was typed, right or wrong. */
export interface ScheduleValues {
  readonly name: string;
  readonly timeZone: string;
  readonly team: string;
  readonly swapApproval: string;
  /** `usual`: as on every schedule; `own`; `never`: nobody is asked. */
  readonly confirmation: string;
  /** `24, 3, 2` */
  readonly confirmHours: string;
  readonly confirmLimit: string;
  readonly country: string;
  readonly region: string;
  readonly closedDays: string;
  readonly coverage: readonly WindowRow[];
  readonly rotations: readonly RotationRow[];
}

export function blankSchedule(timeZone: string, country: string): ScheduleValues {
  return {
    name: '',
    timeZone,
    team: '',
    swapApproval: 'none',
    ...confirmationValues(null),
    country,
    region: '',
    closedDays: '',
    coverage: [],
    rotations: [],
  };
}

function confirmationValues(rule: ConfirmationRule | null) {
  const written = rule === null ? null : writeConfirmation(rule);
  return {
    confirmation: written === null ? 'usual' : written.hours.length === 0 ? 'never' : 'own',
    confirmHours: written?.hours.join(', ') ?? '',
    confirmLimit: written === null ? '' : String(written.limitMinutes),
  };
}

/** As a configuration file would say it. Whoever asks nobody need not say by when an answer must have come. */
function rawConfirmation({ confirmation, confirmHours, confirmLimit }: ScheduleValues): unknown {
  if (confirmation === 'own')
    return { hours: confirmHours.split(/[,;\s]+/).filter((hour) => hour !== ''), limitMinutes: confirmLimit };
  return confirmation === 'never' ? { hours: [], limitMinutes: '60' } : null;
}

export function blankRotation(today: string): RotationRow {
  return {
    id: '',
    name: '',
    participants: '',
    count: '1',
    unit: 'weeks',
    weekday: '1',
    time: '08:00',
    start: today,
    end: '',
    hours: '',
    holidays: 'like-other-days',
    whenAbsent: 'next-covers',
  };
}

export function valuesOfSchedule(
  schedule: ManagedSchedule,
  people: ReadonlyMap<string, Person>,
): ScheduleValues {
  return {
    name: schedule.name,
    timeZone: schedule.timeZone,
    team: schedule.teamId ?? '',
    swapApproval: schedule.swapApproval,
    ...confirmationValues(schedule.confirmation),
    country: schedule.holidays.country ?? '',
    region: schedule.holidays.region ?? '',
    closedDays: schedule.holidays.closedDays.join('\n'),
    coverage: windowRows(schedule.coverage),
    rotations: schedule.rotations.map((rotation) => valuesOfRotation(rotation, people)),
  };
}

function valuesOfRotation(rotation: Rotation, people: ReadonlyMap<string, Person>): RotationRow {
  const window = rotation.window?.[0];
  const row = window === undefined ? null : windowRow(window);
  return {
    id: rotation.id,
    name: rotation.name,
    participants: rotation.participants.map((one) => participantLine(one, people)).join('\n'),
    count: String(rotation.turn.count),
    unit: rotation.turn.unit,
    weekday: rotation.handoffWeekday === null ? '' : String(rotation.handoffWeekday),
    time: rotation.handoffTime,
    start: rotation.startDate,
    end: rotation.endDate ?? '',
    hours: row?.hours ?? '',
    holidays: row?.holidays ?? 'like-other-days',
    whenAbsent: rotation.whenAbsent,
  };
}

function participantLine(
  { personId, from, until }: Participant,
  people: ReadonlyMap<string, Person>,
): string {
  const name = people.get(personId)?.name ?? personId;
  // With two of one name the id says who.
  const several = [...people.values()].filter((person) => person.name === name).length > 1;
  const dates = until === null ? (from === null ? [] : [from]) : [from ?? '', until];
  return [several ? personId : name, ...dates].join(', ');
}

export function typedSchedule(fields: Fields): ScheduleValues {
  return {
    name: fields.text('name'),
    timeZone: fields.text('timeZone'),
    team: fields.text('team'),
    swapApproval: fields.text('swapApproval'),
    confirmation: fields.text('confirmation'),
    confirmHours: fields.text('confirmHours'),
    confirmLimit: fields.text('confirmLimit'),
    country: fields.text('country').toUpperCase(),
    region: fields.text('region'),
    closedDays: fields.text('closedDays'),
    coverage: fields.rows('coverHours', 'coverHolidays', 'coverFrom', 'coverTo').map((row) => ({
      hours: row.coverHours,
      holidays: row.coverHolidays,
      from: row.coverFrom,
      to: row.coverTo,
    })),
    rotations: fields
      .rows(
        'rotationId',
        'rotationName',
        'participants',
        'count',
        'unit',
        'weekday',
        'time',
        'startDate',
        'endDate',
        'rotationHours',
        'rotationHolidays',
        'whenAbsent',
      )
      .map((row) => ({
        id: row.rotationId,
        name: row.rotationName,
        participants: row.participants,
        count: row.count,
        unit: row.unit,
        weekday: row.weekday,
        time: row.time,
        start: row.startDate,
        end: row.endDate,
        hours: row.rotationHours,
        holidays: row.rotationHolidays,
        whenAbsent: row.whenAbsent,
      })),
  };
}

/** As a configuration file would say it. `before`: what the form cannot say of a rotation stays as it is. */
export function rawSchedule(
  values: ScheduleValues,
  people: ReadonlyMap<string, Person>,
  before: ManagedSchedule | null,
  writtenWindow: (rotationId: string) => unknown,
): Readonly<Record<string, unknown>> {
  const taken = new Set(values.rotations.map(({ id }) => id));
  return {
    name: values.name === '' ? undefined : values.name,
    timeZone: values.timeZone,
    team: values.team === '' ? null : values.team,
    swapApproval: values.swapApproval,
    confirmation: rawConfirmation(values),
    holidays: rawHolidays(values),
    coverage: values.coverage.length === 0 ? null : values.coverage.map(rawWindowPart),
    rotations: values.rotations.map((row) => rawRotation(row, people, taken, before, writtenWindow)),
  };
}

function rawRotation(
  row: RotationRow,
  people: ReadonlyMap<string, Person>,
  taken: Set<string>,
  before: ManagedSchedule | null,
  writtenWindow: (rotationId: string) => unknown,
): Readonly<Record<string, unknown>> {
  const id = row.id === '' ? freshId(taken) : row.id;
  const weekday = row.unit === 'weeks' && row.weekday !== '' ? `${printWeekday(Number(row.weekday))} ` : '';
  const many = (before?.rotations.find((rotation) => rotation.id === row.id)?.window?.length ?? 0) > 1;
  const open = row.hours === '' && row.holidays === 'like-other-days';
  return {
    id,
    name: row.name === '' ? id : row.name,
    participants: participantsOf(row.participants, people),
    turn: `${row.count} ${row.unit}`,
    handoff: `${weekday}${row.time}`,
    start: row.start,
    end: row.end === '' ? null : row.end,
    // A window of several parts comes from a file, and stays.
    window: many
      ? writtenWindow(row.id)
      : open
        ? null
        : rawWindowPart({ hours: row.hours, holidays: row.holidays, from: '', to: '' }),
    whenAbsent: row.whenAbsent,
  };
}

function freshId(taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const id = `rotation-${count}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** A name or id a line, with the days of joining and leaving. Whoever is not known stays as typed, to be told so. */
function participantsOf(text: string, people: ReadonlyMap<string, Person>): readonly unknown[] {
  return text
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .filter(([name]) => name !== undefined && name !== '')
    .map(([name = '', from = '', until = '']) => ({
      person: personCalled(name, people) ?? name,
      from: from === '' ? null : from,
      until: until === '' ? null : until,
    }));
}

export function personCalled(name: string, people: ReadonlyMap<string, Person>): string | null {
  if (people.has(name)) return name;
  const wanted = name.toLowerCase();
  const called = [...people.values()].filter((person) => person.name.toLowerCase() === wanted);
  return called.length === 1 ? (called[0]?.id ?? null) : null;
}
