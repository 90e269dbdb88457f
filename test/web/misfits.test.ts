import { expect, it } from 'vitest';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { replacePerson, setRotations } from '../../src/planning/schedule-edits.ts';
import { HOUSEHOLD, NOON, type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const ROTATION =
  '    rotations: [{ id: weeks, name: Weeks, participants: [mia, otto], turn: 1 week, handoff: mon 08:00, start: 2026-11-23 }]\n';
const TURNS = HOUSEHOLD.replace(/ {4}shifts: .*\n/, ROTATION);
const edit = { scheduleId: 'primary', basedOn: null, author: { actor: 'Sam Petit', at: NOON } };
/** Otto's week, by handoffs on Mondays at 8:00 in Paris. */
const OTTOS = { startAt: Date.UTC(2026, 10, 30, 7), endAt: Date.UTC(2026, 11, 7, 7) };

async function withHandoffMoved(times: { startAt: number; endAt: number }): Promise<OpenSite> {
  const site = await openSite({ household: TURNS });
  const { configuration, reader } = site.dependencies;
  const replaced = await replacePerson(configuration, edit, {
    ...times,
    personId: 'sam',
    replacesId: 'otto',
  });
  expect(replaced.ok).toBe(true);
  const rotations = (await reader.schedule('primary'))?.rotations ?? [];
  const later = rotations.map((rotation) => ({ ...rotation, handoffTime: '18:00' }));
  expect(await setRotations(configuration, edit, later)).toMatchObject({ ok: true });
  return site;
}

it('a replacement that a moved handoff left behind is shown, with its stub, and fitted in one step', async () => {
  const site = await withHandoffMoved(OTTOS);
  const sam = await site.as('sam');
  const text = textOf((await sam.get('/planning/primary')).body);
  expect(text).toContain('Replacements that no longer fit');
  expect(text).toMatch(/Left to Otto Blanc: On Mon 7 Dec from 08:00 to 18:00/);
  await sam.send('/planning/primary/fit', {}, '/planning/primary');
  expect(textOf((await sam.get('/planning/primary')).body)).not.toContain('no longer fit');
  const [override] = (await site.dependencies.reader.schedule('primary'))?.overrides ?? [];
  const local = (at: number) => localOf(at, 'Europe/Paris').slice(0, 16);
  expect([local(override?.startAt ?? 0), local(override?.endAt ?? 0)]).toEqual([
    '2026-11-30 18:00',
    '2026-12-07 18:00',
  ]);
});

it('one of a part of a duty is meant so, and left as it is', async () => {
  const site = await withHandoffMoved({ ...OTTOS, endAt: OTTOS.startAt + 2 * 86_400_000 });
  const text = textOf((await (await site.as('sam')).get('/planning/primary')).body);
  expect(text).not.toContain('no longer fit');
});
