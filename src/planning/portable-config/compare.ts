import { isDeepStrictEqual } from 'node:util';
import {
  type Change,
  type Configuration,
  type ItemOf,
  SECTIONS,
  type Section,
} from '../../domain/items/configuration.ts';
import type { Written } from '../../domain/items/field.ts';
import { ITEMS } from '../../domain/items/items.ts';
import { listDifference } from '../list-difference.ts';

/** Every item that differs, by section, then by id. */
export function compare(before: Configuration, after: Configuration): readonly Change[] {
  return SECTIONS.flatMap((section) => compareSection(section, before, after));
}

function compareSection<S extends Section>(
  section: S,
  before: Configuration,
  after: Configuration,
): readonly Change[] {
  const old = before[section] as ReadonlyMap<string, ItemOf<S>>;
  const now = after[section] as ReadonlyMap<string, ItemOf<S>>;
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((id) => ({ section, id, before: old.get(id) ?? null, after: now.get(id) ?? null }) as Change)
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

/**
 * A change as lines of text: `+` added, `-` removed, `~` changed with each field's old and new value;
 * for lists, the entries that went and came.
 */
export function describeChange(change: Change, homeTimeZone: string): readonly string[] {
  const name = `${change.section}.${change.id}`;
  if (change.before === null) return [`+ ${name}`];
  if (change.after === null) return [`- ${name}`];
  const before = written(change.section, change.before, homeTimeZone);
  const after = written(change.section, change.after, homeTimeZone);
  const fields = Object.keys({ ...before, ...after }).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  return [`~ ${name}`, ...fields.flatMap((field) => describeField(field, before[field], after[field]))];
}

function written<S extends Section>(
  section: S,
  item: ItemOf<Section>,
  homeTimeZone: string,
): Readonly<Record<string, unknown>> {
  const form = ITEMS[section].write(item as ItemOf<S>, homeTimeZone);
  return isList(form) ? { [section]: form } : form;
}

function isList(form: Written): form is readonly unknown[] {
  return Array.isArray(form);
}

function describeField(field: string, before: unknown, after: unknown): readonly string[] {
  if (!Array.isArray(before) || !Array.isArray(after))
    return [`    ${field}: ${show(before)} -> ${show(after)}`];
  const { gone, come } = listDifference(before, after);
  if (gone.length + come.length === 0) return [`    ${field}: the same in another order`];
  return [
    ...gone.map((entry) => `    ${field}: - ${show(entry)}`),
    ...come.map((entry) => `    ${field}: + ${show(entry)}`),
  ];
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${show(entry)}`)
    .join(', ');
}
