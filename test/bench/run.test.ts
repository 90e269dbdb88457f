import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltService, buildService } from '../../bench/measured-service.ts';
import { describeReport } from '../../bench/report.ts';
import { run } from '../../bench/run.ts';

describe('a run of the bench', () => {
  let service: BuiltService;
  beforeAll(() => {
    service = buildService();
  });
  afterAll(() => service?.remove());
  // Long enough that a service on a machine under load has joined every call.
  const calm = { rate: 5, seconds: 2, holdSeconds: 4, profileDirectory: null };

  it('times Dial() and Vigie with the same calls', { timeout: 240_000 }, async () => {
    const native = await run(service, { subject: 'native', ...calm });
    const vigie = await run(service, { subject: 'vigie', ...calm });

    for (const result of [native, vigie]) {
      expect(result).toMatchObject({ calls: 10, failed: 0, channelsLeft: 0, bridgesLeft: 0, complaints: {} });
      expect(result.p50Ms).toBeGreaterThan(0);
      expect(result.p99Ms).toBeGreaterThanOrEqual(result.p50Ms);
    }
    expect(native).toMatchObject({ serviceMsPerCall: null, outcomes: {} });
    // With those of the warm-up.
    expect(vigie.outcomes).toEqual({ accepted: 50 });
    expect(vigie.serviceMsPerCall).toBeGreaterThan(0);
    expect(vigie.servicePeakMegabytes).toBeGreaterThan(20);
    expect(vigie.loopDelayMs?.max).toBeGreaterThan(0);

    const machine = { processors: 2, model: 'test', node: '20' };
    const text = describeReport({
      machine,
      runs: [native, vigie],
      highestHeld: null,
      storm: null,
      soak: null,
    });
    expect(text).toMatch(/ 5 \| +Dial\(\) \| +10 \| +0 \|/);
    expect(text).toMatch(/ 5 \| +Vigie \| +10 \| +0 \|/);
  });
});
