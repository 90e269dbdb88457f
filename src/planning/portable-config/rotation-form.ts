import { z } from 'zod';
import { isLocalTime } from '../../domain/schedule/calendar.ts';
import {
  type Participant,
  type Rotation,
  TURN_UNITS,
  type TurnUnit,
} from '../../domain/schedule/schedule.ts';
import { expecting, label, list, mapping, oneOf, type ReadingContext, reference, refuse } from './fields.ts';
import { parseWeekday, printWeekday } from './weekly-hours.ts';
import { day, windowShape, writeWindow } from './window-form.ts';

const TURN = 'a turn such as 1 week, 3 days or 12 hours';
const HANDOFF = 'a handoff such as mon 08:00, or 08:00 for turns in days or hours';

/** A rotation as a file has it. */
export function rotationShape(context: ReadingContext) {
  const id = z
    .string({ error: expecting('an id') })
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: expecting('an id of small letters, digits and -') });
  return mapping({
    id,
    name: label.optional(),
    participants: list(participantShape(context)),
    turn: turnShape(),
    handoff: handoffShape(),
    start: day,
    end: day.nullable().default(null),
    window: windowShape().nullable().default(null),
    whenAbsent: oneOf(['gap', 'next-covers'] as const).default('next-covers'),
  }).transform(
    (file): Rotation => ({
      id: file.id,
      name: file.name ?? file.id,
      participants: file.participants,
      turn: file.turn,
      handoffTime: file.handoff.time,
      handoffWeekday: file.handoff.weekday,
      startDate: file.start,
      endDate: file.end,
      window: file.window,
      whenAbsent: file.whenAbsent,
    }),
  );
}

/** What `rotationShape` reads. */
export function writeRotation(rotation: Rotation): Readonly<Record<string, unknown>> {
  const { turn, handoffWeekday, handoffTime, endDate, window } = rotation;
  return {
    id: rotation.id,
    name: rotation.name,
    participants: rotation.participants.map(writeParticipant),
    turn: `${turn.count} ${turn.count === 1 ? turn.unit.slice(0, -1) : turn.unit}`,
    handoff: handoffWeekday === null ? handoffTime : `${printWeekday(handoffWeekday)} ${handoffTime}`,
    start: rotation.startDate,
    ...(endDate === null ? {} : { end: endDate }),
    ...(window === null ? {} : { window: writeWindow(window) }),
    whenAbsent: rotation.whenAbsent,
  };
}

/** A person's id, or a mapping when they join or leave on a day. */
function participantShape(context: ReadingContext) {
  const written = mapping(
    {
      person: reference(context, 'people'),
      from: day.nullable().default(null),
      until: day.nullable().default(null),
    },
    'the id of a person, or {person: …, from: …, until: …}',
  );
  return z
    .preprocess((raw) => (typeof raw === 'string' ? { person: raw } : raw), written)
    .transform(({ person: personId, from, until }): Participant => ({ personId, from, until }));
}

function writeParticipant({ personId, from, until }: Participant): unknown {
  if (from === null && until === null) return personId;
  return {
    person: personId,
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
  };
}

function turnShape() {
  return z.string({ error: expecting(TURN) }).transform((text, issues): Rotation['turn'] => {
    const [, count = '', word = ''] = /^(\d{1,4}) (hour|day|week)s?$/.exec(text) ?? [];
    const unit = TURN_UNITS.find((candidate): candidate is TurnUnit => candidate === `${word}s`);
    return unit ? { count: Number(count), unit } : refuse(issues, expecting(TURN)({ input: text }));
  });
}

function handoffShape() {
  return z.string({ error: expecting(HANDOFF) }).transform((text, issues) => {
    const [, word, time = ''] = /^(?:([A-Za-z]{3}) )?(\d{2}:\d{2})$/.exec(text) ?? [];
    const weekday = word === undefined ? null : parseWeekday(word);
    const understood = isLocalTime(time) && (word === undefined || weekday !== null);
    return understood ? { weekday, time } : refuse(issues, expecting(HANDOFF)({ input: text }));
  });
}
