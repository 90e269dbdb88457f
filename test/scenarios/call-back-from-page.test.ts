import { describe, expect, it } from 'vitest';
import { createTaskSearch } from '../../src/database/tasks/task-search.ts';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { textOf } from '../web/visitor.ts';
import { logIn } from './log-in.ts';
import { type Stage, stage } from './stage.ts';

const CALLER = '+33612345678';
const PATIENCE = { timeout: 20_000 };

describe('the button “call back” of a task', () => {
  const on = stage();

  it('rings one’s phone, then the caller, who sees the hotline’s number; the page tells how far it is', async () => {
    const path = await missed(on);
    const carol = await on.pbx.phone('203', answers({ afterMs: 2500 }, presses('1', { afterMs: 1500 })));
    const mobile = await on.pbx.mobiles({ [CALLER]: answers({ afterMs: 2500 }) });
    const browser = await logIn(on, 'carol');
    const says = (words: string) =>
      expect.poll(async () => textOf((await browser.get(path)).body), PATIENCE).toContain(words);

    const page = (await browser.get(path)).body;
    expect(textOf(page)).toContain('who sees 01 99 00 12 00');
    const pressed = await browser.send(`${path}/call-back`, { contact: '203' }, path);
    expect(pressed.to).toBe(path);
    await says('Your phone is ringing');
    expect(mobile.calls()).toHaveLength(0);
    await says('The caller is being called');
    await says('You are talking');
    await waitUntil('both are joined', async () => (await on.pbx.bridged()).length === 1);
    expect(mobile.calls()[0]?.fromNumber).toContain('199001200');
    expect(mobile.calls()[0]?.fromNumber).not.toContain('203');

    await carol.hangUp();
    await says('You talked for');
    const task = await createTaskSearch(on.database()).find(1);
    expect(task).toMatchObject({ state: 'taken', takenBy: 'carol' });
    expect(task?.entries.map(({ kind }) => kind)).toEqual([
      'opened',
      'taken',
      'call-back',
      'call-back-ended',
    ]);
    expect(task?.entries.at(-1)?.text).toMatch(/^talked \d+$/);
  }, 120_000);

  it('tells when one’s own phone is not answered, and no caller is called', async () => {
    const path = await missed(on);
    await on.pbx.phone('203', ringsOn());
    const mobile = await on.pbx.mobiles({ [CALLER]: answers() });
    const browser = await logIn(on, 'carol');
    await browser.send(`${path}/call-back`, { contact: '203' }, path);
    await expect
      .poll(async () => textOf((await browser.get(path)).body), { timeout: 45_000 })
      .toContain('Your phone: no answer');
    expect(mobile.calls()).toHaveLength(0);
  }, 120_000);
});

/** A call that nobody took and that left no message; gives the address of its task. */
async function missed(on: Stage): Promise<string> {
  const caller = await on.pbx.call('4000', { from: CALLER });
  await on.hears('trial-carrier', 'vm-nobodyavail');
  await caller.hangUp();
  await on.ended('caller-hung-up');
  const tasks = createTaskSearch(on.database());
  const count = () => tasks.page({}, null, 5).then(({ length }) => length);
  await expect.poll(count, PATIENCE).toBe(1);
  return '/tasks/1';
}
