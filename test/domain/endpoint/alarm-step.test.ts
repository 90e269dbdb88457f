import { describe, expect, it } from 'vitest';
import { alarmStep, stateOfAll } from '../../../src/domain/endpoint/alarm-step.ts';

describe('what is told', () => {
  it.each([
    // open, need, reach, step
    [null, 'none', 'down', 'nothing'],
    [null, 'now', 'up', 'nothing'],
    [null, 'now', 'down', 'notify'],
    [null, 'soon', 'down', 'notify-ahead'],
    [null, 'soon', 'up', 'nothing'],
    [null, 'now', null, 'nothing'],
    ['ahead', 'soon', 'down', 'nothing'],
    ['ahead', 'now', 'down', 'notify'],
    ['ahead', 'soon', 'up', 'notify-back'],
    ['ahead', 'none', 'down', 'forget'],
    ['told', 'now', 'down', 'nothing'],
    ['told', 'soon', 'down', 'nothing'],
    ['told', 'now', 'up', 'notify-back'],
    ['told', 'now', null, 'nothing'],
    ['told', 'none', 'down', 'forget'],
    ['told', 'none', 'up', 'forget'],
  ] as const)('alarm %s, needed %s, %s: %s', (open, need, reach, step) => {
    expect(alarmStep(open, need, reach)).toBe(step);
  });
});

describe('a person', () => {
  it.each([
    [['down', 'up'], 'up', 'is reached by the second method'],
    [['down', 'down'], 'down', 'is not reached when every phone is gone'],
    [['down', null], null, 'may be reached while one method is not known'],
    [[], null, 'without any method is another trouble'],
  ] as const)('%j: %s, because a person %s', (methods, reach, _why) => {
    expect(stateOfAll(methods)).toBe(reach);
  });
});
