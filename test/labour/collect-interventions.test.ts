import { describe, expect, it } from 'vitest';
import { presetRules } from '../../src/domain/labour/presets.ts';
import { tell } from '../../src/notices/notifier.ts';
import { paris } from '../domain/labour/clock.ts';
import { openSite } from '../web/open-site.ts';
import { seedCall, seedTask } from '../web/seed-calls.ts';
import { labourOf } from './labour-house.ts';

/** Wednesday 18 November 2026. */
const NIGHT = paris('2026-11-18 03:00');
const NOW = paris('2026-11-18 05:00');
const MINUTE = 60_000;

async function night() {
  const site = await openSite({ now: NOW });
  return { site, ...labourOf(site) };
}

describe('interventions from the call log', () => {
  it('an accepted call opens one for whoever took it, from the acceptance to the hang-up', async () => {
    const { takenByOtto, collect, reader } = await night();
    await takenByOtto('c1', NIGHT);
    await collect();
    expect(await reader.list({})).toMatchObject([
      {
        personId: 'otto',
        state: 'open',
        startAt: NIGHT + 39_000,
        endAt: NIGHT + 214_000,
        pieces: [{ source: { kind: 'call', callId: 'c1', attempt: 2 } }],
      },
    ]);
  });

  it('a call by which Vigie tries the whole chain is no work, and breaks nobody’s rest', async () => {
    const house = await night();
    await house.takenByOtto('c1', NIGHT);
    await house.site.db.updateTable('calls').set({ is_own_test: 1 }).execute();
    await house.collect();
    expect(await house.reader.list({})).toEqual([]);
    expect(await house.domainEvents()).toEqual([]);
  });

  it('each call is taken in once, however often it is looked for', async () => {
    const { takenByOtto, collect, reader } = await night();
    await takenByOtto('c1', NIGHT);
    await collect();
    expect(await collect()).toEqual([]);
    expect(await reader.list({})).toHaveLength(1);
  });

  it('a call soon after the last belongs to the same intervention, a later one does not', async () => {
    const { takenByOtto, collect, reader } = await night();
    await takenByOtto('c1', NIGHT);
    await collect();
    await takenByOtto('c2', NIGHT + 20 * MINUTE);
    await takenByOtto('c3', NIGHT + 90 * MINUTE);
    await collect();
    const found = await reader.list({});
    expect(found.map(({ pieces }) => pieces.length)).toEqual([1, 2]);
    const [, first] = found;
    expect((await reader.history(first?.id ?? '')).map(({ kind }) => kind)).toEqual(['opened', 'joined']);
  });

  it('a call that goes on, or that nobody took, opens none', async () => {
    const { site, collect } = await night();

    await seedCall(site.db, { id: 'c1', at: NIGHT, outcome: null });
    await seedCall(site.db, { id: 'c2', at: NIGHT, outcome: 'caller-hung-up' });
    expect(await collect()).toEqual([]);
  });

  it('call-backs count from their start to their end, and a task that is closed counts too', async () => {
    const { site, collect } = await night();

    const call = { id: 'c1', at: NIGHT, outcome: 'caller-hung-up', ownerId: 'otto' } as const;
    await seedCall(site.db, call);
    const task = await seedTask(site, call);
    const { tasks } = site.dependencies;
    await tasks.change(task, { type: 'call-back', by: 'otto' }, NIGHT + 10 * MINUTE);
    await tasks.change(task, { type: 'call-back-ended', by: 'otto', how: '{}' }, NIGHT + 18 * MINUTE);
    await tasks.change(
      task,
      { type: 'finish', by: 'otto', reason: 'reached', text: '' },
      NIGHT + 19 * MINUTE,
    );
    await collect();
    const [found, ...others] = await labourOf(site).reader.list({});
    expect(others).toEqual([]);
    expect(found).toMatchObject({ startAt: NIGHT + 10 * MINUTE, endAt: NIGHT + 19 * MINUTE });
    expect(found?.pieces.map(({ source }) => source.kind)).toEqual(['call-back', 'task']);
  });
});

describe('the rest after an intervention', () => {
  it('is told to the person and to who answers for them: not back before the rest is over, and why', async () => {
    const { site, takenByOtto, collect, domainEvents, told } = await night();
    await takenByOtto('c1', NIGHT);
    await collect();
    expect(told()).toBe(1);
    const [event] = await domainEvents();
    expect(event).toMatchObject({
      personId: 'otto',
      nextWorkAt: paris('2026-11-18 09:00'),
      hours: 11,
      outcome: { why: 'begins-anew', period: 'daily', earliestReturnAt: NIGHT + 214_000 + 11 * 3_600_000 },
    });
    const { notices } = await tell(
      { ...site.dependencies.notices, publicUrl: 'https://vigie.example.org' } as never,
      { id: 1, at: NOW, event: { kind: 'rest-due', ...event } },
      NOW,
    );
    expect(
      notices.filter(({ withheld }) => withheld === null).map(({ kind, personId }) => [kind, personId]),
    ).toEqual([
      ['rest-due', 'otto'],
      ['rest-due-team', 'sam'],
    ]);
    expect(notices[0]?.body).toContain(
      'No return to work before 14:04: of the daily rest of 11 h (art. L3131-1) only 10 h had been had in one piece',
    );
  });

  it('both are told of the duty that falls into the rest, and who could take it', async () => {
    const { takenByOtto, collect, domainEvents, site } = await night();
    const duty = { start_at: NIGHT - 10 * 3_600_000, end_at: paris('2026-11-19 08:00') };
    await site.db
      .insertInto('planned_shifts')
      .values({ schedule_id: 'primary', position: 9, person_id: 'otto', ...duty })
      .execute();
    await takenByOtto('c1', NIGHT);
    await collect();
    const [event] = await domainEvents();
    const reliefs = (event as { reliefs: readonly object[] }).reliefs;
    expect(reliefs).toMatchObject([
      { schedule: 'Primary duty', endAt: paris('2026-11-18 14:04'), personId: 'mia' },
    ]);
    const { notices } = await tell(
      { ...site.dependencies.notices, publicUrl: 'https://vigie.example.org' } as never,
      { id: 1, at: NOW, event: { kind: 'rest-due', ...event } as never },
      NOW,
    );
    const of = (kind: string) => notices.find((one) => one.kind === kind)?.body;
    expect(of('rest-due')).toMatch(
      /On call during this rest \(Primary duty, .+14:04\): Mia Roux could stand in\./,
    );
    expect(of('rest-due-team')).toMatch(/one tap:\n\nhttps:\/\/vigie\.example\.org\/interventions/);
  });

  it('nothing is told where work begins late enough anyway', async () => {
    const { takenByOtto, collect, domainEvents } = await night();
    await takenByOtto('c1', paris('2026-11-17 19:00'));
    await collect();
    expect(await domainEvents()).toEqual([]);
  });

  it('goes by the rules of the team: rest owed where work is urgent', async () => {
    const { takenByOtto, collect, domainEvents, settings } = await night();

    await settings.saveRules('south', presetRules('metallurgie'), { actor: 'Ada', at: NOW });
    await takenByOtto('c1', NIGHT);
    await collect();
    expect(await domainEvents()).toMatchObject([{ outcome: { why: 'owed', owed: expect.any(Number) } }]);
  });

  it('goes by the person’s own working hours, and elected members have none', async () => {
    const { takenByOtto, collect, domainEvents, settings } = await night();
    const own = { regime: 'elected', payrollNumber: '', workingHours: null } as const;
    await settings.savePerson('otto', own, { actor: 'Ada', at: NOW });
    await takenByOtto('c1', NIGHT);
    await collect();
    expect(await domainEvents()).toEqual([]);
  });
});
