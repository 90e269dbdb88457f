import { describe, expect, it } from 'vitest';
import type { PhoneTest } from '../../../src/domain/endpoint/phone-test.ts';
import {
  advancePhoneTest,
  beginPhoneTest,
  type PhoneTestEvent,
} from '../../../src/domain/endpoint/phone-test-call.ts';

const TEST: PhoneTest = {
  ...{ personId: 'bob', target: { kind: 'extension', extension: '202' as never }, trunk: null },
  ...{ by: 'Sam', byId: 'sam', startedAt: 0, ringingAt: null, answeredAt: null, endedAt: null },
  ...{ outcome: null, why: null },
};
const RINGING: PhoneTestEvent = { type: 'ringing' };
const UP: PhoneTestEvent = { type: 'answered' };
const key = (pressed: string): PhoneTestEvent => ({ type: 'key', key: pressed });
const GONE: PhoneTestEvent = { type: 'ended', cause: 'hung-up', why: { code: 'no-cause' } };
const said = (sip: number | null): PhoneTestEvent => ({
  ...{ type: 'ended', cause: 'busy' },
  why: { code: 'network', q850: 17, sip, said: 'User busy' },
});
const TIME: PhoneTestEvent = { type: 'time-passed' };

/** What became of a test; a number lets so many seconds pass. */
function tested(story: readonly (PhoneTestEvent | number)[]) {
  let now = 0;
  let at = beginPhoneTest(TEST);
  const done: string[] = [];
  for (const next of story) {
    if (typeof next === 'number') now += next * 1000;
    else {
      at = advancePhoneTest(at.state, next, now);
      done.push(...at.commands.map(({ type }) => type));
    }
  }
  return { done, deadlineAt: at.state.deadlineAt, ...at.state.test };
}

describe('a test of a phone', () => {
  it('works when 1 is pressed: it is told, thanked for, and ends', () => {
    const story = [1, RINGING, 2, UP, 3, key('1')];
    expect(tested(story)).toMatchObject({
      ringingAt: 1000,
      answeredAt: 3000,
      endedAt: 6000,
      outcome: 'works',
    });
    expect(tested(story).done).toEqual(['ask', 'tell', 'thank']);
    expect(tested([...story, { type: 'thanked' }]).done.slice(3)).toEqual(['hang-up']);
    expect(tested([...story, 1, GONE])).toMatchObject({ outcome: 'works', endedAt: 6000 });
  });

  it.each(['2', '#', ''])('does not by another key: %j', (pressed) => {
    expect(tested([UP, key(pressed)])).toMatchObject({ outcome: null, done: ['ask'] });
  });

  it('is asked once, told once and thanked for once', () => {
    expect(tested([UP, UP, key('1'), key('1')]).done).toEqual(['ask', 'tell', 'thank']);
  });

  it('hears no thanks before there is something to thank for', () => {
    expect(tested([UP, { type: 'thanked' }]).done).toEqual(['ask']);
  });

  it('has a later end of waiting after each step, not an earlier one', () => {
    expect(tested([1, UP]).deadlineAt).toBeGreaterThan(1000);
    expect(tested([1, UP, 1, key('1')]).deadlineAt).toBeGreaterThan(2000);
  });

  it('without a key is told so when time has passed, and never later than its last moment', () => {
    const asked = tested([UP]);
    const seconds = asked.deadlineAt / 1000;
    expect(tested([UP, seconds - 0.001, TIME]).done).toEqual(['ask']);
    const late = tested([UP, seconds, TIME]);
    expect([late.outcome, late.done]).toEqual(['no-key', ['ask', 'tell', 'hang-up']]);
    const last = tested([UP, seconds, TIME, late.deadlineAt / 1000 - seconds, TIME]);
    expect(last.done.slice(3)).toEqual(['finish']);
    expect(last.outcome).toBe('no-key');
  });

  it('that is never answered is lost at its last moment', () => {
    const { deadlineAt } = beginPhoneTest(TEST).state;
    expect(tested([deadlineAt / 1000, TIME]).outcome).not.toBeNull();
  });

  it('hung up without the key is no success; unanswered, what the network said is kept in its codes', () => {
    expect(tested([UP, GONE])).toMatchObject({ outcome: 'no-key', why: null });
    expect(tested([UP, said(486)])).toMatchObject({ outcome: 'no-key', why: null });
    expect(tested([said(486)]).why).toEqual({ code: 'network', q850: 17, sip: 486, said: 'User busy' });
    expect(tested([said(null)]).why).toEqual({ code: 'network', q850: 17, sip: null, said: 'User busy' });
    expect(tested([GONE]).why).toEqual({ code: 'no-cause' });
  });
});
