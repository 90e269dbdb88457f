import { describe, expect, test } from 'vitest';
import { mutationsOf } from './mutations.ts';
import { switchedCode } from './switched-code.ts';
import { Switches } from './switches.ts';

/** What a function answers as it is, and with each of its mutations: `before → after: answer`. */
function answers(body: string, ...given: readonly unknown[]): readonly string[] {
  const text = `export function f(a, b) { ${body} }`;
  const mutations = mutationsOf('f.ts', text).map((mutation, id) => ({ ...mutation, id }));
  const code = switchedCode('f.ts', text, mutations).replace('export ', '');
  const switches = new Switches();
  const run = new Function('__switch', `${code}; return f;`)(switches) as (...args: unknown[]) => unknown;
  return [{ id: -1, before: 'as it is', after: '' }, ...mutations].map(({ id, before, after }) => {
    switches.active = id;
    return `${before} → ${after}: ${run(...given)}`;
  });
}

describe('code with every mutation behind a switch', () => {
  test.each<[string, readonly unknown[], readonly string[]]>([
    ['return a < b;', [1, 1], ['as it is → : false', '< → <=: true']],
    ['return a - b;', [3, 1], ['as it is → : 2', '- → +: 4']],
    ['return a && b;', [0, 2], ['as it is → : 0', '&& → ||: 2']],
    ['return a || b;', [0, 2], ['as it is → : 2', '|| → &&: 0']],
    ['return !a;', [0], ['as it is → : true', '!a → a: 0']],
    ['return a.some(Boolean);', [[0, 1]], ['as it is → : true', 'some → every: false']],
    ['return a?.min(1, 2);', [Math], ['as it is → : 1', 'min → max: 2']],
    ['return [true, a];', [1], ['as it is → : true,1', 'true → false: false,1']],
  ])('%s', (body, given, expected) => {
    expect(answers(body, ...given)).toEqual(expected);
  });

  test('conditions, and what is inside them', () => {
    expect(answers('if (!a && b > 1) return 1; return 2;', 0, 1)).toEqual([
      'as it is → : 2',
      '!a && b > 1 → true: 1',
      '!a && b > 1 → false: 2',
      '&& → ||: 1',
      '!a → a: 2',
      '> → >=: 1',
    ]);
  });

  test('the right side of a condition is asked only when it is, and values in between are kept', () => {
    expect(answers('return (a || b.none) && (b || a.none);', 1, 2)).toContain('as it is → : 2');
  });

  test('lines stay where they are, and a file without mutations is as it was', () => {
    const text = 'export const a = (b: number) =>\n  b < 1 &&\n  b > 2;\nexport type T = true;\n';
    const mutations = mutationsOf('f.ts', text).map((mutation, id) => ({ ...mutation, id }));
    expect(switchedCode('f.ts', text, mutations).split('\n')).toHaveLength(text.split('\n').length);
    expect(switchedCode('f.ts', text, [])).toBe(text);
  });
});
