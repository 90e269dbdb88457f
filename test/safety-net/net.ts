import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { CallRecord } from '../../src/calls/log/call-history.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { TrialOptions } from '../../trial/asterisk/start-asterisk.ts';
import type { ServiceProcess } from '../../trial/service-process.ts';
import { startTrialPbx, type TrialPbx } from '../../trial/trial-pbx.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { type AriWire, startAriWire } from '../../trial/wire/ari-wire.ts';
import { imported } from '../planning/plan.ts';
import { onDuty } from '../scenarios/stage.ts';
import { spawnVigie } from './spawned-vigie.ts';

const PATIENCE_MS = 60_000;
export const MOBILE = '+33612345678';
export const OWN_NUMBER = '+33199001200';

/** An Asterisk, a database with a hotline on 4000 and on OWN_NUMBER, and a Vigie to be started and ended at will. */
export interface Net {
  readonly pbx: TrialPbx;
  readonly db: Database;
  /** Path of the database. */
  readonly file: string;
  /** Starts the service with more of an environment. */
  vigie(env?: Readonly<Record<string, string>>, flags?: readonly string[]): ServiceProcess;
  /** A wire to Asterisk's ARI, for the service to be given as VIGIE_ARI_URL. */
  wire(): Promise<AriWire>;
  plan(file: object): Promise<void>;
  /** The value of a key of the duty list of the fallback; null when there is none. */
  page(number: string): Promise<string | null>;
  /** Writes the duty list by hand, as if Vigie had. */
  writePage(number: string, value: string): Promise<void>;
  global(name: string): Promise<string>;
  /** The only call in the log, once `when` holds. */
  call(when: (call: CallRecord) => boolean): Promise<CallRecord>;
  calls(): Promise<number>;
  /** Every call in the log. */
  all(): Promise<readonly CallRecord[]>;
  /** Waits until Asterisk's log says so. */
  says(words: string | RegExp, withinMs?: number): Promise<void>;
}

export interface NetOptions extends TrialOptions {
  /** Where the database lies; a directory of its own when absent. */
  readonly directory?: string;
}

function ownDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'vigie-net-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Everything a test of the safety net needs, gone when it ends. Bob (202, then his mobile) is on duty, Carol (203) is backup. */
export async function net({ directory = ownDirectory(), ...options }: NetOptions = {}): Promise<Net> {
  const file = path.join(directory, 'vigie.db');
  const db = openDatabase(file);
  onTestFinished(() => db.destroy());
  await migrate(db);
  const plan = async (text: object) => {
    const done = await imported(createConfigurationStore(db), stringify(text));
    if ('problems' in done) throw new Error(done.problems.join('\n'));
  };
  await plan(USUAL());
  const pbx = await startTrialPbx(options);
  onTestFinished(() => pbx.stop());
  mkdirSync(path.join(pbx.host.directory, 'spool/recording'), { recursive: true });
  const history = createCallHistory(db);

  return {
    pbx,
    db,
    file,
    plan,
    vigie: (env = {}, flags = []) =>
      spawnVigie(
        {
          VIGIE_DATABASE: file,
          VIGIE_ARI_URL: pbx.ariUrl,
          VIGIE_ARI_USERNAME: pbx.username,
          VIGIE_ARI_PASSWORD: pbx.password,
          ...env,
        },
        flags,
      ),
    async wire() {
      const wire = await startAriWire(pbx.ariUrl);
      onTestFinished(() => wire.stop());
      return wire;
    },
    async page(number) {
      const shown = await pbx.cli(`database get vigie ${number}`).catch(() => '');
      return /^Value: (.*)$/m.exec(shown)?.[1]?.trim() ?? null;
    },
    async writePage(number, value) {
      await pbx.cli(`database put vigie ${number} ${value}`);
    },
    async global(name) {
      const shown = await pbx.cli('dialplan show globals');
      return new RegExp(`^\\s*${name}=(.*)$`, 'm').exec(shown)?.[1]?.trim() ?? '';
    },
    call: (when) =>
      waitUntil(
        'the call in the log',
        async () => {
          const [last] = await history.list({ limit: 1 });
          const call = last && (await history.find(last.id));
          return call && when(call) ? call : null;
        },
        PATIENCE_MS,
      ),
    calls: async () => (await history.list({ limit: 100 })).length,
    async all() {
      const found = await Promise.all((await history.list({ limit: 100 })).map(({ id }) => history.find(id)));
      return found.filter((call) => call !== null);
    },
    async says(words, withinMs = PATIENCE_MS) {
      const said = () => (typeof words === 'string' ? pbx.log().includes(words) : words.test(pbx.log()));
      await waitUntil(() => `Asterisk says ${words}\n${pbx.log().slice(-6_000)}`, said, withinMs);
    },
  };
}

function USUAL(): object {
  return {
    people: {
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }, { phone: MOBILE }] },
      carol: { name: 'Carol', languages: ['fr'], contacts: [{ extension: '203' }] },
    },
    schedules: { primary: onDuty('bob'), backup: onDuty('carol') },
    policies: {
      chain: {
        name: 'Chain',
        rounds: 1,
        overallLimitSeconds: 120,
        steps: [
          { ring: [{ schedule: 'primary' }], ringSeconds: 4 },
          { ring: [{ schedule: 'backup' }], ringSeconds: 4 },
        ],
      },
    },
    hotlines: {
      support: {
        name: 'Support',
        language: 'en',
        numbers: ['4000', OWN_NUMBER],
        policy: 'chain',
        acceptWindowSeconds: 6,
        callerId: OWN_NUMBER,
        trunk: 'trial-trunk',
        noAnswer: { voicemail: { maxSeconds: 20, minSeconds: 2 } },
      },
    },
  };
}
