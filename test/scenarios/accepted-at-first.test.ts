import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B answers and presses 1', () => {
  const on = stage();

  it('the caller and B talk, until B hangs up', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    await on.happened('talking-started');
    await expect
      .poll(() => on.pbx.bridged())
      .toEqual([[expect.stringContaining('/202-'), expect.stringContaining('/trial-carrier-')]]);
    expect((await bob.rang()).fromNumber).toBe('+33612345678');
    await bob.hangUp();
    expect((await caller.ended()).end).toMatchObject({ how: 'hung-up', by: 'other' });
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    expect(call.acceptedBy).toBe('Bob');

    // What Prometheus is told of it.
    const metrics = await metricsOf(on.webUrl());
    for (const [name, value] of [
      ['vigie_calls_total{hotline="support",outcome="accepted"}', 1],
      ['vigie_first_ring_seconds_count{hotline="support"}', 1],
      ['vigie_acceptance_seconds_count{hotline="support"}', 1],
      ['vigie_calls_open', 0],
      ['vigie_legs', 0],
      ['vigie_ready', 1],
      ['vigie_records_waiting', 0],
      ['vigie_outbox_oldest_seconds{medium="email"}', 0],
    ] as const)
      expect([name, metrics.get(name)]).toEqual([name, value]);
    const tried = [...metrics].filter(([name]) => name.startsWith('vigie_attempts_total{outcome="accepted"'));
    expect(tried.map(([, count]) => count)).toEqual([1]);
    expect(metrics.get('vigie_ari_request_seconds_count{result="ok"}')).toBeGreaterThan(5);
    expect(metrics.get('vigie_acceptance_seconds_sum{hotline="support"}')).toBeGreaterThan(0);
    expect(metrics.get('vigie_proof_of_life_age_seconds')).toBeLessThan(10);
    expect(metrics.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });
});

/** What Prometheus is told, by name and labels. */
async function metricsOf(url: string): Promise<ReadonlyMap<string, number>> {
  const headers = { authorization: 'Bearer a-token-for-trials' };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const lines = text.matchAll(/^(\w+(?:\{[^}]*\})?) (\S+)$/gm);
  return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
}
