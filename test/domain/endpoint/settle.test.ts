import { describe, expect, it } from 'vitest';
import {
  type EndpointState,
  type Settling,
  settle,
  UNSEEN,
} from '../../../src/domain/endpoint/endpoint-state.ts';

const PATIENCE = { downSeconds: 90, upSeconds: 30 };
const LETTERS: Readonly<Record<string, EndpointState>> = {
  o: 'online',
  f: 'offline',
  m: 'missing',
  u: 'unknown',
};

/** One reading every 10 seconds. */
function after(readings: string, from: Settling = UNSEEN): Settling['settled'] {
  let settling = from;
  [...readings].forEach((letter, index) => {
    const state = LETTERS[letter];
    if (!state) throw new Error(`${letter} is no state`);
    settling = settle(settling, state, index * 10_000, PATIENCE);
  });
  return settling.settled;
}

describe('an endpoint', () => {
  it.each([
    ['', null, 'is not judged unseen'],
    ['ooo', null, 'is not up at first sight'],
    ['oooo', 'up', 'is up after half a minute'],
    ['fffffffff', null, 'is not down after 80 s'],
    ['ffffffffff', 'down', 'is down after a minute and a half'],
    ['mmmmmmmmmm', 'down', 'is down as well when Asterisk has none of that name'],
    ['uuuuuuuuuuuuuuuuuuuu', null, 'is never judged when nothing says whether it is there'],
    ['ooooffffffff', 'up', 'that restarts is not down'],
    ['ooooffffffffff', 'down', 'that was up and is gone for long is down'],
    ['offfoffffff', 'down', 'that is back for a moment only was never back'],
    ['fofofofofof', 'down', 'that flaps is down: no call can count on it'],
    ['fofofo', null, 'that has flapped for a minute only may yet stay'],
    ['ffffffffffo', 'down', 'that was down is not up again at once'],
    ['ffffffffffoooo', 'up', 'that was down is up again after half a minute'],
    ['ffffffffffuuuuuuuu', 'down', 'stays as it was while Asterisk is out of reach'],
    ['fffuuuuuuf', 'down', 'that was down before and after a lost connection was down meanwhile'],
  ])('%s: %s, because it %s', (readings, settled, _why) => {
    expect(after(readings)).toBe(settled);
  });
});
