import { describe, expect, it } from 'vitest';
import { passwordProblem } from '../../src/accounts/passwords.ts';

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
