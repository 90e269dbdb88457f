import { describe, expect, it } from 'vitest';
import { isCommon } from '../../src/accounts/common-passwords.ts';
import { hashPassword, isPassword, passwordProblem } from '../../src/accounts/passwords.ts';

const OWN = ['Ada Morel', 'ada.morel@example.org'];

describe('a password that many people choose', () => {
  it.each([
    ['motdepasse12', 'a leaked one with digits'],
    ['azertyuiop12', 'a row of keys'],
    ['qsdfghjklm!!', 'the row below'],
    ['1qaz2wsx3edc', 'columns of keys'],
    ['P@ssw0rd2026!', 'signs that look like letters'],
    ['Parapluie2026!', 'a word with digits'],
    ['soleilsoleil', 'a word said twice'],
    ['Vigie2026Vigie', 'our own name'],
    ['Astreinte2026!', 'what this is for'],
    ['061234567890', 'digits alone'],
    ['abcdefghijkl', 'the alphabet'],
    ['mnbvcxwpoiuytreza', 'rows backwards'],
  ])('%s is refused: %s', (password) => {
    expect(passwordProblem(password, OWN)).toMatch(/too-(common|easy)/);
  });

  it.each([
    'the wind over the pier',
    'correct horse battery staple',
    'le chat boit du lait',
    'kX7-pq2Lm9_vR',
    'trois petits tours et 12 vents',
    'soleil-hiver-canal-42',
  ])('%s is taken: nobody tries it first', (password) => {
    expect(passwordProblem(password, OWN)).toBeNull();
  });
});

describe('a password', () => {
  // Of few letters, that no list has and no row of keys.
  const long = (length: number) => 'kestrel-moor/9wharf_'.repeat(7).slice(0, length);

  it('has 12 to 128 signs', () => {
    expect(passwordProblem(long(11), OWN)).toBe('too-short');
    expect(passwordProblem(long(12), OWN)).toBeNull();
    expect(passwordProblem(long(128), OWN)).toBeNull();
    expect(passwordProblem(long(129), OWN)).toBe('too-long');
    // Counted as people count: a sign of two halves is one.
    expect(passwordProblem('🦉'.repeat(11), OWN)).toBe('too-short');
  });

  it('has six signs beside one’s own name and ours, and five that differ', () => {
    expect(passwordProblem('morel-ada-qxzvk', OWN)).toBe('too-easy');
    expect(passwordProblem('morel-ada-qxzvkw', OWN)).toBeNull();
    expect(passwordProblem('qxzvqzvxqvxz', OWN)).toBe('too-easy');
    expect(passwordProblem('qxzvkqzvxkvq', OWN)).toBeNull();
    // Two letters of a name are in every word.
    expect(passwordProblem('moorhen in the reeds', ['Mo Reed'])).toBeNull();
  });

  it('is common with whatever signs stand about the word, and only then', () => {
    for (const word of ['12pamela34!!', 'pamela', '!!gonzalez12', '123456789012', 'ÉLODIE'])
      expect(isCommon(word), word).toBe(true);
    for (const word of ['pamel2026xq!', 'heron-quay-71']) expect(isCommon(word), word).toBe(false);
  });

  it('is compared as it is, and with none it is wrong', async () => {
    const hash = await hashPassword(long(128));
    expect(await isPassword(long(128), hash)).toBe(true);
    expect(await isPassword(long(127), hash)).toBe(false);
    expect(await isPassword(long(12), null)).toBe(false);
    expect(await isPassword(long(129), await hashPassword(long(129)))).toBe(false);
  });
});
