import { describe, expect, it } from 'vitest';
import { createOutboundLegs } from '../../src/calls/outbound-legs.ts';
import { HandClock } from '../asterisk/hand-clock.ts';

const MINUTE = 60_000;

function legs(most: number) {
  const clock = new HandClock();
  const told: number[] = [];
  const outbound = createOutboundLegs(20, { most, clock, onExceeded: () => void told.push(clock.now()) });
  return { clock, claim: () => outbound.claimOwn(), alarms: () => told.length };
}

describe('phones that calls of our own have dialled', () => {
  it('are as many as an hour may have, and no more; the alarm is told once', () => {
    const { claim, alarms } = legs(3);
    expect([claim(), claim(), claim(), claim(), claim()]).toEqual([true, true, true, false, false]);
    expect(alarms()).toBe(1);
  });

  it('count for an hour from when they rang, and the alarm is told again when it is reached again', () => {
    const { claim, clock, alarms } = legs(2);
    claim();
    clock.pass(30 * MINUTE);
    claim();
    expect(claim()).toBe(false);
    clock.pass(30 * MINUTE);
    expect(claim()).toBe(true);
    expect(claim()).toBe(false);
    expect(alarms()).toBe(2);
  });

  it('are not counted where no cap is set, and lines are counted apart', () => {
    const outbound = createOutboundLegs(2);
    outbound.count(() => 1);
    expect(outbound.claimOwn()).toBe(true);
    expect(outbound.free()).toBe(1);
    outbound.count(() => 4);
    expect(outbound.free()).toBe(0);
    expect(outbound.inUse()).toBe(5);
  });
});
