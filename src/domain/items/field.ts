import { z } from 'zod';
import { ok, type Result } from '../../runtime/result.ts';
import type { Language } from '../person.ts';
import type { NumberingPlan } from '../phone-number.ts';
import { type Codec, mapping, parse } from './codec.ts';
import type { Section } from './configuration.ts';
import type { FormPart } from './form-part.ts';
import type { ValidationError } from './validation-error.ts';

/** What items are read against, and on whose clocks their times are written. */
export interface ItemContext {
  readonly plan: NumberingPlan;
  /** On whose clocks times are that belong to no schedule. */
  readonly homeTimeZone: string;
  /** Ids that may be referred to: the file's, and those stored already that stay. */
  readonly known: Readonly<Record<Section, ReadonlySet<string>>>;
  /** Ids of the recordings that are here. */
  readonly sounds: ReadonlySet<string>;
}

export interface FieldContext {
  readonly plan: NumberingPlan;
  readonly homeTimeZone: string;
  /** The item's own zone where it has one, for the times inside it. */
  readonly timeZone: string;
  /** Null: what is written is whole, and leads somewhere. */
  readonly known: ItemContext['known'] | null;
  readonly sounds: ReadonlySet<string> | null;
}

/** What people call a field, on its page and in the audit. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
}

/** One thing that people decide about an item: said here once, for files, forms, the audit and answers. */
export interface Field<Value> {
  /** What files call it, where that is not the property's name. */
  readonly key?: string;
  readonly codec: (context: FieldContext) => Codec<Value>;
  /** What a new item has that does not say; left out: a new item must say. */
  readonly fallback?: (context: FieldContext) => Value;
  /** How it stands in a form; left out: no form has it. */
  readonly form?: FormPart;
  readonly words: Readonly<Record<Language, FieldWords>>;
}

/** Every property of an item but its id, in the order of the documentation. */
export type Fields<Item> = {
  readonly [Property in Exclude<keyof Item, 'id'>]-?: Field<Item[Property]>;
};

/** An item as a file has it: its fields, or a bare list. */
export type Written = Readonly<Record<string, unknown>> | readonly unknown[];

/** How the items of a section are read and written; `read` gives back what `write` wrote without a difference. */
export interface ItemCodec<Item> {
  /**
   * What `raw` leaves out comes from `before`, the item stored already, or is the default. Null: nothing is left of it.
   */
  read(
    id: string,
    raw: unknown,
    before: Item | null,
    context: ItemContext,
  ): Result<Item | null, readonly ValidationError[]>;
  /** The whole item as plain data in the order of the documentation. */
  write(item: Item, homeTimeZone: string): Written;
}

/** What holds for an item as a whole. */
interface ItemRules<Item> {
  /** The zone in which the item's own times are read and written; left out: home's. */
  readonly timeZoneOf?: (item: unknown, before: Item | null) => string;
  /** The item as it is kept, or what is wrong with it. `given`: the properties that were written. */
  readonly check?: (
    item: Item,
    before: Item | null,
    given: ReadonlySet<string>,
  ) => Result<Item, readonly ValidationError[]>;
}

/** The codec of items that are made of `fields`. */
export function itemCodec<Item extends { readonly id: string }>(
  fields: Fields<Item>,
  { timeZoneOf, check }: ItemRules<Item> = {},
): ItemCodec<Item> {
  const entries = entriesOf(fields);
  return {
    read(id, raw, before, home) {
      const context = { ...home, timeZone: timeZoneOf?.(raw, before) ?? home.homeTimeZone };
      const parsed = parse(shapeOf(entries, context, before === null), raw);
      if (!parsed.ok) return parsed;
      const given = entries.filter(({ key }) => parsed.value[key] !== undefined);
      const kept = before ?? mapped(entries, ({ field }) => field.fallback?.(context));
      const item = { ...kept, ...mapped(given, ({ key }) => parsed.value[key]), id } as Item;
      return check?.(item, before, new Set(given.map(({ property }) => property))) ?? ok(item);
    },
    write(item, homeTimeZone) {
      const timeZone = timeZoneOf?.(item, null) ?? homeTimeZone;
      const context = { ...AS_STORED, homeTimeZone, timeZone };
      return Object.fromEntries(
        entries.map(({ property, key, field }) => [
          key,
          z.encode(field.codec(context), item[property as keyof Item]),
        ]),
      );
    },
  };
}

/** What is written was checked when it was read. */
const AS_STORED = { plan: { homeCountry: 'FR', allowedCountries: [] }, known: null, sounds: null } as const;

interface Entry {
  readonly property: string;
  readonly key: string;
  readonly field: Field<unknown>;
}

/** The fields with the names that items and files have for them. */
export function entriesOf<Item>(fields: Fields<Item>): readonly Entry[] {
  return Object.entries(fields as Readonly<Record<string, Field<unknown>>>).map(([property, field]) => ({
    property,
    key: field.key ?? property,
    field,
  }));
}

function shapeOf(entries: readonly Entry[], context: FieldContext, isNew: boolean) {
  const shape = entries.map(({ key, field }) => {
    const needed = isNew && field.fallback === undefined;
    return [key, needed ? field.codec(context) : field.codec(context).optional()] as const;
  });
  return mapping(Object.fromEntries(shape) as Readonly<Record<string, Codec<unknown>>>);
}

function mapped(entries: readonly Entry[], value: (entry: Entry) => unknown): object {
  return Object.fromEntries(entries.map((entry) => [entry.property, value(entry)]));
}
