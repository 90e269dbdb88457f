import { expect, it } from 'vitest';
import { isHere } from '../../src/domain/person.ts';

it.each<[joinsAt: number | null, leavesAt: number | null, at: number, is: boolean]>([
  [null, null, 5, true],
  [5, null, 4, false],
  [5, null, 5, true],
  [null, 9, 8, true],
  [null, 9, 9, false],
  [5, 9, 4, false],
  [5, 9, 7, true],
  [5, 9, 9, false],
])('somebody who joins at %s and leaves at %s is here at %i: %s', (joinsAt, leavesAt, at, is) => {
  expect(isHere({ joinsAt, leavesAt }, at)).toBe(is);
});
