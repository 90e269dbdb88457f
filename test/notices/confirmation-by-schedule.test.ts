import { describe, expect, it } from 'vitest';
import { house, PHONE_OF } from './notifier-fixture.ts';

const asks = (texts: readonly string[]) => texts.filter((text) => text.includes('Confirmez')).length;
const unconfirmed = (subjects: readonly string[]) =>
  subjects.filter((subject) => subject.includes('pas confirmé'));

describe('a schedule with its own rule for confirming duty', () => {
  it('is asked about at its own hours, and silence is told by its own limit', async () => {
    const at = await house('2026-11-25 11:00');
    await at.plan({ schedules: { primary: { confirmation: { hours: [6], limitMinutes: 240 } } } });
    await at.begin();
    // The usual rule would have asked the day before.
    expect(asks(at.smsTo(PHONE_OF.bob))).toBe(0);
    await at.until('2026-11-25 12:01');
    expect(asks(at.smsTo(PHONE_OF.bob))).toBe(1);
    await at.until('2026-11-25 13:58');
    expect(unconfirmed(at.mailsTo('sofia'))).toEqual([]);
    await at.until('2026-11-25 14:01');
    expect(unconfirmed(at.mailsTo('sofia'))).toEqual(['Astreinte « Chauffage » : Bob n’a pas confirmé']);
    expect(at.smsTo(PHONE_OF.dora)).toContainEqual(expect.stringContaining('you are next'));
    await at.until('2026-11-25 17:50');
    expect(asks(at.smsTo(PHONE_OF.bob))).toBe(1);
  });

  it('with no hours asks nobody, and tells nobody of silence', async () => {
    const at = await house('2026-11-25 11:00');
    await at.plan({ schedules: { primary: { confirmation: { hours: [], limitMinutes: 60 } } } });
    await at.begin();
    await at.until('2026-11-25 18:05');
    expect(asks(at.smsTo(PHONE_OF.bob))).toBe(0);
    expect(unconfirmed(at.mailsTo('sofia'))).toEqual([]);
  });

  it('is as everywhere again once the rule is taken away', async () => {
    const at = await house('2026-11-25 11:00');
    await at.plan({ schedules: { primary: { confirmation: { hours: [], limitMinutes: 60 } } } });
    await at.plan({ schedules: { primary: { confirmation: null } } });
    await at.begin();
    expect(asks(at.smsTo(PHONE_OF.bob))).toBe(1);
  });
});
