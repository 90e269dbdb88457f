import { describe, expect, it } from 'vitest';
import { type BlockList, isBlocked } from '../../src/domain/hotline.ts';

describe('a caller is blocked', () => {
  const list = (numbers: readonly string[], anonymous = false): BlockList => ({
    ...{ numbers, anonymous, treatment: 'busy' },
  });

  it.each<[number: string | null, list: BlockList, isBlocked: boolean]>([
    ['33199001234', list(['33199001234']), true],
    ['33199001235', list(['33199001234']), false],
    ['331990012345', list(['33199001234']), false],
    ['33199001234', list(['33699000000', '33199*']), true],
    ['33199', list(['33199*']), true],
    ['3319', list(['33199*']), false],
    ['0033199001234', list(['33199*']), false],
    ['33199001234', list([], true), false],
    ['33199001234', list([]), false],
    [null, list([], true), true],
    [null, list(['33199*', '*'], false), false],
  ])('%s by %j: %s', (number, blocked, expected) => {
    expect(isBlocked(blocked, { number, name: 'Anna' })).toBe(expected);
  });
});
