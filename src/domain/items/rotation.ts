import { isLocalTime } from '../schedule/calendar.ts';
import { type Participant, type Rotation, TURN_UNITS } from '../schedule/schedule.ts';
import { abridged, type Codec, list, made, mapping, textLike, textual } from './codec.ts';
import type { FieldContext } from './field.ts';
import { day, label, oneOf, reference, wholeNumber } from './values.ts';
import { parseWeekday, printWeekday } from './weekly-hours.ts';
import { dutyWindow } from './window.ts';

/** A rotation. Without a name it is called by its id. */
export function rotation(context: FieldContext): Codec<Rotation> {
  const whole = made(
    mapping({
      id: textLike({ what: 'rotation-id' }, /^[a-z0-9][a-z0-9-]{0,39}$/),
      name: label.optional(),
      participants: list(participant(context)),
      atOnce: wholeNumber(1, 20).default(1),
      turn,
      handoff,
      start: day,
      end: day.nullable().default(null),
      window: dutyWindow.nullable().default(null),
      whenAbsent: oneOf(['gap', 'next-covers'] as const).default('next-covers'),
    }),
    ({ name, handoff, start, end, ...rest }): Rotation => ({
      ...rest,
      name: name ?? rest.id,
      handoffTime: handoff.time,
      handoffWeekday: handoff.weekday,
      startDate: start,
      endDate: end,
    }),
    ({ handoffTime: time, handoffWeekday: weekday, startDate, endDate, ...rest }) => ({
      ...rest,
      participants: [...rest.participants],
      handoff: { weekday, time },
      start: startDate,
      end: endDate,
    }),
  );
  // What is open need not be written, nor what is usual.
  return abridged(
    whole,
    (raw) => raw,
    (written) =>
      Object.fromEntries(
        Object.entries(written as object).filter(
          ([key, value]) => value !== null && !(key === 'atOnce' && value === 1),
        ),
      ),
  );
}

/** A person's id, or nothing for a turn that is nobody's; a mapping when they join or leave on a day. */
function participant(context: FieldContext): Codec<Participant> {
  return abridged(
    made(
      mapping(
        {
          person: reference(context, 'people').nullable(),
          from: day.nullable().default(null),
          until: day.nullable().default(null),
        },
        'participant',
      ),
      ({ person: personId, from, until }): Participant => ({ personId, from, until }),
      ({ personId, from, until }) => ({ person: personId, from, until }),
    ),
    (raw) => (typeof raw === 'string' || raw === null ? { person: raw } : raw),
    (written) => {
      const { person, from, until } = written as Readonly<Record<string, unknown>>;
      if (from === null && until === null) return person;
      return { person, ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) };
    },
  );
}

const turn = textual<Rotation['turn']>(
  { what: 'turn' },
  (text) => {
    const [, count = '', word = ''] = /^(\d{1,4}) (hour|day|week|month)s?$/.exec(text) ?? [];
    const unit = TURN_UNITS.find((candidate) => candidate === `${word}s`);
    return unit ? { count: Number(count), unit } : null;
  },
  ({ count, unit }) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`,
);

interface Handoff {
  readonly weekday: number | null;
  readonly time: string;
}

const handoff = textual<Handoff>(
  { what: 'handoff' },
  (text) => {
    const [, word, time = ''] = /^(?:([A-Za-z]{3}) )?(\d{2}:\d{2})$/.exec(text) ?? [];
    const weekday = word === undefined ? null : parseWeekday(word);
    return isLocalTime(time) && (word === undefined || weekday !== null) ? { weekday, time } : null;
  },
  ({ weekday, time }) => (weekday === null ? time : `${printWeekday(weekday)} ${time}`),
);
