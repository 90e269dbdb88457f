import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { CallRecord } from '../../src/calls/log/call-history.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { importConfiguration } from '../../src/planning/portable-config/import-configuration.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { placeCall } from '../phones/caller.ts';
import { startTrialPbx } from '../trial-pbx.ts';
import { waitUntil } from '../wait-until.ts';
import { startAriWire } from '../wire/ari-wire.ts';
import { configuration, startPhones } from './cast.ts';
import { seededChance } from './chance.ts';
import { type PlannedCall, type PlannedFault, planRun } from './plan.ts';
import { MORE_PHONES, type RestlessPhones, startRestlessPhones } from './restless.ts';
import { countVerdicts, judge, type PlacedCall, type Verdict, waitedUnanswered } from './tally.ts';
import { supervise, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    /** Where everything that was logged is left. */
    keep: { type: 'string' },
  },
});
const lastsMs = Number(values.minutes) * 60_000;
const seed = Number(values.seed);
if (!(lastsMs > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run chaos -- --minutes 5 --seed 1 [--keep directory]');
  process.exit(2);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const began = Date.now();
const say = (words: string) =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);

/** A small disk of its own for the database, where one can be mounted: or the fault that fills it is left out. */
function mountDisk(directory: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'vigie-chaos', directory], { stdio: 'pipe' });
    return true;
  } catch {
    say('no disk can be mounted here (needs root and the right to mount): the disk will not be full');
    return false;
  }
}

async function seedDatabase(db: Database): Promise<void> {
  await migrate(db);
  const imported = await importConfiguration(createConfigurationStore(db), stringify(configuration()), {
    plan: { homeCountry: 'FR', allowedCountries: ['FR'] },
    prune: false,
    dryRun: false,
    homeTimeZone: 'Europe/Paris',
    author: { actor: 'chaos', at: Date.now() },
  });
  if (!imported.ok) throw new Error(imported.error.map(describeProblem).join('\n'));
}

/** The caller's whole part: calls, speaks, stays, hangs up. What they saw is looked at when all is over. */
async function makeCall({ pbx }: World, planned: PlannedCall): Promise<() => PlacedCall> {
  const placedAt = Date.now();
  const caller = await placeCall(pbx, planned.hotline, {
    from: planned.number,
    acts: [{ kind: 'speak', hz: 400, afterMs: 0 }],
  });
  await pause(planned.staysMs);
  if (caller.call()?.end === null) await caller.hangUp().catch(() => undefined);
  await waitUntil('the caller has hung up', () => caller.call()?.end).catch(() => undefined);
  const sip = caller.call();
  await caller.stop();
  return () => ({ planned, placedAt, sip });
}

async function makeCalls(world: World, calls: readonly PlannedCall[]): Promise<readonly PlacedCall[]> {
  const from = Date.now();
  const made = await Promise.all(
    calls.map(async (planned) => {
      await pause(planned.atMs - (Date.now() - from));
      return makeCall(world, planned);
    }),
  );
  return made.map((look) => look());
}

async function makeFaults(world: World, faults: readonly PlannedFault[], untilAt: number): Promise<void> {
  // What a fault decides while it lasts must not change what the plan decided.
  const chance = seededChance(seed + 1);
  for (const { afterMs, lastsMs: faultMs, fault } of faults) {
    await pause(afterMs);
    if (Date.now() + faultMs > untilAt) return;
    say(`${fault.name}, for ${(faultMs / 1000).toFixed(1)} s`);
    await fault.happen(world, () => pause(faultMs), chance);
    // A second fault over the first would hide what each does.
    await world.supervisor.onWatch();
  }
}

/** Everything that was going on comes to its end by itself: nothing is cleared away by hand. */
async function settle(world: World): Promise<string> {
  const { pbx, supervisor } = world;
  await supervisor.onWatch();
  const left = await pbx.empty({ withinMs: 120_000 }).then(
    () => '',
    (error: Error) => error.message,
  );
  await waitUntil(
    'the records of the fallback are collected',
    async () => /^0 results found/m.test(await pbx.cli('database show vigie-fallback')),
    60_000,
  ).catch((error: Error) => say(error.message));
  await waitUntil(
    'no call is open and nothing waits to be written',
    async () => {
      const { liveCalls, recordsWaiting } = await supervisor.current.health();
      return liveCalls === 0 && recordsWaiting === 0;
    },
    60_000,
  ).catch((error: Error) => say(error.message));
  return left;
}

async function allCalls(db: Database): Promise<readonly CallRecord[]> {
  const history = createCallHistory(db);
  const found = await Promise.all((await history.list({ limit: 10_000 })).map(({ id }) => history.find(id)));
  return found.filter((call) => call !== null);
}

async function main(): Promise<number> {
  const directory = mkdtempSync(path.join(tmpdir(), 'vigie-chaos-'));
  const mounted = mountDisk(directory);
  const database = path.join(directory, 'vigie.db');
  const db = openDatabase(database);
  await seedDatabase(db);
  const pbx = await startTrialPbx({
    globals: { VIGIE_DEAD_MAN_SECONDS: '60', VIGIE_MESSAGE_SECONDS: '20' },
    pjsip: MORE_PHONES,
  });
  const wire = await startAriWire(pbx.ariUrl);
  const supervisor = supervise({
    VIGIE_DATABASE: database,
    VIGIE_ARI_URL: wire.url,
    VIGIE_ARI_USERNAME: pbx.username,
    VIGIE_ARI_PASSWORD: pbx.password,
  });
  const world: World = {
    pbx,
    wire,
    database,
    disk: mounted ? directory : null,
    supervisor,
    asteriskDeaths: [],
  };
  let restless: RestlessPhones | null = null;
  try {
    supervisor.start();
    await supervisor.onWatch();
    await startPhones(pbx);
    restless = await startRestlessPhones(pbx, seededChance(seed + 2));
    const plan = planRun(seededChance(seed), lastsMs);
    say(`seed ${seed}: ${plan.calls.length} calls in ${values.minutes} minutes`);
    const [placed] = await Promise.all([
      makeCalls(world, plan.calls),
      makeFaults(world, plan.faults, Date.now() + lastsMs),
    ]);
    say('no more calls, no more faults');
    const left = await settle(world);
    return report(placed, await allCalls(db), left, world, restless.count);
  } finally {
    if (values.keep) {
      writeFileSync(path.join(values.keep, `chaos-${seed}-vigie.log`), supervisor.log());
      writeFileSync(path.join(values.keep, `chaos-${seed}-asterisk.log`), pbx.log());
    }
    await supervisor.stop();
    await wire.stop();
    await restless?.stop();
    await pbx.stop();
    await db.destroy();
    if (mounted) execFileSync('umount', ['-l', directory]);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Prints what became of everything; 0 when nothing was lost. */
function report(
  placed: readonly PlacedCall[],
  log: readonly CallRecord[],
  left: string,
  { pbx, supervisor, asteriskDeaths }: World,
  restless: RestlessPhones['count'],
): number {
  const asteriskLog = pbx.log();
  const judged = placed.map((call) => ({ call, verdict: judge(call, log, asteriskLog, asteriskDeaths) }));
  const bad: readonly Verdict[] = ['lost', 'in the log twice'];
  const lost = judged.filter(({ verdict }) => bad.includes(verdict));
  for (const { call, verdict } of lost) {
    const records = log.filter(({ caller }) => caller.number === call.planned.number);
    console.log(`${verdict}: ${JSON.stringify({ ...call, records }, null, 1)}`);
  }
  const unplanned = log.filter(
    ({ caller }) => !placed.some(({ planned }) => planned.number === caller.number),
  );
  for (const record of unplanned) console.log(`of nobody: ${JSON.stringify(record, null, 1)}`);
  for (const crash of supervisor.crashes) console.log(`the service ${crash}`);
  if (left) console.log(left);
  const open = log.filter(({ outcome }) => outcome === null).length;
  console.log(`seed ${seed}`);
  console.log(`calls placed ${placed.length}`);
  console.log(`outcomes ${JSON.stringify(countVerdicts(judged.map(({ verdict }) => verdict)))}`);
  const followed = log
    .flatMap(({ attempts }) => attempts)
    .filter(({ why }) => why?.code.startsWith('forwarded')).length;
  console.log(
    `transfers ${restless.transfers}, pickups ${restless.pickups}, tries that met a forwarding ${followed}`,
  );
  const unheard = judged.filter(({ verdict }) => verdict === 'left unheard');
  for (const { call } of unheard)
    console.log(`left unheard after ${((waitedUnanswered(call.sip) ?? 0) / 1000).toFixed(1)} s`);
  console.log(`lost ${lost.length}`);
  console.log(
    `left over in Asterisk: ${left ? 'see above' : '0 channels, 0 bridges'}; open in the call log: ${open}`,
  );
  console.log(`the service ended by itself ${supervisor.crashes.length} times`);
  const good =
    lost.length === 0 && unplanned.length === 0 && open === 0 && !left && supervisor.crashes.length === 0;
  return good ? 0 : 1;
}

process.exitCode = await main();
