import { assumedAnswers, parseAssumptions } from '../calls/dry-run/assumptions.ts';
import { type DryRun, type DryRunEntry, dryRun } from '../calls/dry-run/dry-run.ts';
import type { Config } from '../config.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import type { Caller } from '../domain/hotline.ts';
import { LANGUAGES, type Language } from '../domain/person.ts';
import { comparableNumber } from '../domain/phone-number.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { createNarrator } from '../words/describe-call-event.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { findWanted, type WantedHotline } from './wanted-hotline.ts';
import { withDatabase } from './with-database.ts';

export interface SimulateFlags {
  readonly at?: string;
  readonly assume: readonly string[];
  readonly caller?: string;
  readonly patience?: number;
  readonly language?: string;
  readonly json?: boolean;
}

/** How long the assumed caller talks, or speaks after the beep: it changes nothing of who is dialled. */
const TALK_SECONDS = 60;
const MESSAGE_SECONDS = 15;

/** `vigie simulate HOTLINE`: what a call would do, second by second, if people did as assumed. Nothing rings. */
export function simulateCommand(
  config: Config,
  clock: Clock,
  wanted: string,
  flags: SimulateFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const found = await findWanted(db, config, clock, wanted, flags.at);
    if (!found.ok) return found;
    const { hotline, opening, at, timeZone, sources } = found.value;
    const { policy, branch } = opening;
    const language = flags.language ?? 'en';
    if (!isLanguage(language))
      return fail([`--language is ${JSON.stringify(language)}: expected one of ${LANGUAGES.join(', ')}`]);
    const plan = config.numberingPlan;
    const people = [...(await readPeople(db)).values()];
    const assumptions = parseAssumptions(flags.assume, { people, hotline, policies: [policy], plan });
    if (!assumptions.ok) return fail(assumptions.error.map((mistake) => `--assume ${mistake}`));
    const caller = callerOf(flags.caller, config);
    const run = await dryRun(
      { sources, numberingPlan: plan, maxOutboundLegs: config.maxOutboundLegs },
      {
        facts: {
          callId: 'dry-run',
          startedAt: at,
          dialled: hotline.numbers[0] ?? '',
          caller,
          hotline,
          branch,
          policy,
        },
        answering: assumedAnswers(assumptions.value),
        caller: {
          patienceSeconds: flags.patience ?? null,
          talkSeconds: TALK_SECONDS,
          messageSeconds: MESSAGE_SECONDS,
        },
        timeZone,
      },
    );
    return ok(
      flags.json
        ? asJson({ ...heading(found.value), caller, ...run })
        : asText(story(found.value, run, language)),
    );
  });
}

/** Nobody in particular: neither withheld nor in anybody's list of blocked numbers. */
const SOME_CALLER: Caller = { number: 'somebody', name: null };

function callerOf(text: string | undefined, { numberingPlan }: Config): Caller {
  if (text === undefined) return SOME_CALLER;
  const number = text === 'withheld' ? null : comparableNumber(text, numberingPlan.homeCountry);
  return { number, name: null };
}

function heading({ hotline, opening: { branch, policy }, at, timeZone }: WantedHotline) {
  return {
    hotline: { id: hotline.id, name: hotline.name },
    branch,
    policy: { id: policy.id, name: policy.name },
    at,
    timeZone,
  };
}

function story({ hotline, at, timeZone }: WantedHotline, run: DryRun, language: Language): readonly string[] {
  const tell = createNarrator(timeZone, language);
  return [
    `${hotline.name} (${hotline.id}), ${localOf(at, timeZone)} (${timeZone})`,
    ...run.timeline.map((entry) => `${sinceStart(entry)}  ${tell(entry.callEvent)}`),
  ];
}

/** ` 1:05` for 65 seconds. */
function sinceStart({ afterSeconds }: DryRunEntry): string {
  const whole = Math.floor(afterSeconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`.padStart(6);
}

function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}
