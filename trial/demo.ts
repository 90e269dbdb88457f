import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { addUser } from '../src/accounts/add-user.ts';
import { hashPassword } from '../src/accounts/passwords.ts';
import { createAccountStore } from '../src/database/accounts/account-store.ts';
import { createConfigurationStore } from '../src/database/configuration/configuration-store.ts';
import { openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import type { CallEvent } from '../src/domain/escalation/call-event.ts';
import type { CallFacts } from '../src/domain/escalation/call-state.ts';
import { USUAL_SOUND_RULE } from '../src/domain/sound/loudness.ts';
import type { Service } from '../src/main/service.ts';
import { startService } from '../src/main.ts';
import { usualNotices } from '../src/notice-config.ts';
import { importConfiguration } from '../src/planning/portable-config/import-configuration.ts';
import { usualRetention } from '../src/retention-config.ts';
import { createLogger } from '../src/runtime/log.ts';
import { createNarrator } from '../src/words/describe-call-event.ts';
import { describeProblem } from '../src/words/describe-problem.ts';
import { answers, presses, rejects, ringsOn } from './phones/behaviour.ts';
import { startTrialPbx, type TrialPbx } from './trial-pbx.ts';
import { waitUntil } from './wait-until.ts';

const HOTLINE = '4000';
const CALLER = '+33612345678';
const RIGHT_PERSON = 'Chloé';
const PLAN = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;
const HOME_TIME_ZONE = 'Europe/Paris';
/** Good for this demo alone, which listens on this machine alone and forgets everything at its end. */
const LOG_IN = { email: 'demo@example.org', password: randomBytes(9).toString('base64url') } as const;
const TALK_MS = 2_000;
const CALL_LIMIT_MS = 60_000;

const once = process.argv.includes('--once');
const directory = mkdtempSync(path.join(tmpdir(), 'vigie-demo-'));
const database = path.join(directory, 'vigie.db');
const logFile = path.join(directory, 'vigie.log');

/** Everything that happened to the calls of this demo. */
const callEvents: CallEvent[] = [];
const narrators = new Map<string, ReturnType<typeof createNarrator>>();

function tell(facts: CallFacts, callEvent: CallEvent): void {
  const narrator = narrators.get(facts.callId) ?? createNarrator('Europe/Paris');
  narrators.set(facts.callId, narrator);
  callEvents.push(callEvent);
  console.log(`  ${narrator(callEvent)}`);
}

/** Seeds the people and the planning as `vigie import trial/demo.yaml` does. */
async function seed(): Promise<void> {
  const db = openDatabase(database);
  await migrate(db);
  const file = readFileSync(path.join(import.meta.dirname, 'demo.yaml'), 'utf8');
  const author = { actor: 'demo', at: Date.now() };
  const options = { plan: PLAN, homeTimeZone: HOME_TIME_ZONE, prune: false, dryRun: false, author };
  const configuration = createConfigurationStore(db);
  const imported = await importConfiguration(configuration, file, options);
  if (!imported.ok) throw new Error(imported.error.map(describeProblem).join('\n'));
  const accounts = createAccountStore(db);
  const administrator = { name: 'Demo', email: LOG_IN.email, role: 'administrator' } as const;
  const added = await addUser({ configuration, accounts }, administrator, options);
  if (!added.ok) throw new Error(`the demo's administrator was not added: ${added.error.kind}`);
  await accounts.setPassword(added.value, await hashPassword(LOG_IN.password), author, null);
  await db.destroy();
}

async function startVigie(pbx: TrialPbx): Promise<Service> {
  let connected = false;
  const started = await startService({
    config: {
      database,
      ari: { url: pbx.ariUrl, username: pbx.username, password: pbx.password, app: 'vigie', ca: null },
      http: {
        host: '127.0.0.1',
        port: 0,
        publicUrl: null,
        trustedProxies: 0,
        hstsSubdomains: false,
        secondFactorFor: [],
        supervisorsHear: 'teams',
      },
      log: { level: 'info', format: 'json' },
      timeZone: HOME_TIME_ZONE,
      numberingPlan: PLAN,
      maxOutboundLegs: 20,
      maxOwnCallsPerHour: 1000,
      calendarHosts: [],
      shortAbandonSeconds: 5,
      closeStatementsOn: null,
      silentTalkSeconds: 120,
      soundRule: USUAL_SOUND_RULE,
      notices: usualNotices(path.join(directory, 'outbox')),
      testCalls: { numbers: [], pattern: '0 10 * * 1' },
      backups: { folder: path.join(directory, 'backups'), keepDays: 0 },
      retention: usualRetention(),
      monitoringToken: null,
    },
    log: createLogger({ level: 'info', format: 'json' }, createWriteStream(logFile)),
    onCallEvent: tell,
    onLink: ({ state }) => {
      connected = state === 'connected';
    },
    fatal: (error) => {
      console.error('Vigie cannot go on:', error);
      process.exit(1);
    },
  });
  if (!started.ok) throw new Error(started.error);
  await waitUntil('Vigie is connected to Asterisk', () => connected);
  return started.value;
}

/** Places a call and follows it to its end; the name of whoever took it, or null. */
async function placeCall(pbx: TrialPbx): Promise<string | null> {
  const from = callEvents.length;
  const since = () => callEvents.slice(from);
  console.log(`\n${CALLER} calls ${HOTLINE}`);
  const caller = await pbx.call(HOTLINE, { from: CALLER });
  const ended = () => since().find(({ kind }) => kind === 'call-ended');
  const talking = () => since().find(({ kind }) => kind === 'talking-started');
  await waitUntil('somebody takes the call, or it ends', () => talking() ?? ended(), CALL_LIMIT_MS);
  if (talking()) {
    const [channels] = await waitUntil('they are joined', () => joined(pbx), CALL_LIMIT_MS);
    console.log(`  Asterisk joins ${channels?.join(' and ')}`);
    await new Promise((resolve) => setTimeout(resolve, TALK_MS));
    await caller.hangUp();
  }
  await waitUntil('the call ends', ended, CALL_LIMIT_MS);
  await pbx.empty();
  await caller.stop();
  return acceptedBy(since());
}

async function joined(pbx: TrialPbx): Promise<readonly (readonly string[])[] | null> {
  const bridges = await pbx.bridged();
  return bridges.length > 0 ? bridges : null;
}

function acceptedBy(call: readonly CallEvent[]): string | null {
  const accepted = call.find((callEvent) => callEvent.kind === 'attempt-accepted');
  const started = call.find(
    (callEvent) => callEvent.kind === 'attempt-started' && callEvent.attempt === accepted?.attempt,
  );
  return started?.kind === 'attempt-started' ? started.name : null;
}

async function serve(pbx: TrialPbx, service: Service): Promise<void> {
  console.log(`
Vigie goes on serving.
  Enter      places another call
  Ctrl-C     ends everything this demo started
  in another terminal:
    VIGIE_DATABASE=${database} npm run -s vigie -- calls
    VIGIE_DATABASE=${database} npm run -s vigie -- who support
  pages      ${service.webUrl}   log in as ${LOG_IN.email} with ${LOG_IN.password}
  health     ${service.webUrl}/health
  SIP        ${pbx.sipHost}:${pbx.sipPort}, phones 204 to 209, password demo-<number>; dial ${HOTLINE}
  log        ${logFile}
`);
  const lines = createInterface({ input: process.stdin });
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  lines.on('line', () => void placeCall(pbx).catch((error: unknown) => console.error(error)));
  await interrupted;
  lines.close();
}

async function demo(): Promise<number> {
  console.log('Starting an Asterisk of our own (the first time, this takes a minute)…');
  const pbx = await startTrialPbx();
  let service: Service | null = null;
  try {
    console.log(`Asterisk runs (${pbx.host.way}), ARI at ${pbx.ariUrl}`);
    await seed();
    service = await startVigie(pbx);
    console.log(`The pages are at ${service.webUrl}: log in as ${LOG_IN.email} with ${LOG_IN.password}`);
    await pbx.phone('201', ringsOn());
    await pbx.phone('202', rejects(486, { afterMs: 800 }));
    await pbx.phone('203', answers({ afterMs: 1_500 }, presses('1', { afterMs: 2_500 })));
    console.log('Phones: 201 Alice does not answer, 202 Bob is busy, 203 Chloé answers and presses 1');
    const person = await placeCall(pbx);
    const right = person === RIGHT_PERSON;
    console.log(
      right
        ? `\n${person} took the call, as planned.`
        : `\nNOT as planned: ${person ?? 'nobody'} took the call.`,
    );
    if (!once) await serve(pbx, service);
    return right ? 0 : 1;
  } finally {
    await service?.stop();
    await pbx.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exit(await demo());
