import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import {
  answers,
  hangsUp,
  presses,
  rejects,
  ringsOn,
  speaks,
  staysSilent,
} from '../../trial/phones/behaviour.ts';
import { startTrialPbx, type TrialPbx } from '../../trial/trial-pbx.ts';
import { waitUntil } from '../../trial/wait-until.ts';

/** Dialplan that does to simulated phones what Vigie will, without Vigie. */
const DIALPLAN = `
[trial-phones]
; Reads two keys, and keeps them where the console sees them.
exten => keys,1,Answer()
 same => n,Read(KEYS,beep,2,,1,8)
 same => n,Set(DB(trial/keys)=\${KEYS})
 same => n,Hangup()
exten => wait,1,Answer()
 same => n,Wait(60)

[vigie-demo-carrier](+)
; 9 and an extension: rings it, as an ordinary PBX does. 8 and a mobile's number: through the trunk.
exten => _92XX,1,Dial(PJSIP/\${EXTEN:1},20)
 same => n,Set(DB(trial/status)=\${DIALSTATUS} \${HANGUPCAUSE})
 same => n,Hangup(\${HANGUPCAUSE})
exten => _8X.,1,Dial(PJSIP/+\${EXTEN:1}@trial-trunk,20)
 same => n,Hangup(\${HANGUPCAUSE})
exten => 7000,1,NoOp(\${CALLERID(num-pres)})
 same => n,Set(DB(trial/caller)=\${CALLERID(num)} \${CALLERID(num-pres)})
 same => n,Answer()
 same => n,Wait(60)
`;

let pbx: TrialPbx;
beforeAll(async () => {
  pbx = await startTrialPbx({ dialplan: DIALPLAN });
});
afterEach(async () => {
  try {
    await pbx.empty();
  } finally {
    await pbx.removePhones();
    await pbx.cli('channel request hangup all');
  }
});
afterAll(() => pbx?.stop());

/** Rings a phone from Asterisk, with nobody on the other side. */
async function ring(endpoint: string, extension: string, channelId: string): Promise<void> {
  const query = new URLSearchParams({ endpoint, extension, context: 'trial-phones', channelId });
  await ariRequest(pbx, 'POST', `/channels?${query}`);
}

/** What the dialplan kept under `key`. */
function kept(key: string): Promise<string> {
  return waitUntil(
    `the dialplan keeps ${key}`,
    async () => /^Value: (.*)$/m.exec(await pbx.cli(`database get trial ${key}`))?.[1],
    10_000,
  );
}

describe('a phone', () => {
  it('registers with its password, and only with its own', async () => {
    await pbx.phone('201', ringsOn());
    expect(await pbx.cli('pjsip show contacts')).toContain('201/sip:201@127.0.0.1:');
    expect(await pbx.cli('pjsip show contacts')).not.toContain('202/');
  });

  it('rings, answers when told to, and is dialled by the number that calls', async () => {
    const phone = await pbx.phone('201', answers({ afterMs: 400 }));
    const caller = await pbx.call('9201', { from: '+33611223344', name: 'Marie' });
    const { fromNumber, fromName, ringingAt, answeredAt } = await phone.answered();
    expect({ fromNumber, fromName }).toEqual({ fromNumber: '+33611223344', fromName: 'Marie' });
    expect((answeredAt ?? 0) - (ringingAt ?? 0)).toBeGreaterThanOrEqual(390);
    await caller.answered();
    expect(await pbx.bridged()).toEqual([
      [expect.stringContaining('/201-'), expect.stringContaining('/trial-carrier-')],
    ]);
    await caller.hangUp();
    expect((await phone.wasHungUp()).end?.reason).toContain('cause=16');
  });

  it('presses keys that Asterisk hears, the same key twice too', async () => {
    await pbx.phone('201', answers({}, presses('*'), presses('1')));
    await ring('PJSIP/201', 'keys', 'two-keys');
    expect(await kept('keys')).toBe('*1');
    await pbx.cli('database del trial keys');

    await pbx.phone('202', answers({}, presses('11')));
    await ring('PJSIP/202', 'keys', 'same-key');
    expect(await kept('keys')).toBe('11');
  });

  it('presses keys at the moment the test says', async () => {
    await pbx.cli('database del trial keys');
    const phone = await pbx.phone('201', answers());
    await ring('PJSIP/201', 'keys', 'on-demand');
    await phone.answered();
    await phone.press('4#');
    // Read() takes # for the end.
    expect(await kept('keys')).toBe('4');
  });

  it.each([
    [486, 'BUSY 17'],
    [603, 'BUSY 21'],
    [480, 'NOANSWER 19'],
    [503, 'CHANUNAVAIL 34'],
  ])('rejects with %i, and Asterisk understands %s', async (status, understood) => {
    await pbx.cli('database del trial status');
    const phone = await pbx.phone('201', rejects(status));
    const caller = await pbx.call('9201');
    expect((await phone.rejected()).end?.status).toBe(status);
    await caller.ended();
    expect((await kept('status')).split(' ')[1]).toBe(understood.split(' ')[1]);
  });

  it('is cancelled when the caller gives up while it rings', async () => {
    const phone = await pbx.phone('201', ringsOn());
    const caller = await pbx.call('9201', { givesUpAfterMs: 500 });
    await caller.hearsRinging();
    await phone.wasCancelled();
    expect((await caller.ended()).end).toMatchObject({ how: 'cancelled', by: 'self' });
  });

  it('answers, declines and hangs up at the moment the test says', async () => {
    const phone = await pbx.phone('201', ringsOn());
    const first = await pbx.call('9201');
    await phone.rang();
    expect(phone.calls()[0]?.answeredAt).toBeNull();
    await phone.answer();
    await first.answered();
    await phone.hangUp();
    expect((await first.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });

    const second = await pbx.call('9201');
    await phone.rang({ nth: 2 });
    await phone.hangUp();
    expect((await phone.rejected({ nth: 2 })).end?.status).toBe(603);
    expect(await second.rejectedWith()).toBeGreaterThanOrEqual(400);
  });

  it('takes two calls at once', async () => {
    const phone = await pbx.phone('201', answers());
    const callers = await Promise.all([pbx.call('9201'), pbx.call('9201')]);
    await phone.answered({ nth: 2 });
    await Promise.all(callers.map((caller) => caller.answered()));
    expect(await pbx.bridged()).toHaveLength(2);
    await callers[0]?.hangUp();
    await waitUntil('one call is left', () => phone.calls().filter((call) => call.end).length === 1);
    await callers[1]?.hangUp();
    await phone.wasHungUp({ nth: 2 });
  });

  it('keeps quiet when its network lost it: no ringing, and the caller is told nothing', async () => {
    const phone = await pbx.phone('201', staysSilent());
    const caller = await pbx.call('9201');
    await phone.rang();
    expect(phone.calls()[0]?.ringingAt).toBeNull();
    expect(caller.call()?.ringingAt ?? null).toBeNull();
    await caller.hangUp();
    await phone.wasCancelled();
  });

  it('hears the caller, and the caller hears it: each knows the other by voice', async () => {
    const phone = await pbx.phone('201', answers({}, speaks({ hz: 700 })));
    const caller = await pbx.call('9201', { acts: [speaks({ hz: 400 })] });
    await Promise.all([phone.hears(400), caller.hears(700)]);
    await expect(phone.hears(700, { withinMs: 300 })).rejects.toThrow('hears a tone of 700 Hz');
    caller.speak(null);
    await waitUntil(
      'the caller falls silent',
      () =>
        phone.hears(400, { withinMs: 0 }).then(
          () => false,
          () => true,
        ),
      5_000,
    );
    await caller.hangUp();
    await phone.wasHungUp();
  });

  it('hangs up by itself', async () => {
    await pbx.phone('201', answers({}, hangsUp({ afterMs: 200 })));
    const caller = await pbx.call('9201');
    expect((await caller.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });
  });
});

describe('the carrier', () => {
  it('holds a mobile behind each number, each with its own behaviour', async () => {
    const carrier = await pbx.mobiles({ '+33612345678': rejects(486), '+33687654321': answers() });
    const first = await pbx.call('833612345678');
    expect(await first.rejectedWith()).toBe(486);
    const second = await pbx.call('833687654321');
    await second.answered();
    expect(carrier.calls().map((call) => call.dialled)).toEqual(['+33612345678', '+33687654321']);
    await second.hangUp();
    expect(await (await pbx.call('833600000000')).rejectedWith()).toBe(404);
  });
});

describe('a caller', () => {
  it('is known by their number, or withholds it', async () => {
    const known = await pbx.call('7000', { from: '+33611223344' });
    await known.answered();
    expect(await kept('caller')).toBe('+33611223344 allowed_not_screened');
    await known.hangUp();
    await known.ended();
    await pbx.cli('database del trial caller');

    const unknown = await pbx.call('7000', { from: null });
    await unknown.answered();
    expect(await kept('caller')).toMatch(/^anonymous /);
    await unknown.hangUp();
    await unknown.ended();
  });

  it('who claims to be a phone must prove it', async () => {
    const caller = await pbx.call('7000', { from: '201' });
    expect(await caller.rejectedWith()).toBe(401);
  });
});

describe('watching Asterisk', () => {
  it('says what is left when it is not empty in time', async () => {
    await pbx.phone('201', answers());
    await ring('PJSIP/201', 'wait', 'left-behind');
    await expect(pbx.empty({ withinMs: 200 })).rejects.toThrow('"id": "left-behind"');
    await ariRequest(pbx, 'DELETE', '/channels/left-behind');
  });
});
