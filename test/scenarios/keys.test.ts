import { describe, expect, it } from 'vitest';
import { onDuty, stage, tries } from './stage.ts';

const phone = (extension: string, keys: string) => `
[${extension}](vigie-demo-phone)
auth=${extension}
aors=${extension}
dtmf_mode=${keys}
[${extension}](vigie-demo-auth)
username=${extension}
password=demo-${extension}
[${extension}](vigie-demo-aor)
`;

describe('keys of phones that are set up in every way', () => {
  const on = stage({
    asterisk: { pjsip: phone('211', 'rfc4733') + phone('212', 'none') },
    people: {
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '212' }] },
      dora: { name: 'Dora', languages: ['en'], contacts: [{ extension: '211' }] },
    },
    schedules: { third: onDuty('dora') },
    policy: {
      steps: ['primary', 'backup', 'third'].map((schedule) => ({ ring: [{ schedule }], ringSeconds: 5 })),
    },
  });

  it('one that can never be heard is told as that, and one that knows no key events is heard all the same', async () => {
    const deafEndpoint = await on.pbx.agent('212');
    const dumb = await on.pbx.agent('203', { isMute: true });
    const tones = await on.pbx.agent('211', { keyEvents: false });
    const caller = await on.pbx.call('4000');
    const ofBob = await deafEndpoint.called();
    await ofBob.answer();
    await ofBob.press('1');
    const ofCarol = await dumb.called();
    await ofCarol.answer();
    const ofDora = await tones.called();
    await ofDora.answer();
    await ofDora.pressInBand('1');
    await on.happened('talking-started');
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob not-accepted', 'Carol not-accepted', 'Dora accepted']);
    expect(call.attempts.map(({ why }) => why)).toMatchObject([
      { code: 'keys-unheard', why: 'key-mode-none' },
      { code: 'keys-unheard', why: 'no-sound' },
      {},
    ]);
  });
});
