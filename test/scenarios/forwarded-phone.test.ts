import { describe, expect, it } from 'vitest';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { answers, forwards, presses } from '../../trial/phones/behaviour.ts';
import { type Stage, stage, tries } from './stage.ts';

const MOBILE = '+33612345678';

/** Whoever takes the call hangs up, and no ghost has come in. */
async function takenAs(on: Stage, attempts: readonly string[]) {
  const caller = await on.pbx.call('4000');
  await on.happened('talking-started');
  expect(await on.pbx.channels()).toHaveLength(2);
  await caller.hangUp();
  const call = await on.ended('accepted');
  expect(tries(call)).toEqual(attempts);
  expect(await createCallHistory(on.database()).list({ limit: 50 })).toHaveLength(1);
  return call;
}

describe('B’s phone is forwarded (302)', () => {
  const on = stage();

  it('to a colleague’s: it rings there as B’s, and asks for the key', async () => {
    await on.pbx.phone('202', forwards('204'));
    await on.pbx.phone('204', answers({}, presses('1')));
    const call = await takenAs(on, ['Bob unreachable', 'Bob accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'forwarded-on', to: '204' });
    expect(call.attempts[1]?.target).toEqual({ kind: 'extension', extension: '204' });
  });

  it('to a mobile: it rings there once, through the trunk, with the hotline’s number', async () => {
    await on.pbx.phone('202', forwards('0612345678'));
    const carrier = await on.pbx.mobiles({ [MOBILE]: answers({}, presses('1')) });
    await takenAs(on, ['Bob unreachable', 'Bob accepted']);
    expect(await carrier.rang()).toMatchObject({ dialled: MOBILE, fromNumber: '+33199001200' });
    expect(carrier.calls()).toHaveLength(1);
  });

  it.each([
    ['to the hotline itself', '4000', ['Bob unreachable', 'Bob unreachable', 'Carol accepted']],
    ['to a country that may not be dialled', '+442079460123', ['Bob unreachable', 'Carol accepted']],
  ])('%s: C is dialled at once', async (_where, to, attempts) => {
    await on.pbx.phone('202', forwards(to));
    await on.pbx.phone('203', answers({}, presses('1')));
    await takenAs(on, attempts);
  });

  it('in a circle: it is not followed for ever', async () => {
    await on.pbx.phone('202', forwards('204'));
    await on.pbx.phone('204', forwards('202'));
    await on.pbx.phone('203', answers({}, presses('1')));
    await takenAs(on, ['Bob unreachable', 'Bob unreachable', 'Bob unreachable', 'Carol accepted']);
  });
});

describe('B’s phone is forwarded (302), and the hotline does not follow', () => {
  const on = stage({ hotline: { refuseForwards: true } });

  it('C is dialled at once, nobody elsewhere', async () => {
    const elsewhere = await on.pbx.phone('204', answers({}, presses('1')));
    await on.pbx.phone('202', forwards('204'));
    await on.pbx.phone('203', answers({}, presses('1')));
    const call = await takenAs(on, ['Bob unreachable', 'Carol accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'forwarded-elsewhere', to: '204' });
    expect(elsewhere.calls()).toEqual([]);
  });
});
