import { describe, expect, it, onTestFinished } from 'vitest';
import { createRecordingSync, type RecordingsInPbx } from '../../../src/calls/greetings/sync-recordings.ts';
import type { Done } from '../../../src/calls/telephony.ts';
import type { SoundStore } from '../../../src/planning/sound.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { fail, ok } from '../../../src/runtime/result.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';

/** A PBX that holds what it is given, unless told to refuse. */
function kept(wantedAtFirst: readonly string[], thereAtFirst: readonly string[] = []) {
  const clock = new HandClock();
  const there = new Set(thereAtFirst);
  let wanted = wantedAtFirst;
  let refusal: Done = ok(undefined);
  let tried = 0;
  let log = '';
  const pbxRecordings: RecordingsInPbx = {
    ids: async () => ok([...there]),
    async hold(id) {
      tried += 1;
      if (refusal.ok) there.add(id);
      return refusal;
    },
    async drop(id) {
      there.delete(id);
      return ok(undefined);
    },
  };
  const sounds: SoundStore = {
    find: async (id) => ({ id, wav: new Uint8Array(44), seconds: 1, keptAt: 0 }),
    inUse: async () => wanted,
  };
  const write = (line: string) => {
    log += line;
  };
  const sync = createRecordingSync({
    pbxRecordings,
    sounds,
    clock,
    log: createLogger({ level: 'info', format: 'json' }, { write } as unknown as NodeJS.WritableStream),
    crash: (error) => {
      throw error;
    },
  });
  onTestFinished(() => sync.end());
  return {
    sync,
    there,
    log: () => log,
    tried: () => tried,
    want: (ids: readonly string[]) => {
      wanted = ids;
    },
    refuse: (detail: string | null) => {
      refusal = detail === null ? ok(undefined) : fail({ kind: 'refused', detail });
    },
    async pass(seconds: number) {
      clock.pass(seconds * 1000);
      await settled();
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('recordings that hotlines play', () => {
  it('are brought when Asterisk is connected; what no hotline plays any more is taken away', async () => {
    const on = kept(['a', 'b'], ['old']);
    expect(on.sync.stateOf('a')).toEqual({ kind: 'on-its-way' });
    on.sync.begin();
    await settled();
    expect([...on.there].sort()).toEqual(['a', 'b']);
    expect(on.sync.stateOf('a')).toEqual({ kind: 'there' });
    on.want(['b']);
    await on.pass(10);
    expect([...on.there]).toEqual(['b']);
  });

  it('are brought at once when a page changed them, and not while nothing is connected', async () => {
    const on = kept([]);
    on.want(['a']);
    on.sync.changed();
    await settled();
    expect(on.there.size).toBe(0);
    on.sync.begin();
    await settled();
    on.want(['a', 'b']);
    on.sync.changed();
    await settled();
    expect([...on.there]).toEqual(['a', 'b']);
    on.sync.end();
    on.want([]);
    on.sync.changed();
    await settled();
    expect([...on.there]).toEqual(['a', 'b']);
  });

  it('that cannot be brought are tried again every minute, and the log says it once', async () => {
    const on = kept(['a']);
    on.refuse('the disk is full');
    on.sync.begin();
    await settled();
    expect(on.sync.stateOf('a')).toMatchObject({ kind: 'missing', reason: 'the disk is full' });
    expect(on.sync.missing()).toBe(1);
    for (let look = 0; look < 5; look += 1) await on.pass(10);
    expect(on.tried()).toBe(1);
    await on.pass(10);
    expect(on.tried()).toBe(2);
    expect(on.log().split('the disk is full')).toHaveLength(2);
    on.refuse(null);
    for (let look = 0; look < 6; look += 1) await on.pass(10);
    expect(on.sync.stateOf('a')).toEqual({ kind: 'there' });
    expect(on.sync.missing()).toBe(0);
  });

  it('are looked at anew after each connection: Asterisk may be another', async () => {
    const on = kept(['a']);
    on.sync.begin();
    await settled();
    on.there.clear();
    on.sync.end();
    on.sync.begin();
    await settled();
    expect([...on.there]).toEqual(['a']);
  });
});
