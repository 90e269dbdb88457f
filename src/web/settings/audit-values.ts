import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../../domain/person.ts';
import { readWallTime } from '../../words/phrase-kinds.ts';
import { phrasesIn, sentence } from '../../words/phrases.ts';
import { CHOICE_FIELDS, choiceInWords, fieldInWords } from './audit-words.ts';

/** More than a line or two of a value is not read, only recognised. */
const LONGEST_VALUE = 400;

/** In whose words, and on which clocks, values are told. */
export interface Reader {
  readonly language: Language;
  readonly moment: (at: number) => string;
  /** What people call something of a kind; as it was where it is gone. */
  readonly nameOf: (kind: string, id: string) => string;
  /** The field of a notification preference, `missed-call sms`, in words; null: it is none. */
  readonly preference: (field: string) => string | null;
}

/** A field that differs, as text before and after. */
export interface ShownChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Fields that name something by its id, and what kind of thing. */
const NAMING: Readonly<Record<string, string>> = {
  person: 'people',
  personId: 'people',
  replacesId: 'people',
  besideId: 'people',
  giverId: 'people',
  takerId: 'people',
  offeredTo: 'people',
  members: 'people',
  team: 'teams',
  scheduleId: 'schedules',
  schedule: 'schedules',
  policy: 'policies',
};

export function changesOf(before: unknown, after: unknown, reader: Reader): readonly ShownChange[] {
  const [old, now] = [asRecord(before), asRecord(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => field !== 'id' && !isDeepStrictEqual(old[field], now[field]))
    .map((field) => ({
      field: reader.preference(field) ?? fieldInWords(field, reader.language),
      before: shown(old[field], reader, field),
      after: shown(now[field], reader, field),
    }));
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** As people would read it: "Start Wed 25 Nov 18:00, person Bob". */
function shown(value: unknown, reader: Reader, field: string): string {
  const text = written(value, reader, field);
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  // What people typed is as it was typed.
  return typeof value === 'string' ? short : sentence(short);
}

function written(value: unknown, reader: Reader, field: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && field.endsWith('At')) return reader.moment(value);
  if (typeof value === 'string' && /^\d\d:\d\d$/.test(value))
    return phrasesIn(reader.language).clock(readWallTime(`2000-01-01 ${value}`));
  if (typeof value === 'boolean' || (typeof value === 'string' && CHOICE_FIELDS.has(field)))
    return choiceInWords(String(value), reader.language);
  const kind = NAMING[field];
  if (typeof value === 'string' && kind !== undefined) return reader.nameOf(kind, value);
  if (Array.isArray(value)) return value.map((entry) => written(entry, reader, field)).join(' · ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${fieldInWords(key, reader.language)} ${written(entry, reader, key)}`.trim())
    .join(', ');
}
