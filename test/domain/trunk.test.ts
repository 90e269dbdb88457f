import { describe, expect, it } from 'vitest';
import type { E164, Trunk } from '../../src/domain/phone-number.ts';
import {
  dialledNumber,
  type NumberForm,
  parseContext,
  parsePrefix,
  trunksInOrder,
  usualTrunk,
} from '../../src/domain/trunk.ts';

const trunk = (id: string, next: string | null = null) => ({
  ...usualTrunk(id as Trunk),
  nextTrunk: next as Trunk | null,
});

describe('a number is dialled through a trunk', () => {
  it.each<[form: NumberForm, number: string, dialled: string]>([
    ['e164', '+33612345678', '+33612345678'],
    ['digits', '+33612345678', '33612345678'],
    ['international', '+33612345678', '0033612345678'],
    ['national', '+33612345678', '0612345678'],
    ['national', '+4930123456', '004930123456'],
  ])('in the form %s: %s as %s', (numberForm, number, dialled) => {
    const settings = { ...trunk('carrier'), numberForm };
    expect(dialledNumber(settings, number as E164, 'FR')).toBe(dialled);
    const prefix = parsePrefix('9*');
    if (prefix === null) throw new Error('it is a prefix');
    expect(dialledNumber({ ...settings, prefix }, number as E164, 'FR')).toBe(`9*${dialled}`);
  });
});

describe('the trunks that are tried', () => {
  const all = [trunk('a', 'b'), trunk('b', 'c'), trunk('c', 'a'), trunk('alone')];
  const order = (first: string, ...down: string[]) =>
    trunksInOrder(
      first as Trunk,
      (id) => all.find((one) => one.id === id) ?? trunk(id),
      ({ id }) => down.includes(id),
    ).map(({ id }) => id);

  it('are those that stand behind one another, each once', () => {
    expect(order('a')).toEqual(['a', 'b', 'c']);
    expect(order('c')).toEqual(['c', 'a', 'b']);
    expect(order('alone')).toEqual(['alone']);
  });

  it('are tried last when they are known to be down, and never left out', () => {
    expect(order('a', 'a')).toEqual(['b', 'c', 'a']);
    expect(order('a', 'a', 'b', 'c')).toEqual(['a', 'b', 'c']);
    expect(order('alone', 'alone')).toEqual(['alone']);
  });
});

describe('what goes into a dial string', () => {
  it.each([
    ['from-vigie', true],
    ['0utside_2', true],
    [`a${'b'.repeat(78)}`, true],
    [`a${'b'.repeat(79)}`, false],
    ['-from', false],
    ['', false],
    ['out/side', false],
    ['a@b', false],
    ['a&b', false],
    ['a,b', false],
  ])('%s is a context: %s', (text, isOne) => {
    expect(parseContext(text)).toBe(isOne ? text : null);
  });

  it.each([
    ['', true],
    ['0', true],
    ['*31#', true],
    ['12345678901', false],
    ['9 ', false],
    ['+', false],
  ])('"%s" is a prefix: %s', (text, isOne) => {
    expect(parsePrefix(text)).toBe(isOne ? text : null);
  });
});
