import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frenchOf, frenchThing } from '../../src/web/forms/validation-error-words.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';
import { PLANNING_PARTS } from '../../src/web/planning/planning-messages.ts';
import { CHOICE_FIELDS, choiceInWords, fieldInWords } from '../../src/web/settings/audit-words.ts';
import { explainRule } from '../../src/words/english/planning-rules.ts';
import { explainRuleInFrench, PLANNING_RULES } from '../../src/words/french/planning-rules.ts';
import { anyConfiguration } from '../planning/any-configuration.ts';
import { NOON, openSite } from './open-site.ts';
import { seedCall } from './seed-calls.ts';
import { textOf } from './visitor.ts';

const SAME_IN_BOTH = ['absences', 'action', 'dates', 'note', 'participants', 'rotations', 'trunk'];
const REPOSITORY = path.join(import.meta.dirname, '../..');

describe('the words of the pages', () => {
  const english = flatten(MESSAGES.en);
  const french = flatten(MESSAGES.fr);

  it('are the same keys in both languages, of the same kind', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, value] of english) expect(typeof french.get(key), key).toBe(typeof value);
  });

  it('of plannings stand in one subject only', () => {
    const keys = PLANNING_PARTS.flatMap((part) => Object.keys(part.en));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
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
  const folder = path.join(REPOSITORY, 'src/planning/portable-config');
  /** What is said of the file as a whole reaches no form. */
  const ofTheFile = ['yaml-source.ts', 'read-configuration.ts'];
  const source = readdirSync(folder)
    .filter((name) => !ofTheFile.includes(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');

  it('has its French, every thing that is expected', () => {
    const named = new Map(
      [...source.matchAll(/^\s*const ([A-Z_]+|what) =\s*(['`])((?:(?!\2)[^\\]|\\.)*)\2;/gm)].map(
        ([, name = '', , text = '']) => [`${name} ${text}`, text],
      ),
    );
    const constants = new Map([...named].map(([key, text]) => [key.split(' ')[0] ?? '', text]));
    const things = [
      ...[...source.matchAll(/expecting\(\s*(['`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(([, , text = '']) => text),
      // Of `mapping(…, 'what else it may be')`.
      ...[...source.matchAll(/\n\s+'([^'\n]+)',\n\s+\);/g)].map(([, text = '']) => text),
      ...named.values(),
    ].map((text) => text.replace(/\$\{(\w+)\}/g, (_, name: string) => constants.get(name) ?? '7'));
    expect(things.length).toBeGreaterThan(30);
    expect(things.filter((thing) => !/^$|\\d|\(\?:/.test(thing) && frenchThing(thing) === thing)).toEqual([]);
  });

  it('has its French, every sentence', () => {
    const sentences = [
      ...source.matchAll(/(?:refuse\(\s*\w+,\s*|error: |message: )(['`])((?:(?!\1)[^\\]|\\.)*)\1/g),
    ]
      .map(([, , text = '']) => text.replace(/\$\{[^}]*\}/g, 'X'))
      .filter((text) => !/^X$|^expected X$/.test(text));
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter((text) => frenchOf(text) === null)).toEqual([]);
    // "Il faut both from and to": a sentence that is French by half.
    const halves = sentences.flatMap((text) => /^expected ([^,]+?)(?:, not X)?$/s.exec(text)?.[1] ?? []);
    expect(halves.filter((thing) => frenchThing(thing) === thing)).toEqual([]);
  });

  it('has its French, every rule of a planning', () => {
    for (const rule of PLANNING_RULES)
      for (const about of ['Mia Roux', 'a "b" (c)']) {
        const english = explainRule({ path: [], rule, about });
        const french = explainRuleInFrench({ path: [], rule, about });
        expect(frenchOf(english), english).not.toBeNull();
        expect(french, rule).not.toContain(english);
      }
  });
});

describe('what the audit says', () => {
  it('has its French and its English, every field and every choice that the configuration can hold', () => {
    const fields = new Set<string>();
    const choices = new Set<string>();
    const walk = (value: unknown, field: string) => {
      if (typeof value === 'string' && CHOICE_FIELDS.has(field)) choices.add(value);
      if (Array.isArray(value)) for (const entry of value) walk(entry, '');
      else if (value instanceof Map) for (const entry of value.values()) walk(entry, '');
      else if (typeof value === 'object' && value !== null)
        for (const [key, entry] of Object.entries(value)) {
          fields.add(key);
          walk(entry, key);
        }
    };
    for (const configuration of fc.sample(anyConfiguration, { numRuns: 200, seed: 7 }))
      for (const section of Object.values(configuration)) walk(section, '');
    expect(fields.size).toBeGreaterThan(60);
    for (const language of ['en', 'fr'] as const)
      expect(
        [...fields].filter((field) => /[A-Z]/.test(field) && fieldInWords(field, language) === field),
      ).toEqual([]);
    const same = [...fields].filter((field) => fieldInWords(field, 'fr') === fieldInWords(field, 'en'));
    // Words that are the same in both.
    expect(same.sort()).toEqual(SAME_IN_BOTH);
    expect(choices.size).toBeGreaterThan(20);
    expect([...choices].filter((choice) => choiceInWords(choice, 'fr') === choice).sort()).toEqual([
      'magenta',
      'orange',
    ]);
  });

  it('is French on the page', async () => {
    const { as, dependencies } = await openSite();
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const text = textOf((await (await as('ada')).get('/settings/audit')).body);
    expect(text).toContain('moyens de contact');
    expect(text).not.toMatch(/contactMethods|mustAccept|startAt|personId| true| administrator/);
  });
});

describe('the page of a call', () => {
  it('is French for French readers', async () => {
    const { db, as, dependencies } = await openSite();
    await seedCall(db, { id: 'old', at: NOON, outcome: 'voicemail' });
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const text = textOf((await (await as('ada')).get('/calls/old')).body);
    expect(text).toContain('(créneau planifié)');
    expect(text).toContain('(occupé (Q.850 17, SIP 486))');
    expect(text).not.toMatch(/planned shift|User busy/);
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
