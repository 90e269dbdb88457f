import type { HoursLine } from '../../domain/items/hours-lines.ts';
import { blankRotation, type RotationRow } from '../../domain/items/rotation-rows.ts';
import { BLANK_WINDOW, HOLIDAYS_AS_WELL } from '../../domain/items/window-rows.ts';

/** How most plannings are, to begin with. */
export const SCHEDULE_TEMPLATES = ['week', 'nights', 'levels', 'doctor'] as const;
export type ScheduleTemplate = (typeof SCHEDULE_TEMPLATES)[number];

export function templateCalled(name: string): ScheduleTemplate {
  return SCHEDULE_TEMPLATES.find((one) => one === name) ?? 'week';
}

const NIGHTS: readonly HoursLine[] = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '18:00', until: '', to: '08:00' },
  { days: ['sat', 'sun'], from: '08:00', until: '', to: '08:00' },
];

/** The rotation that a template begins with. */
export function templateRotation(template: ScheduleTemplate, name: string, today: string): RotationRow {
  const week = { ...blankRotation(today), name };
  switch (template) {
    case 'nights':
      return { ...week, window: { ...BLANK_WINDOW, hours: NIGHTS, holidays: HOLIDAYS_AS_WELL } };
    case 'doctor':
      return { ...week, unit: 'days', weekday: '' };
    default:
      return week;
  }
}

interface RawRotation {
  readonly participants: readonly unknown[];
}

/** The second level: the same turns, each taken by whoever has the next one on the first. */
export function secondLevel(
  raw: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const rotations = (raw.rotations ?? []) as readonly RawRotation[];
  return {
    ...raw,
    name,
    rotations: rotations.map((rotation) => {
      const [first, ...others] = rotation.participants;
      return { ...rotation, participants: first === undefined ? [] : [...others, first] };
    }),
  };
}
