import { expect, it } from 'vitest';
import { FAULTS, fault, found, isWarning } from '../../src/domain/installation/fault.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { testNumbers } from '../../src/web/settings/installation.ts';
import { faultInWords } from '../../src/words/fault-words.ts';
import { NOON, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

/** Told by somebody else on the first page, with more patience. */
const TOLD_ELSEWHERE = ['trunk-down', 'disk-filling'];

it('the settings page says every fault with the line to change, and the first page why there is no connection', async () => {
  const findings = FAULTS.map((code) => found('asterisk', [fault(code, 'it')]));
  const site = await openSite({
    installation: { latest: () => ({ at: 0, findings }), examine: async () => undefined },
  });
  for (const language of LANGUAGES) {
    await site.dependencies.accounts.setPreferences('ada', { language, theme: 'system' });
    const ada = await site.as('ada');
    const settings = textOf((await ada.get('/settings')).body);
    const now = textOf((await ada.get('/now/duty')).body);
    for (const code of FAULTS) {
      const { title, cure } = faultInWords({ code, subject: 'it' }, language);
      expect(settings).toContain(textOf(title));
      expect(settings).toContain(textOf(cure));
      if (!isWarning(fault(code)) && !TOLD_ELSEWHERE.includes(code)) expect(now).toContain(textOf(title));
    }
  }
});

it('the settings page tells what a test call found, offers another one, and so does the first page', async () => {
  const asked: string[] = [];
  const findings = [
    found('way-in', []),
    found('key', [fault('call-no-key', 'Bob')]),
    found('voicemail', [fault('call-no-voicemail', '+33199001200')]),
  ];
  const site = await openSite({
    testCalls: {
      latest: () => [{ number: '+33199001200', endedAt: NOON, findings }],
      ask: async (number) => void asked.push(number),
    },
  });
  const ada = await site.as('ada');
  const text = textOf((await ada.get('/settings')).body);
  expect(text).toContain('way in by the number well');
  expect(text).toContain('Nobody took the test call by the key; called: Bob');
  expect(textOf((await ada.get('/now/duty')).body)).toContain(
    'failed · Nobody took the test call by the key',
  );
  const { number } = await firstNumber(site);
  await ada.send('/settings/test-call', { number }, '/settings');
  expect(asked).toEqual([number]);
  expect((await ada.send('/settings/test-call', { number: '+33600000000' }, '/settings')).status).toBe(400);
  expect(asked).toHaveLength(1);
});

async function firstNumber({ dependencies }: Awaited<ReturnType<typeof openSite>>) {
  const [first] = await testNumbers({ dependencies });
  if (!first) throw new Error('no hotline of the household can be called from outside');
  return first;
}
