import { describe, expect, it } from 'vitest';
import {
  advanceIntervention,
  type Intervention,
  type InterventionEvent,
  openIntervention,
  takesIn,
  type WorkPiece,
} from '../../../src/domain/labour/intervention.ts';
import { paris, span } from './clock.ts';

const call = (from: string, to: string, attempt = 1): WorkPiece => ({
  ...span(`2026-11-18 ${from}`, `2026-11-18 ${to}`),
  source: { kind: 'call', callId: 'c1', attempt },
});
const opened = openIntervention('i1', 'mia', { kind: 'opened', work: call('03:00', '03:12') });
const noon = paris('2026-11-18 12:00');
const account = {
  ...span('2026-11-18 02:40', '2026-11-18 04:10'),
  place: 'on-site',
  travelMinutes: 40,
  reason: 'Boiler',
} as const;

function become(
  events: readonly (readonly [InterventionEvent, string | null])[],
  from = opened,
): Intervention | string {
  let now = from;
  for (const [event, by] of events) {
    const step = advanceIntervention(now, event, { at: noon, by });
    if (!step.ok) return step.error;
    now = step.value;
  }
  return now;
}

describe('an intervention', () => {
  it('is from the acceptance to the hang-up, until its person says more', () => {
    expect(opened).toMatchObject({ state: 'open', startAt: paris('2026-11-18 03:00'), place: null });
    expect(become([[{ kind: 'completed', account }, 'mia']])).toMatchObject({
      state: 'completed',
      startAt: paris('2026-11-18 02:40'),
      travelMinutes: 40,
    });
  });

  it('is validated by somebody else, and only once', () => {
    const done = [{ kind: 'completed', account }, 'mia'] as const;
    const valid = [{ kind: 'validated' }, 'sam'] as const;
    expect(become([done, valid])).toMatchObject({ state: 'validated', validatedBy: 'sam' });
    expect(become([done, [{ kind: 'validated' }, 'mia']])).toBe('own-validation');
    expect(become([done, valid, valid])).toBe('validated-already');
    expect(become([done, valid, done])).toBe('validated-already');
  });

  it('a correction needs its reason, and is validated anew', () => {
    const start = [[{ kind: 'completed', account }, 'mia'] as const, [{ kind: 'validated' }, 'sam'] as const];
    expect(become([...start, [{ kind: 'corrected', account, why: ' ' }, 'mia']])).toBe('needs-why');
    expect(
      become([...start, [{ kind: 'corrected', account, why: 'Forgot the way back' }, 'mia']]),
    ).toMatchObject({
      state: 'completed',
      validatedBy: null,
    });
  });

  it.each([
    ['needs-reason', { reason: ' ' }],
    ['ends-before-start', { endAt: account.startAt }],
    ['in-the-future', { endAt: noon + 60_000 }],
    ['too-long', { startAt: account.endAt - 49 * 3_600_000 }],
    ['too-long', { travelMinutes: 600 }],
  ] as const)('is refused: %s', (problem, wrong) => {
    expect(become([[{ kind: 'completed', account: { ...account, ...wrong } }, 'mia']])).toBe(problem);
  });

  it('begun by its person goes on until they have finished', () => {
    const begun = openIntervention('i2', 'mia', { kind: 'begun', startAt: account.startAt });
    expect(become([[{ kind: 'validated' }, 'sam']], begun)).toBe('still-running');
    expect(become([[{ kind: 'finished', endAt: account.startAt - 1 }, 'mia']], begun)).toBe(
      'ends-before-start',
    );
    expect(become([[{ kind: 'finished', endAt: account.endAt }, 'mia']], begun)).toMatchObject({
      state: 'open',
    });
  });

  it('is described by telephone once it is finished: where, and how long the way was', () => {
    const by = { at: 3_600_000, by: 'mia' };
    const running = openIntervention('i1', 'mia', { kind: 'begun', startAt: 0 });
    const described = (one: Intervention, travelMinutes: number) =>
      advanceIntervention(one, { kind: 'described', place: 'on-site', travelMinutes }, by);
    expect(described(running, 10)).toEqual({ ok: false, error: 'still-running' });
    const finished = advanceIntervention(running, { kind: 'finished', endAt: 1_800_000 }, by);
    if (!finished.ok) throw new Error(finished.error);
    expect(described(finished.value, 31)).toEqual({ ok: false, error: 'too-long' });
    expect(described(finished.value, 30)).toMatchObject({
      ok: true,
      value: { state: 'open', place: 'on-site', travelMinutes: 30, endAt: 1_800_000 },
    });
  });

  it('withdrawn stays in the record, and nothing more happens to it', () => {
    const gone = [{ kind: 'withdrawn', why: 'A wrong number' }, 'sam'] as const;
    expect(become([gone, [{ kind: 'completed', account }, 'mia']])).toBe('withdrawn-already');
  });
});

describe('grouping', () => {
  it('a later call joins as long as nobody has validated it', () => {
    expect(takesIn(opened, call('03:30', '03:40', 2), 30)).toBe(true);
    expect(takesIn(opened, call('03:42', '03:50', 2), 30)).toBe(false);
    expect(takesIn({ ...opened, state: 'validated' }, call('03:30', '03:40', 2), 30)).toBe(false);
  });

  it('and lengthens it', () => {
    const longer = become([[{ kind: 'joined', work: call('03:30', '03:40', 2) }, null]]);
    expect(longer).toMatchObject({ endAt: paris('2026-11-18 03:40') });
  });
});
