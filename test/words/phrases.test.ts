import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/schedule/wall-clock.ts';
import { createFormat } from '../../src/web/format.ts';
import { phrasesIn, sentence, wallTime } from '../../src/words/phrases.ts';

const ZONE = 'Europe/Paris';
const [fr, en] = [phrasesIn('fr'), phrasesIn('en')];

function local(text: string) {
  const at = instantOf(text, ZONE);
  if (at === null) throw new Error(`${text} is no time`);
  return wallTime(at, ZONE);
}

const NOW = local('2026-11-25 14:00');
/** Numbers are kept with their units by spaces that do not break. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

describe('of and to somebody', () => {
  it.each([
    ['Alice', 'd’Alice', 'à Alice'],
    ['Bob', 'de Bob', 'à Bob'],
    ['Élodie', 'd’Élodie', 'à Élodie'],
    ['Œdipe', 'd’Œdipe', 'à Œdipe'],
    ['Yves', 'd’Yves', 'à Yves'],
    ['Yann', 'de Yann', 'à Yann'],
    ['Hélène', 'd’Hélène', 'à Hélène'],
    ['Hugo', 'd’Hugo', 'à Hugo'],
    ['Hassan', 'de Hassan', 'à Hassan'],
    ['EDF', 'd’EDF', 'à EDF'],
    ['onze', 'de onze', 'à onze'],
    ['01 99 00 12 34', 'de 01 99 00 12 34', 'à 01 99 00 12 34'],
    ['le standard', 'du standard', 'au standard'],
    ['les urgences', 'des urgences', 'aux urgences'],
    ['la mairie', 'de la mairie', 'à la mairie'],
    ['l’accueil', 'de l’accueil', 'à l’accueil'],
    ['Le Goff', 'de Le Goff', 'à Le Goff'],
  ])('%s: %s, %s', (name, of, to) => {
    expect([fr.of(name), fr.to(name)]).toEqual([of, to]);
    expect([en.of(name), en.to(name)]).toEqual([`of ${name}`, `to ${name}`]);
  });

  it('a name is never changed, but for a small article at its beginning', () => {
    fc.assert(
      fc.property(
        fc.string().filter((name) => !/^les? /.test(name)),
        (name) => {
          expect([`d’${name}`, `de ${name}`]).toContain(fr.of(name));
          expect(fr.to(name)).toBe(`à ${name}`);
        },
      ),
    );
  });
});

describe('times', () => {
  it.each([
    ['2026-11-25 18:00', 'à 18 h', 'jusqu’à 18 h', 'at 18:00', 'until 18:00'],
    ['2026-11-25 08:05', 'à 8 h 05', 'jusqu’à 8 h 05', 'at 08:05', 'until 08:05'],
    ['2026-11-25 00:00', 'à 0 h', 'jusqu’à 0 h', 'at 00:00', 'until 00:00'],
    [
      '2026-11-26 08:00',
      'le 26 novembre à 8 h',
      'jusqu’au 26 novembre à 8 h',
      'on 26 November at 08:00',
      'until 26 November at 08:00',
    ],
    [
      '2027-01-01 18:30',
      'le 1er janvier 2027 à 18 h 30',
      'jusqu’au 1er janvier 2027 à 18 h 30',
      'on 1 January 2027 at 18:30',
      'until 1 January 2027 at 18:30',
    ],
    [
      '2025-08-01 07:00',
      'le 1er août 2025 à 7 h',
      'jusqu’au 1er août 2025 à 7 h',
      'on 1 August 2025 at 07:00',
      'until 1 August 2025 at 07:00',
    ],
  ])('%s', (text, ...expected) => {
    const time = local(text);
    const said = [fr.at(time, NOW), fr.until(time, NOW), en.at(time, NOW), en.until(time, NOW)];
    expect(said.map(plain)).toEqual(expected);
  });

  it.each([
    [
      '2026-12-01 08:00',
      '2026-12-01 18:00',
      'le 1er décembre de 8 h à 18 h',
      'on 1 December from 08:00 to 18:00',
    ],
    [
      '2026-12-31 18:00',
      '2027-01-01 08:00',
      'du 31 décembre à 18 h au 1er janvier 2027 à 8 h',
      'from 31 December at 18:00 to 1 January 2027 at 08:00',
    ],
  ])('from %s to %s', (start, end, french, english) => {
    expect(plain(fr.between(local(start), local(end), NOW))).toBe(french);
    expect(en.between(local(start), local(end), NOW)).toBe(english);
  });

  it('the day is that of the clocks of the zone', () => {
    const at = Date.parse('2026-11-25T23:30:00Z');
    expect(plain(fr.at(wallTime(at, ZONE), NOW))).toBe('le 26 novembre à 0 h 30');
    expect(plain(fr.at(wallTime(at, 'UTC'), NOW))).toBe('à 23 h 30');
  });
});

it.each(['fr', 'en'] as const)('%s: a time of day is never written as a length of time is', (language) => {
  const format = createFormat(language, ZONE, Date.UTC(2026, 10, 25), {
    homeCountry: 'FR',
    allowedCountries: ['FR'],
  });
  const hours = fc.integer({ min: 0, max: 86_399 });
  fc.assert(
    fc.property(hours, (seconds) => {
      const at = Date.UTC(2026, 10, 25) + seconds * 1000;
      for (const time of [format.time(at), format.seconds(at), format.exact(at)])
        expect(time).not.toMatch(/\d\s(?:min|s)\b/);
      expect(format.length(seconds * 1000)).toMatch(/\d\s(?:min|s)$/);
    }),
  );
  expect(format.seconds(Date.UTC(2026, 10, 24, 23, 43, 20))).toBe('00:43:20');
  // By itself `18 h` could be either.
  expect(plain(format.moment(Date.UTC(2026, 10, 25, 17)))).toBe(language === 'fr' ? 'à 18 h' : '18:00');
});

it.each([
  ['jusqu’à 18 h', 'Jusqu’à 18 h'],
  ['élodie est là', 'Élodie est là'],
  ['« personne »', '« Personne »'],
  ['18 h', '18 h'],
  ['Déjà', 'Déjà'],
  ['', ''],
])('the sentence %j begins as %j', (text, expected) => {
  expect(sentence(text)).toBe(expected);
});
