import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { frenchOf, frenchThing } from '../../src/web/forms/flaw-words.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');

describe('the words of the pages', () => {
  const english = flatten(MESSAGES.en);
  const french = flatten(MESSAGES.fr);

  it('are the same keys in both languages, of the same kind', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, value] of english) expect(typeof french.get(key), key).toBe(typeof value);
  });

  it('are nowhere empty', () => {
    for (const words of [english, french])
      for (const [key, value] of words) if (typeof value === 'string') expect(value.trim(), key).not.toBe('');
  });

  it('exist, where a template asks for them', () => {
    const asked = templates().flatMap(({ name, text }) =>
      [...text.matchAll(/\bt\.([a-zA-Z]+(?:\.[a-zA-Z]+)+)/g)].map(([, key = '']) => ({ name, key })),
    );
    expect(asked.length).toBeGreaterThan(200);
    const known = new Set([...english.keys()].flatMap(prefixes));
    expect(asked.filter(({ key }) => !known.has(withoutMethod(key, known)))).toEqual([]);
  });

  it('are in no template: everything that is said comes from the catalogue', () => {
    const said = templates().flatMap(({ name, text }) =>
      text
        .replace(/<%[\s\S]*?%>/g, ' ')
        .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
        .replace(/<[^>]*>/g, ' ')
        .split(/\s+/)
        .filter((word) => /\p{L}{2,}/u.test(word) && word !== 'Vigie' && !word.startsWith('hx-'))
        .map((word) => `${name}: ${word}`),
    );
    expect(said).toEqual([]);
  });
});

describe('what the rules of the configuration say', () => {
  it('has its French, every sentence of it', () => {
    const folder = path.join(REPOSITORY, 'src/planning/portable-config');
    const files = [
      'fields.ts',
      'people-form.ts',
      'confirmation-form.ts',
      'policies-form.ts',
      'hotlines-form.ts',
      'check-wholeness.ts',
    ];
    const source = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    const things = [...source.matchAll(/expecting\('((?:[^'\\]|\\.)*)'\)/g)].map(([, thing = '']) => thing);
    expect(things.length).toBeGreaterThan(10);
    expect(things.filter((thing) => frenchThing(thing) === thing)).toEqual([]);
    const sentences = [
      ...source.matchAll(/(?:refuse\(\s*\w+,\s*|error: |message: )(['`])((?:(?!\1)[^\\]|\\.)*)\1/g),
    ]
      .map(([, , text = '']) => text.replace(/\$\{[^}]*\}/g, 'X'))
      .filter((text) => !/HOLD_FORMS|^X$|^expected X$/.test(text));
    expect(sentences.length).toBeGreaterThan(8);
    expect(sentences.filter((text) => frenchOf(text) === null)).toEqual([]);
  });
});

function templates(): readonly { name: string; text: string }[] {
  const folder = path.join(REPOSITORY, 'views');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ejs'))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

function flatten(words: object, prefix = ''): Map<string, unknown> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, unknown][] =>
      typeof value === 'object' ? [...flatten(value, `${prefix}${key}.`)] : [[`${prefix}${key}`, value]],
    ),
  );
}

function prefixes(key: string): readonly string[] {
  const parts = key.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** `t.now.told` of `t.now.told.call`, should anybody write so. */
function withoutMethod(key: string, known: ReadonlySet<string>): string {
  return known.has(key) ? key : key.replace(/\.[a-zA-Z]+$/, (last) => (last === '.length' ? '' : last));
}
