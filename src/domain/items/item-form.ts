import type { ItemCodec } from './field.ts';
import { entriesOf, type Fields } from './field.ts';
import {
  type FormContext,
  type FormValues,
  linesOf,
  type SentForm,
  type SimplePart,
  separated,
} from './form-part.ts';

/** The form of an item: what it holds comes from the item's fields. */
export interface ItemForm<Item> {
  typed(sent: SentForm): FormValues;
  shown(item: Item, context: FormContext, homeTimeZone: string): FormValues;
  /** As a file would say it. `before`: what is stored, for what no form can say. */
  raw(
    values: FormValues,
    context: FormContext,
    before: Item | null,
    homeTimeZone: string,
  ): Readonly<Record<string, unknown>>;
}

export function itemForm<Item extends { readonly id: string }>(
  fields: Fields<Item>,
  codec: ItemCodec<Item>,
): ItemForm<Item> {
  const parts = entriesOf(fields).flatMap(({ key, field }) =>
    field.form ? [{ key, part: field.form }] : [],
  );
  const written = (item: Item, zone: string) => codec.write(item, zone) as Readonly<Record<string, unknown>>;
  return {
    typed: (sent) =>
      merged(
        parts.map(({ key, part }) => (part.kind === 'own' ? part.typed(sent) : typedAlone(key, part, sent))),
      ),
    shown(item, context, homeTimeZone) {
      const all = written(item, homeTimeZone);
      return merged(
        parts.map(({ key, part }) =>
          part.kind === 'own'
            ? part.shown(all[key], context)
            : { [key]: shownAlone(part, all[key], context) },
        ),
      );
    },
    raw(values, context, before, homeTimeZone) {
      const stored = before ? written(before, homeTimeZone) : {};
      return merged(
        parts.map(({ key, part }) => ({
          [key]: part.kind === 'own' ? part.raw(values, context, stored[key]) : rawAlone(part, values[key]),
        })),
      );
    },
  };
}

function typedAlone(key: string, { kind }: SimplePart, sent: SentForm): FormValues {
  // Whoever adds several words in one box puts commas between them.
  if (kind === 'chips')
    return {
      [key]: sent
        .all(key)
        .flatMap((typed) => typed.split(/[,;]/))
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    };
  return { [key]: kind === 'flag' ? sent.has(key) : sent.text(key) };
}

function shownAlone(
  { kind, numbers }: SimplePart,
  written: unknown,
  { phone }: FormContext,
): string | boolean | readonly string[] {
  if (kind === 'flag') return written === true;
  if (kind === 'chips') return Array.isArray(written) ? written.map(String) : [];
  if (written === null || written === undefined) return '';
  const shown = (one: unknown) => (numbers ? phone(String(one)) : String(one));
  if (!Array.isArray(written)) return shown(written);
  return written.map(shown).join(kind === 'lines' ? '\n' : kind === 'codes' ? ',' : ', ');
}

function rawAlone({ kind, empty }: SimplePart, value: unknown): unknown {
  if (kind === 'flag' || kind === 'chips') return value;
  const text = String(value ?? '');
  if (kind === 'lines') return linesOf(text);
  if (kind === 'codes') return separated(text, /[,;]/);
  if (text !== '') return text;
  return empty === 'none' ? null : empty === 'unsaid' ? undefined : text;
}

function merged(all: readonly FormValues[]): FormValues {
  return Object.assign({}, ...all) as FormValues;
}
