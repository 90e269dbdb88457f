import { ownPart } from './form-part.ts';
import {
  type ParticipantRow,
  rawParticipants,
  shownParticipant,
  typedParticipants,
  type WrittenParticipant,
} from './participant-rows.ts';
import { parseWeekday, printWeekday } from './weekly-hours.ts';
import { BLANK_WINDOW, loneWindowRow, rawLoneWindow, typedWindows, type WindowRow } from './window-rows.ts';

/** What stands in place of a holiday choice where the window is one that only a file can say. */
export const STAYS = 'stays';

/** A rotation as it stands in a form. */
export interface RotationRow {
  /** Empty: it is new. */
  readonly id: string;
  readonly name: string;
  readonly participants: readonly ParticipantRow[];
  readonly atOnce: string;
  readonly count: string;
  readonly unit: string;
  /** 1 for Monday; empty: turns that are not in weeks. */
  readonly weekday: string;
  readonly time: string;
  readonly start: string;
  readonly end: string;
  /** Null: a window that only a file can say; it stays. */
  readonly window: WindowRow | null;
  readonly whenAbsent: string;
}

export function blankRotation(today: string): RotationRow {
  return {
    id: '',
    name: '',
    participants: [],
    atOnce: '1',
    count: '1',
    unit: 'weeks',
    weekday: '1',
    time: '08:00',
    start: today,
    end: '',
    window: BLANK_WINDOW,
    whenAbsent: 'next-covers',
  };
}

interface WrittenRotation {
  readonly id: string;
  readonly name: string;
  readonly participants: readonly WrittenParticipant[];
  readonly atOnce?: number;
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
  typed(sent) {
    const participantsOf = typedParticipants(sent);
    const windows = typedWindows(sent, 'rotation');
    return {
      rotations: sent
        .rows(
          'rotationId',
          'rotationName',
          'atOnce',
          'count',
          'unit',
          'weekday',
          'time',
          'startDate',
          'endDate',
          'whenAbsent',
        )
        .map(({ rotationId, rotationName, startDate, endDate, ...row }, index) => ({
          ...row,
          id: rotationId,
          name: rotationName,
          participants: participantsOf(index),
          start: startDate,
          end: endDate,
          window: typedWindow(windows[index]),
        })),
    };
  },
  shown: (written) => ({ rotations: written.map(shownRotation) }),
  raw({ rotations }, _context, before = []) {
    const taken = new Set(rotations.map(({ id }) => id));
    return rotations.map((row) => rawRotation(row, freshId(row.id, taken), before));
  },
});

function shownRotation(written: WrittenRotation): RotationRow {
  const [count = '', unit = ''] = written.turn.split(' ');
  const [time = '', weekday] = written.handoff.split(' ').toReversed();
  return {
    id: written.id,
    name: written.name,
    participants: written.participants.map(shownParticipant),
    atOnce: String(written.atOnce ?? 1),
    count,
    unit: unit.endsWith('s') ? unit : `${unit}s`,
    weekday: weekday === undefined ? '' : String(parseWeekday(weekday)),
    time,
    start: written.start,
    end: written.end ?? '',
    window: loneWindowRow(written.window),
    whenAbsent: written.whenAbsent,
  };
}

/** What a file says in more parts than a row has is not shown, and stays. */
function typedWindow(row: WindowRow | undefined): WindowRow | null {
  return row === undefined || row.holidays === STAYS ? null : row;
}

function rawRotation(
  row: RotationRow,
  id: string,
  before: readonly WrittenRotation[],
): Readonly<Record<string, unknown>> {
  // What is no weekday of a form of ours is read as it was sent, and refused as every handoff that makes no sense.
  const day = /^[1-7]$/.test(row.weekday) ? printWeekday(Number(row.weekday)) : row.weekday;
  const weekday = row.unit === 'weeks' && day !== '' ? `${day} ` : '';
  const stored = before.find((rotation) => rotation.id === row.id)?.window;
  return {
    id,
    name: row.name === '' ? id : row.name,
    participants: rawParticipants(row.participants),
    atOnce: row.atOnce === '' ? '1' : row.atOnce,
    turn: `${row.count} ${row.unit}`,
    handoff: `${weekday}${row.time}`,
    start: row.start,
    end: row.end === '' ? null : row.end,
    window: row.window === null ? (stored ?? null) : rawLoneWindow(row.window),
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
