import { type FormContext, ownPart } from './form-part.ts';
import { parseWeekday, printWeekday } from './weekly-hours.ts';
import { rawWindowPart, windowRows } from './window-rows.ts';

/** A rotation as it stands in a form. */
export interface RotationRow {
  /** Empty: it is new. */
  readonly id: string;
  readonly name: string;
  /** A person a line, with the days of joining and leaving after commas. */
  readonly participants: string;
  readonly count: string;
  readonly unit: string;
  /** 1 for Monday; empty: turns that are not in weeks. */
  readonly weekday: string;
  readonly time: string;
  readonly start: string;
  readonly end: string;
  readonly hours: string;
  readonly holidays: string;
  readonly whenAbsent: string;
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

type WrittenParticipant =
  | string
  | { readonly person: string; readonly from?: string; readonly until?: string };

interface WrittenRotation {
  readonly id: string;
  readonly name: string;
  readonly participants: readonly WrittenParticipant[];
  readonly turn: string;
  readonly handoff: string;
  readonly start: string;
  readonly end: string | null;
  readonly window: unknown;
  readonly whenAbsent: string;
}

export const ROTATION_ROWS = ownPart<
  { readonly rotations: readonly RotationRow[] },
  readonly WrittenRotation[]
>({
  typed: (sent) => ({
    rotations: sent
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
      .map(({ rotationId, rotationName, startDate, endDate, rotationHours, rotationHolidays, ...row }) => ({
        ...row,
        id: rotationId,
        name: rotationName,
        start: startDate,
        end: endDate,
        hours: rotationHours,
        holidays: rotationHolidays,
      })),
  }),
  shown: (written, context) => ({ rotations: written.map((rotation) => shownRotation(rotation, context)) }),
  raw({ rotations }, context, before = []) {
    const taken = new Set(rotations.map(({ id }) => id));
    return rotations.map((row) => rawRotation(row, freshId(row.id, taken), context, before));
  },
});

function shownRotation(written: WrittenRotation, context: FormContext): RotationRow {
  const [count = '', unit = ''] = written.turn.split(' ');
  const [time = '', weekday] = written.handoff.split(' ').toReversed();
  const [row] = windowRows(written.window);
  return {
    id: written.id,
    name: written.name,
    participants: written.participants.map((one) => participantLine(one, context)).join('\n'),
    count,
    unit: unit.endsWith('s') ? unit : `${unit}s`,
    weekday: weekday === undefined ? '' : String(parseWeekday(weekday)),
    time,
    start: written.start,
    end: written.end ?? '',
    hours: row?.hours ?? '',
    holidays: row?.holidays ?? 'like-other-days',
    whenAbsent: written.whenAbsent,
  };
}

function participantLine(participant: WrittenParticipant, { calledAs }: FormContext): string {
  if (typeof participant === 'string') return calledAs(participant);
  const { person, from, until } = participant;
  const dates = until === undefined ? (from === undefined ? [] : [from]) : [from ?? '', until];
  return [calledAs(person), ...dates].join(', ');
}

function rawRotation(
  row: RotationRow,
  id: string,
  context: FormContext,
  before: readonly WrittenRotation[],
): Readonly<Record<string, unknown>> {
  const weekday = row.unit === 'weeks' && row.weekday !== '' ? `${printWeekday(Number(row.weekday))} ` : '';
  const stored = before.find((rotation) => rotation.id === row.id)?.window;
  const open = row.hours === '' && row.holidays === 'like-other-days';
  return {
    id,
    name: row.name === '' ? id : row.name,
    participants: participantsOf(row.participants, context),
    turn: `${row.count} ${row.unit}`,
    handoff: `${weekday}${row.time}`,
    start: row.start,
    end: row.end === '' ? null : row.end,
    // A window of several parts comes from a file, and stays.
    window: Array.isArray(stored)
      ? stored
      : open
        ? null
        : rawWindowPart({ hours: row.hours, holidays: row.holidays, from: '', to: '' }),
    whenAbsent: row.whenAbsent,
  };
}

function freshId(id: string, taken: Set<string>): string {
  if (id !== '') return id;
  for (let count = 1; ; count += 1) {
    const fresh = `rotation-${count}`;
    if (taken.has(fresh)) continue;
    taken.add(fresh);
    return fresh;
  }
}

/** Whoever is not known stays as typed, to be told so. */
function participantsOf(text: string, { personCalled }: FormContext): readonly unknown[] {
  return text
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .filter(([name]) => name !== undefined && name !== '')
    .map(([name = '', from = '', until = '']) => ({
      person: personCalled(name) ?? name,
      from: from === '' ? null : from,
      until: until === '' ? null : until,
    }));
}
