import { describe, expect, it } from 'vitest';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import { createMailboxCalls } from '../../../src/calls/own/mailbox-calls.ts';
import type { Done, Telephony } from '../../../src/calls/telephony.ts';
import type { Hotline } from '../../../src/domain/hotline.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { FRANCE } from '../../planning/plan.ts';

const OK: Done = { ok: true, value: undefined };
const LEG = '1700000000.1';
const MESSAGE = { recording: 'm1', at: 0, timeZone: 'UTC', callerNumber: '+33199001234' };

/** Bob rings; a switchboard that does all it is asked and notes it. */
function taskPages(max = 20) {
  const asked: string[] = [];
  const telephony = new Proxy({} as Telephony, {
    get: (_, request: string) => async (of: unknown, play?: string) => {
      const leg = typeof of === 'object' ? (of as { leg: string }).leg : String(of);
      if (request !== 'arm')
        asked.push(
          [request, leg.replace(/^.*-/, ''), ...(request === 'play' ? [play?.replace(/^.*-/, '')] : [])].join(
            ' ',
          ),
        );
      return OK;
    },
  });
  const outboundLegs = createOutboundLegs(max);
  const calls = createMailboxCalls({
    telephony,
    outboundLegs,
    store: {
      candidates: async () => [{ personId: 'bob', language: 'en' }],
      check: async () => ({ personId: 'bob', language: 'en' }),
      newMessages: async () => [MESSAGE],
      noteHeard: async () => undefined,
      erase: async () => true,
      callBack: async () => ({
        callerNumber: MESSAGE.callerNumber,
        hotline: { name: 'Support', trunk: 'trunk', callerId: null } as unknown as Hotline,
      }),
    },
    work: {
      running: async () => null,
      begin: async (_person, at) => ({ at, timeZone: 'Europe/Paris' }),
      finish: async () => null,
      describe: async () => true,
    },
    onErased: () => undefined,
    directory: { hotlines: async () => [] },
    numberingPlan: FRANCE,
    clock: new HandClock(),
    log: createLogger({ level: 'fatal', format: 'json' }),
    crash: (error) => {
      throw error;
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const press = async (keys: string) => {
    for (const key of keys) calls.take({ type: 'key', leg: LEG, key });
    await settled();
  };
  const arrive = () =>
    calls.take({ type: 'call-arrived', leg: LEG, dialled: 'messages', callerNumber: null, callerName: null });
  return { asked, outboundLegs, calls, press, arrive, settled };
}

describe('somebody who rings to hear messages', () => {
  it('types before anything is said: nothing of it is lost', async () => {
    const at = taskPages();
    at.arrive();
    await at.press('0612345678#735182#55');
    expect(at.asked).toContain('dial 1');
  });

  it('who calls back takes a line of the cap, and gives it back', async () => {
    const at = taskPages(1);
    at.arrive();
    await at.press('0612345678#735182#55');
    expect(at.outboundLegs.free()).toBe(0);
    await at.press('*');
    expect(at.outboundLegs.free()).toBe(1);
    expect(at.asked).toContain('hangUp 1');
  });

  it('without a line to spare nobody is called, and that is said', async () => {
    const at = taskPages(0);
    at.arrive();
    await at.press('0612345678#735182#55');
    expect(at.asked.filter((one) => one.startsWith('dial'))).toEqual([]);
    expect(at.asked.at(-1)).toMatch(/^play/);
  });

  it('goes back to the dialplan when the service stops, with nobody left ringing', async () => {
    const at = taskPages();
    at.arrive();
    await at.press('0612345678#735182#55');
    await at.calls.cutOff();
    expect(at.asked.slice(-2)).toEqual(['hangUp 1', `leaveToDialplan ${LEG}`]);
    expect(at.calls.owns(LEG)).toBe(false);
    expect(at.outboundLegs.inUse()).toBe(0);
  });
});
