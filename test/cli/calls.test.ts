import { describe, expect, test } from 'vitest';
import { createCallLog } from '../../src/database/call-store.ts';
import { parseExtension } from '../../src/domain/phone-number.ts';
import { openIn, withExample } from './example.ts';
import { buildVigieForTheseTests } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie calls and call', () => {
  async function withCalls() {
    const vigie = await withExample();
    const extension = parseExtension('201');
    if (!extension.ok) throw new Error(extension.error);
    const log = createCallLog(openIn(vigie));
    const startedAt = Date.parse('2026-11-25T14:03:00Z');
    const caller = { number: '+33199000001', name: null };
    await log.begin({ id: 'c1', hotlineId: 'support', dialled: '4000', caller, startedAt });
    await log.append('c1', [
      {
        kind: 'attempt-started',
        at: startedAt + 11_000,
        attempt: 1,
        round: 1,
        step: 1,
        personId: 'alice',
        name: 'Alice Martin',
        target: { kind: 'extension', extension: extension.value },
        reason: { code: 'planned-shift', until: null },
      },
      { kind: 'attempt-ringing', at: startedAt + 12_000, attempt: 1 },
      { kind: 'attempt-accepted', at: startedAt + 20_000, attempt: 1, by: 'key' },
      { kind: 'call-ended', at: startedAt + 65_000, outcome: 'accepted' },
    ]);
    await log.begin({
      id: 'c2',
      hotlineId: 'support',
      dialled: '4000',
      caller: { number: null, name: null },
      startedAt: startedAt + 60_000,
    });
    return vigie;
  }

  test('the list has one line a call, the most recent first', async () => {
    const vigie = await withCalls();
    expect((await vigie.run('calls')).out).toBe(
      '2026-11-25 14:04  support  withheld number  in progress  0 attempts  c2\n' +
        '2026-11-25 14:03  support  +33199000001  accepted by Alice Martin, 65 s  1 attempt  c1\n',
    );
    expect((await vigie.run('calls', '--limit', '1', '--json')).out).toContain('"id": "c2"');
    expect((await vigie.run('calls', '--hotline', 'sales')).out).toBe('no calls yet\n');
  });

  test('a call is told as it happened', async () => {
    const vigie = await withCalls();
    expect((await vigie.run('call', 'c1')).out).toBe(
      `2026-11-25 14:03  support  +33199000001  accepted by Alice Martin, 65 s  1 attempt  c1
14:03:11 Vigie calls Alice Martin on 201 (planned shift)
14:03:12 Alice Martin rings on 201
14:03:20 Alice Martin takes the call by pressing 1
14:04:05 the call ends: a person took it
`,
    );
    expect(JSON.parse((await vigie.run('call', 'c1', '--json')).out)).toMatchObject({
      id: 'c1',
      attempts: [{ name: 'Alice Martin' }],
    });
    expect(await vigie.run('call', 'c9')).toEqual({
      code: 1,
      out: '',
      err: 'vigie: there is no call c9; vigie calls lists them\n',
    });
  });
});
