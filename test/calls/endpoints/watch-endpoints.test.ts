import { describe, expect, it } from 'vitest';
import type { Endpoint, EndpointSource } from '../../../src/calls/endpoints/endpoints.ts';
import { watchEndpoints } from '../../../src/calls/endpoints/watch-endpoints.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';

function watched() {
  const clock = new HandClock();
  const pbx = { state: 'online' as Endpoint['state'], answers: true };
  const told: (readonly Endpoint[] | null)[] = [];
  const source: EndpointSource = {
    read: async () =>
      pbx.answers
        ? { ok: true, value: [{ name: '202', state: pbx.state }] }
        : { ok: false, error: { kind: 'unavailable', detail: 'silence' } },
    version: async () => ({ ok: true, value: '22.10.1' }),
  };
  const watch = watchEndpoints({
    source,
    needed: async () => new Set(['202']),
    clock,
    log: createLogger({ level: 'fatal', format: 'json' }),
    onRead: (read) => told.push(read),
    crash: (error) => {
      throw error;
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, pbx, told, settled, ...watch };
}

describe('the board of phones and trunks', () => {
  it('is read at the connection, and every five seconds', async () => {
    const at = watched();
    expect(at.board.stateOf('202')).toBe('unknown');
    at.begin();
    await at.settled();
    expect(at.board.stateOf('202')).toBe('online');
    expect(at.board.version()).toBe('22.10.1');
    at.pbx.state = 'offline';
    at.clock.pass(5000);
    await at.settled();
    expect(at.board.stateOf('202')).toBe('offline');
    expect(at.told).toHaveLength(2);
  });

  it('knows nothing any more when the connection is lost, also of a reading that was under way', async () => {
    const at = watched();
    at.begin();
    await at.settled();
    at.clock.pass(5000);
    at.end();
    await at.settled();
    expect(at.board.stateOf('202')).toBe('unknown');
    expect(at.board.readAt()).toBeNull();
    expect(at.told.at(-1)).toBeNull();
  });

  it('keeps what it knew when a reading fails, and says how old that is', async () => {
    const at = watched();
    at.begin();
    await at.settled();
    const readAt = at.board.readAt();
    at.pbx.answers = false;
    at.clock.pass(5000);
    await at.settled();
    expect(at.board.stateOf('202')).toBe('online');
    expect(at.board.readAt()).toBe(readAt);
  });
});
