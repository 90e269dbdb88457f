import { z } from 'zod';
import { OVERRIDE_ACTIONS, type Override, type PlannedShift } from '../../domain/schedule/schedule.ts';
import type { ShiftExchange } from '../../planning/schedule-edits.ts';

/** Longer ones would not fit an address: what they undo is too much for one click. */
const LONGEST = 4000;

const OVERRIDE = z.object({
  action: z.enum(OVERRIDE_ACTIONS),
  personId: z.string().nullable(),
  replacesId: z.string().nullable(),
  startAt: z.number(),
  endAt: z.number(),
  madeBy: z.string().nullable(),
});

const SHIFTS = z.array(z.tuple([z.string(), z.number(), z.number()]));
const EXCHANGE = z.object({ out: SHIFTS, in: SHIFTS });

/** An override has no id: it is all that it says. */
export function writeOverride(override: Override): string {
  const { action, personId, replacesId, startAt, endAt, madeBy } = override;
  return written({ action, personId, replacesId, startAt, endAt, madeBy });
}

export function readOverride(key: string): Override | null {
  return read(key, OVERRIDE);
}

/** Planned shifts that go and come, as one click does it. Null: they are too many. */
export function writeExchange({ removed, added }: ShiftExchange): string | null {
  const rows = (shifts: readonly PlannedShift[]) =>
    shifts.map(({ personId, startAt, endAt }) => [personId, startAt, endAt]);
  const key = written({ out: rows(removed), in: rows(added) });
  return key.length > LONGEST ? null : key;
}

export function readExchange(key: string): ShiftExchange | null {
  const found = read(key, EXCHANGE);
  const shifts = (rows: z.infer<typeof SHIFTS>) =>
    rows.map(([personId, startAt, endAt]) => ({ personId, startAt, endAt }));
  return found && { removed: shifts(found.out), added: shifts(found.in) };
}

/** In an address: which kind, of which schedule, and what it undoes. */
export function undoParam(kind: 'override' | 'shifts', scheduleId: string, key: string | null): string {
  return key === null ? '' : `undo=${kind}.${scheduleId}.${key}`;
}

function written(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function read<Value>(key: string, shape: z.ZodType<Value>): Value | null {
  try {
    return shape.parse(JSON.parse(Buffer.from(key.slice(0, LONGEST), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
