import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mistake } from '../../src/domain/items/validation-error.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';
import { PLANNING_PARTS } from '../../src/web/planning/planning-messages.ts';
import { CHOICE_FIELDS, choiceInWords, fieldInWords } from '../../src/web/settings/audit-words.ts';
import { explainRule } from '../../src/words/english/planning-rules.ts';
import { ENGLISH_VALIDATION_ERRORS } from '../../src/words/english/validation-errors.ts';
import { explainRuleInFrench, PLANNING_RULES } from '../../src/words/french/planning-rules.ts';
import { FRENCH_VALIDATION_ERRORS } from '../../src/words/french/validation-errors.ts';
import { mistakeInWords } from '../../src/words/validation-error-words.ts';
import { anyConfiguration } from '../planning/any-configuration.ts';
import { plainSpaces } from '../words/plain-spaces.ts';
import { NOON, openSite } from './open-site.ts';
import { seedCall } from './seed-calls.ts';
import { textOf } from './visitor.ts';

const SAME_IN_BOTH = ['absences', 'action', 'dates', 'note', 'participants', 'trunk'];
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

describe('what is said of a field that is wrong', () => {
  const english = flatten(ENGLISH_VALIDATION_ERRORS);
  const french = flatten(FRENCH_VALIDATION_ERRORS);
  const sample: Mistake[] = [
    { code: 'missing', expected: { what: 'whole-number', min: 1, max: 120 } },
    { code: 'not-expected', expected: { what: 'extension' }, given: { kind: 'text', text: '"20, not 1"' } },
    {
      code: 'not-expected',
      expected: { what: 'id-of', section: 'people', or: ['nobody'] },
      given: { kind: 'list' },
    },
    { code: 'unknown-reference', to: 'policies', given: { kind: 'text', text: '"nigth"' } },
  ];

  it('is said in each language, and not in the words of the other', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
    const same = [...english].filter(([key, text]) => typeof text === 'string' && french.get(key) === text);
    expect(same).toEqual([]);
  });

  it('keeps what was typed, whatever it looks like', () => {
    expect(sample.map((mistake) => plainSpaces(mistakeInWords(mistake, 'fr')))).toEqual([
      'Manque : il faut un nombre entier de 1 à 120.',
      'Il faut un poste, comme 201, et non "20, not 1".',
      'Il faut une personne ou nobody, et non une liste.',
      '"nigth" n’existe pas (chaîne d’escalade).',
    ]);
    expect(sample.map((mistake) => mistakeInWords(mistake, 'en'))).toEqual([
      'Is missing: expected a whole number from 1 to 120.',
      'Expected an extension such as 201, not "20, not 1".',
      'Expected the id of a person or nobody, not a list.',
      'Unknown policy "nigth".',
    ]);
  });

  it('does not quote what was left empty', () => {
    const mistake: Mistake = {
      code: 'not-expected',
      expected: { what: 'line' },
      given: { kind: 'text', text: '""' },
    };
    expect(mistakeInWords(mistake, 'fr')).toBe('Il faut une ligne de 1 à 100 caractères.');
  });

  it('has its French, every rule of a planning', () => {
    for (const rule of PLANNING_RULES) {
      const violations = { path: [], rule, about: 'Mia Roux' };
      expect(explainRuleInFrench(violations), rule).not.toContain(explainRule(violations));
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
    expect(text).toContain('Moyens de contact');
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
    expect(text).toContain('(occupé) Codes du réseau Q.850 17, SIP 486');
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
