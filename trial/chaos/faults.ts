import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { shuffled, twice } from '../wire/ari-wire.ts';
import type { Chance } from './chance.ts';
import type { World } from './world.ts';

/** Something that goes wrong, and is put right before `happen` resolves. */
export interface Fault {
  readonly name: string;
  /** How long it lasts, from and to. */
  readonly seconds: readonly [number, number];
  happen(world: World, lasts: () => Promise<void>, chance: Chance): Promise<void>;
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'the service is killed',
    seconds: [0, 12],
    async happen({ supervisor }, lasts) {
      supervisor.hold();
      await supervisor.current.kill();
      await lasts();
      supervisor.start();
    },
  },
  {
    name: 'the service is stopped',
    seconds: [0, 5],
    async happen({ supervisor }, lasts) {
      supervisor.hold();
      supervisor.current.signal('SIGTERM');
      const code = await supervisor.current.exited;
      if (code !== 0) throw new Error(`a service told to stop ended with ${code}`);
      await lasts();
      supervisor.start();
    },
  },
  {
    name: 'the service is frozen',
    seconds: [1, 25],
    async happen({ supervisor }, lasts) {
      supervisor.current.signal('SIGSTOP');
      await lasts();
      supervisor.current.signal('SIGCONT');
    },
  },
  wired('the connection is cut', [1, 15], ({ wire }) => wire.cut()),
  wired('the connection is half-open', [8, 20], ({ wire }) => wire.freeze()),
  wired('the websocket is deaf', [8, 16], ({ wire }) => wire.deafen()),
  wired('the websocket is closed', [0, 1], ({ wire }) => wire.closeWebsockets()),
  wired('responses come two seconds late', [6, 12], ({ wire }) => wire.slow(2_000)),
  wired('every request is answered 500', [2, 10], ({ wire }) => wire.refuse(500)),
  wired('every request is answered 409', [2, 10], ({ wire }) => wire.refuse(409)),
  wired('no request is answered', [2, 12], ({ wire }) => wire.refuse('never')),
  wired('dialling is refused', [3, 10], ({ wire }) => wire.refuse(500, /^POST \/channels\?.*PJSIP/)),
  wired('events come twice', [5, 10], ({ wire }) => wire.mangle(twice)),
  wired('events come in another order', [5, 10], ({ wire }, chance) =>
    wire.mangle(shuffled(120, () => chance.next())),
  ),
  wired('an unknown event comes', [0, 1], ({ wire }) =>
    wire.inject({ type: 'ChannelLevitated', application: 'vigie', channel: { id: 'x' } }),
  ),
  {
    name: 'the database is locked',
    seconds: [3, 12],
    async happen({ database }, lasts) {
      const other = new SQLite(database, { timeout: 5_000 });
      other.exec('begin exclusive');
      await lasts();
      other.exec('rollback');
      other.close();
    },
  },
  {
    name: 'the disk is full',
    seconds: [3, 12],
    async happen({ disk }, lasts) {
      if (disk === null) return;
      const filler = path.join(disk, 'filler');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      await lasts();
      rmSync(filler);
    },
  },
  {
    name: 'Asterisk is killed',
    seconds: [0, 3],
    async happen({ pbx, asteriskDeaths }, lasts) {
      asteriskDeaths.push(Date.now());
      await pbx.crash();
      await lasts();
      await pbx.startAgain();
    },
  },
  {
    name: 'the dialplan is reloaded',
    seconds: [0, 1],
    async happen({ pbx }) {
      await pbx.cli('dialplan reload');
    },
  },
];

function wired(
  name: string,
  seconds: readonly [number, number],
  begin: (world: World, chance: Chance) => void,
): Fault {
  return {
    name,
    seconds,
    async happen(world, lasts, chance) {
      begin(world, chance);
      await lasts();
      world.wire.mend();
    },
  };
}
