import type { LookupAddress } from 'node:dns';
import { describe, expect, it, vi } from 'vitest';

/** What the name servers say; none of the world's gives such answers when it is asked to. */
const answers: Record<string, LookupAddress[]> = {
  'public.example': [{ address: '93.184.216.34', family: 4 }],
  'private.example': [{ address: '10.0.0.1', family: 4 }],
  'both.example': [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ],
  'other-way.example': [
    { address: 'fe80::1', family: 6 },
    { address: '93.184.216.34', family: 4 },
  ],
  'nothing.example': [],
};
vi.mock('node:dns', () => ({
  lookup: (host: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, answers[host] ?? []),
}));
const { publicLookup } = await import('../../src/calendars/allowed-address.ts');

function found(host: string, all: boolean): Promise<unknown> {
  return new Promise((resolve) =>
    publicLookup(host, { all }, (error, address) => resolve(error === null ? address : 'refused')),
  );
}

describe('the name of a calendar’s host', () => {
  it.each(['private.example', 'both.example', 'other-way.example', 'nothing.example'])(
    '%s is refused: one address inside is enough',
    async (host) => {
      expect(await found(host, true)).toBe('refused');
      expect(await found(host, false)).toBe('refused');
    },
  );

  it('with public addresses only is connected to', async () => {
    expect(await found('public.example', false)).toBe('93.184.216.34');
    expect(await found('public.example', true)).toEqual(answers['public.example']);
  });
});
