import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { FaultCode } from '../../src/domain/installation/fault.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { examineInstallation } from '../../src/main/examine.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { faultInWords } from '../../src/words/fault-words.ts';
import { startTrialPbx } from '../../trial/trial-pbx.ts';
import { imported } from '../planning/plan.ts';
import { onDuty } from '../scenarios/stage.ts';

/** An installation in which nothing is wrong but that no carrier is on the trunk yet, to plant faults in. */
export async function wellInstallation(directory: string) {
  const database = path.join(directory, 'vigie.db');
  const db = openDatabase(database);
  await migrate(db);
  const done = await imported(createConfigurationStore(db), stringify(PLAN));
  if ('problems' in done) throw new Error(done.problems.join('\n'));
  const pbx = await startTrialPbx();
  const inEtc = (name: string) => path.join(pbx.host.directory, 'etc', name);
  mkdirSync(path.join(pbx.host.directory, 'spool/recording'), { recursive: true });

  /** Every fault that was found since, with its cure in each language. */
  const seen = new Map<FaultCode, readonly string[]>();

  return {
    pbx,
    db,
    seen,
    database,
    /** What the doctor finds, as `code subject`; warnings that are of the test's own making left out. */
    async faults(
      env: Readonly<Record<string, string>> = {},
      clock = systemClock,
      node = process.version,
    ): Promise<readonly string[]> {
      const config = loadConfig(
        {
          VIGIE_DATABASE: database,
          VIGIE_ARI_URL: pbx.ariUrl,
          VIGIE_ARI_PASSWORD: pbx.password,
          VIGIE_OUTBOX: path.join(directory, 'outbox'),
          VIGIE_PUBLIC_URL: 'https://vigie.example.org',
          ...env,
        },
        (file) => readFileSync(file, 'utf8'),
      );
      if (!config.ok) throw new Error(config.error.join('\n'));
      const findings = await examineInstallation(config.value, {
        clock,
        node,
        isOurs: async () => false,
      });
      const faults = findings.flatMap((finding) => finding.faults);
      for (const fault of faults)
        seen.set(
          fault.code,
          LANGUAGES.map((language) => faultInWords(fault, language).cure),
        );
      return faults
        .filter(({ code }) => code !== 'only-folder')
        .map(({ code, subject }) => `${code} ${subject}`.trim());
    },
    /** Changes a file of Asterisk's, reloads, and gives what brings it back. */
    async edit(name: string, change: (text: string) => string, ...reloads: readonly string[]) {
      const file = inEtc(name);
      const text = readFileSync(file, 'utf8');
      const put = async (next: string) => {
        writeFileSync(file, next);
        for (const reload of reloads) await pbx.cli(reload);
      };
      await put(change(text));
      return () => put(text);
    },
    async end() {
      await pbx.stop();
      await db.destroy();
    },
  };
}

const PLAN = {
  people: { bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }] } },
  schedules: { primary: onDuty('bob') },
  policies: {
    chain: {
      name: 'Chain',
      rounds: 1,
      overallLimitSeconds: 120,
      steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 4 }],
    },
  },
  hotlines: {
    support: {
      name: 'Support',
      language: 'fr',
      numbers: ['4000'],
      policy: 'chain',
      acceptWindowSeconds: 6,
      trunk: 'trial-trunk',
      noAnswer: { voicemail: { maxSeconds: 20, minSeconds: 2 } },
    },
  },
};
