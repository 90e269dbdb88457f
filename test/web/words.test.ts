import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loggedInFrench } from '../../src/calls/log/logged-french.ts';
import type { OnCallReason } from '../../src/domain/schedule/schedule.ts';
import { describeDuty } from '../../src/planning/describe-duty.ts';
import { explainRule } from '../../src/planning/explain-rule.ts';
import { explainRuleInFrench, PLANNING_RULES } from '../../src/planning/explain-rule-french.ts';
import { frenchOf, frenchThing } from '../../src/web/forms/flaw-words.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';
import { PLANNING_PARTS } from '../../src/web/planning/planning-messages.ts';
import { CHOICE_FIELDS, choiceInWords, fieldInWords } from '../../src/web/settings/audit-words.ts';
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
    const { as, needs } = await openSite();
    await needs.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const text = textOf((await (await as('ada')).get('/settings/audit')).body);
    expect(text).toContain('moyens de contact');
    expect(text).not.toMatch(/contactMethods|mustAccept|startAt|personId| true| administrator/);
  });
});

describe('what the call log keeps in English', () => {
  it('is read in French as it would have been said in French: why somebody was rung', () => {
    const reasons: readonly OnCallReason[] = [
      { kind: 'planned-shift' },
      { kind: 'rotation', rotationId: 'r', rotationName: 'Nights, all', coversId: null },
      { kind: 'rotation', rotationId: 'r', rotationName: 'Nights', coversId: 'bob' },
      ...[null, 'bob'].flatMap((replacesId) =>
        [null, 'Ada Morel'].map(
          (madeBy) => ({ kind: 'override', action: 'takes-over', replacesId, madeBy }) as const,
        ),
      ),
      { kind: 'override', action: 'adds', replacesId: null, madeBy: null },
      { kind: 'override', action: 'adds', replacesId: null, madeBy: 'Ada Morel' },
    ];
    for (const reason of reasons)
      for (const until of [null, Date.UTC(2026, 10, 25, 17), Date.UTC(2026, 10, 25, 17, 0, 5)]) {
        const said = (language: 'en' | 'fr') =>
          describeDuty({ reason, until }, 'Europe/Paris', () => 'Bob Petit', language);
        expect(loggedInFrench(said('en'))).toBe(said('fr'));
      }
  });

  it('is read in French: how a try ended, what went wrong, whatever the code writes', () => {
    const folders = ['src/calls', 'src/asterisk', 'src/domain/escalation'].map((name) =>
      path.join(REPOSITORY, name),
    );
    // What these say is of the connection and of the dialplan, and reaches no call.
    const others = /ari-link|ast-db|fallback-book|french|english/;
    const source = folders
      .flatMap((folder) =>
        readdirSync(folder)
          .filter((name) => name.endsWith('.ts') && !others.test(name))
          .map((name) => path.join(folder, name)),
      )
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const written = [
      /\b(?:detail|reason): (['`"])((?:(?!\1)[^\\]|\\.)+)\1/g,
      /\b(?:neverSent|refused|leaveToFallback|leaveAllToFallback)\([^'`)]*(['`])((?:(?!\1)[^\\]|\\.)+)\1/g,
      /export const [A-Z_]+ = (['`])([a-z][^'`]* [^'`]*)\1;/g,
      /return (['`])((?:this|the) (?:(?!\1)[^\\])+)\1;/g,
    ].flatMap((pattern) => [...source.matchAll(pattern)].map(([, , text = '']) => text));
    const texts = written
      .map((text) => text.replace(/\$\{[^}]*\}/g, '7'))
      // Words of Asterisk's, and codes.
      .filter((text) => text.includes(' ') && !/^\W*7|not a list of sound names/.test(text));
    expect(texts).toEqual(
      expect.arrayContaining([
        'the hotline has no trunk',
        'this number may not be dialled',
        'on another call',
        'rang until the ring time was over',
        'attempt 7 did not end after 7 hang-ups',
      ]),
    );
    expect([...new Set(texts)].filter((text) => loggedInFrench(text) === text)).toEqual([]);
  });

  it('keeps the network’s codes, and says their meaning', () => {
    expect(loggedInFrench('User busy (Q.850 17, SIP 486)')).toBe('occupé (Q.850 17, SIP 486)');
    expect(loggedInFrench('Odd (Q.850 99)')).toBe('Odd (Q.850 99)');
    expect(loggedInFrench('Martin, until noon')).toBe('Martin, until noon');
  });

  it('is French on the page of a call, old ones too', async () => {
    const { db, as, needs } = await openSite();
    await seedCall(db, { id: 'old', at: NOON, outcome: 'voicemail' });
    await needs.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const text = textOf((await (await as('ada')).get('/calls/old')).body);
    expect(text).toContain('(créneau planifié)');
    expect(text).not.toContain('planned shift');
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
