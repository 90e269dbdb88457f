import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { type Config, type Environment, loadConfig } from '../../config.ts';
import { createConfigurationStore } from '../../database/configuration/configuration-store.ts';
import { importConfiguration } from '../../planning/portable-config/import-configuration.ts';
import type { Clock } from '../../runtime/clock.ts';
import { SECOND } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { asText } from '../command.ts';
import { type DoctorResult, doctorCommand } from '../doctor.ts';
import { readEnvironment, settingsFile } from '../environment.ts';
import { userAddCommand } from '../user-add.ts';
import { userName } from '../user-name.ts';
import { withDatabase } from '../with-database.ts';
import { answersOf, type Flag, newPassword, type SetupAnswers } from './answers.ts';
import { askAll } from './ask.ts';
import { stepsInFreePbx } from './asterisk-files.ts';
import { withSettings } from './environment-file.ts';
import { firstPlan } from './first-plan.ts';
import { configuredBy, writeAsterisk } from './write-asterisk.ts';

export interface SetupOptions {
  readonly env: Environment;
  readonly clock: Clock;
  readonly node: string;
  readonly input: NodeJS.ReadableStream;
  readonly say: (text: string) => void;
  /** Commander’s `--no-reload`: false. */
  readonly reload: boolean;
}

const readFile = (file: string) => readFileSync(file, 'utf8');
/** How long Asterisk may take to open its HTTP server after it has read its files again. */
const RELOAD_SECONDS = 20;

/**
 * `vigie setup`: asks for the few things, writes the environment file and Asterisk’s, lets the first administrator in,
 * and has the doctor look at all of it. May be run again: it then changes what is answered otherwise.
 */
export async function setupCommand(
  flags: Readonly<Partial<Record<Flag, string>>>,
  options: SetupOptions,
): Promise<Result<DoctorResult, readonly string[]>> {
  const { env, say } = options;
  const before = readEnvironment(env, { yetToBeWritten: true });
  const loaded = before.ok ? loadConfig(before.value, readFile) : before;
  if (!loaded.ok) return loaded;
  const isLeftOut = (flag: Flag, given: ReadonlyMap<Flag, string>) =>
    flag === 'context' && configuredBy(given.get('asterisk') ?? '') === 'freepbx';
  const plan = loaded.value.numberingPlan;
  const asked = await askAll(flags, { input: options.input, say, plan, isLeftOut });
  if (!asked.ok) return asked;
  const answers = answersOf(asked.value, plan);
  const written = writeAll(answers, loaded.value, env);
  if (!written.ok) return written;
  for (const line of written.value) say(`written: ${line}\n`);
  const reloaded = options.reload && reloadAsterisk();
  say(reloaded ? 'Asterisk has read its files again\n' : 'left to do: asterisk -rx "core reload"\n');

  const after = readEnvironment(env);
  const config = after.ok ? loadConfig(after.value, readFile) : after;
  if (!config.ok) return config;
  const added = await letIn(config.value, answers, options.clock);
  if (!added.ok) return added;
  const seen = await examine(options, reloaded ? RELOAD_SECONDS : 0);
  const steps = configuredBy(answers.asterisk) === 'freepbx' ? stepsInFreePbx(answers) : [];
  return ok({ out: asText(steps) + added.value + seen.out, code: seen.code });
}

/** Asterisk’s files, and the environment file last: what it says is true by then. */
function writeAll(
  answers: SetupAnswers,
  config: Config,
  env: Environment,
): Result<readonly string[], readonly string[]> {
  const file = settingsFile(env);
  if (!existsSync(answers.asterisk))
    return fail([`--asterisk is ${JSON.stringify(answers.asterisk)}: there is no such folder`]);
  try {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const password = parse(text).VIGIE_ARI_PASSWORD || config.ari.password || newPassword();
    const told = writeAsterisk(answers, password);
    const settings = { VIGIE_ARI_URL: answers.ariUrl, VIGIE_ARI_PASSWORD: password };
    // Whose it is and who may read it stays as it was.
    writeFileSync(file, withSettings(text, settings), existsSync(file) ? {} : { mode: 0o640 });
    return ok([...told, file]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail([`${error.message}: run this as root`]);
  }
}

/** False: Asterisk is not here, or does not answer. */
function reloadAsterisk(): boolean {
  try {
    execFileSync('asterisk', ['-rx', 'core reload'], { stdio: 'pipe', timeout: RELOAD_SECONDS * SECOND });
    return true;
  } catch {
    return false;
  }
}

/** The first administrator, and the first plan where there is none. */
async function letIn(
  config: Config,
  answers: SetupAnswers,
  clock: Clock,
): Promise<Result<string, readonly string[]>> {
  const { name, email } = answers;
  const added = await userAddCommand(config, clock, { name, email, role: 'administrator' });
  if (!added.ok || answers.phone === null) return added;
  const planned = await withDatabase(config.database, 'existing', async (db) => {
    const store = createConfigurationStore(db);
    const { hotlines, people } = await store.edit((draft) => draft.read());
    if (hotlines.size > 0) return ok('');
    const [id] = [...people].find(([, person]) => person.name.toLowerCase() === name.toLowerCase()) ?? [''];
    const imported = await importConfiguration(
      store,
      firstPlan(answers, id, { timeZone: config.timeZone, now: clock.now() }),
      {
        plan: config.numberingPlan,
        homeTimeZone: config.timeZone,
        prune: false,
        dryRun: false,
        sounds: [],
        author: { actor: `vigie setup by ${userName()}`, at: clock.now() },
      },
    );
    if (!imported.ok) return fail(imported.error.map(describeProblem));
    return ok(asText([`${answers.number} rings ${name}, until you plan who is on call`]));
  });
  return planned.ok ? ok(planned.value + added.value) : planned;
}

/** The doctor, who waits for an HTTP server that opens only now. */
async function examine({ env, clock, node }: SetupOptions, patienceSeconds: number): Promise<DoctorResult> {
  const look = () => doctorCommand(readEnvironment(env), readFile, {}, { clock, node });
  const until = clock.now() + patienceSeconds * SECOND;
  let seen = await look();
  while (/ari-unreachable|ari-password/.test(seen.out) && clock.now() < until) {
    await new Promise<void>((resolve) => void clock.at(clock.now() + SECOND, resolve));
    seen = await look();
  }
  return seen;
}
