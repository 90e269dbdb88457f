import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../../src/domain/notice/notice-kinds.ts';
import { preview, templateOf } from '../../src/notices/compose/compose.ts';
import { MESSAGES } from '../../src/web/messages/messages.ts';
import { lived } from './lived-site.ts';
import { PAGES } from './page-list.ts';

/** What no French page, mail or SMS says, and what it says instead. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/(?<![\d:])\b\d{1,2}:\d\d\b(?!:\d| \/)(?<!\/ \d:\d\d)/, 'an hour is 8 h, or 8 h 30'],
  [/ [:;?!»](?=[\s<)]|$)/, 'no plain space before : ; ? ! »'],
  [/« (?!\u00A0)|[\p{L}][?!;](?=\s|$)/u, 'no plain space after «, and one before ? ! ;'],
  [/\b1 (?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)/, '1er janvier'],
  [/\b(?:de|à) les? (?!\d)/i, 'du, des, au, aux'],
  [/\b[dD]e (?:Ada|Otto|Alice)\b/, 'd’Alice'],
  [/\b(le|la|les|de|du|à|au|depuis|jusqu’au) \1\b/i, 'no word twice'],
  [
    /\b(?:depuis|jusqu’au|du) (?:à|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\.) à/,
    'the preposition of the phrase',
  ],
  [/jusqu’au à|depuis le à|(?<!\p{L})(?:du|au) le /u, 'one preposition'],
  [/(?<!\p{L})rotations?\b/iu, 'roulement'],
  [/\bfaisceau/i, 'trunk'],
  [/\bà blanc\b/i, 'simulation'],
  [/\bmandataires?\b/i, 'proxys de confiance'],
  [/\bEnvois\b/, 'notifications envoyées'],
  [/Appel qui monte|monte jusqu’à vous/, 'appel transmis au niveau suivant'],
  [/(?:Retirer|Annuler) l’absence/, 'supprimer l’absence'],
  [/\b(?:null|undefined|NaN|\[object)\b/, 'a value that is not there'],
];
/** What is typed, or is a name of Asterisk's or of ours, is as it is. */
const VERBATIM = /<(script|style|svg|textarea|code|pre|kbd)\b[\s\S]*?<\/\1>|<option[\s\S]*?<\/option>/g;

function said(html: string): readonly string[] {
  return html
    .replace(VERBATIM, '\n')
    .replace(/<\/?(?:strong|em|b|i|a|span|small|time|abbr)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#39;/g, "'")
    .replace(/&#34;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function wrongIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    FORBIDDEN.flatMap(([form, instead]) => (form.test(line) ? [`${instead}: ${line.slice(0, 160)}`] : [])),
  );
}

describe('French', { timeout: 120_000 }, () => {
  it('of every page is as it is said', async () => {
    const site = await lived();
    await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const ada = await site.as('ada');
    const wrong: string[] = [];
    for (const [name, path] of Object.entries(PAGES))
      wrong.push(...wrongIn(said((await ada.get(path)).body)).map((text) => `${name}: ${text}`));
    expect(wrong).toEqual([]);
  });

  it('of the catalogue is as it is said, whatever page it is on', () => {
    expect(wrongIn(textsOf(MESSAGES.fr))).toEqual([]);
  });

  it.each(NOTICE_KINDS)('of the notice %s is as it is said', (kind) => {
    const { subject, body } = preview(kind, 'fr', templateOf(kind, 'fr', []));
    expect(wrongIn([subject, ...body.split('\n')])).toEqual([]);
  });

  it('is seen to be wrong where it is', () => {
    const wrong = [
      'à 08:00',
      'Qui ?',
      '« Chauffage »',
      '1 janvier',
      'de le standard',
      'de Alice',
      'une rotation',
    ];
    expect(wrong.filter((text) => wrongIn([text]).length === 0)).toEqual([]);
  });
});

/** What comes of plain words where a function wants more. */
const UNKNOWN = /undefined|NaN|null/;

/** Its texts, and what its functions answer to plain words. */
function textsOf(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'object' && words !== null) return Object.values(words).flatMap(textsOf);
  if (typeof words !== 'function') return [];
  const say = words as (...given: readonly unknown[]) => unknown;
  try {
    return textsOf(say(...['Bob', 'Bob', 'Bob', 'Bob', 'Bob'])).filter((text) => !UNKNOWN.test(text));
  } catch {
    return [];
  }
}
