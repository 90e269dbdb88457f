import type { AstDb } from '../asterisk/ast-db.ts';
import { dialledByFallback } from '../asterisk/fallback-duty-list.ts';
import type { Directory } from '../calls/directory.ts';
import { dutyList } from '../calls/fallback/duty-list.ts';
import type { CandidateSources } from '../calls/live/candidates.ts';
import type { LiveCalls } from '../calls/live/live-calls.ts';
import type { OutboundLegs } from '../calls/outbound-legs.ts';
import type { ExpectedCalls } from '../calls/own/expected-call.ts';
import type { TestCallProbe } from '../calls/own/test-call-steps.ts';
import { createTestCalls } from '../calls/own/test-calls.ts';
import type { Telephony } from '../calls/telephony.ts';
import type { Config } from '../config.ts';
import { createMessageSounds } from '../database/calls/message-store.ts';
import { createTestCallStore, type StoredTestCall } from '../database/calls/test-call-store.ts';
import type { Database } from '../database/database.ts';
import { alarmNameOf, isWarning } from '../domain/installation/fault.ts';
import { comparableNumber } from '../domain/phone-number.ts';
import type { UpkeepTrouble } from '../notices/upkeep-watch.ts';
import { type CalendarJob, startCalendarJob } from '../runtime/calendar-job.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { recurringWork } from '../runtime/recurring-work.ts';
import { type Part, whileProved } from './parts.ts';

/** How soon a test call that was asked for is placed. */
const LOOK_EVERY_SECONDS = 2;

interface TestCallWorkDependencies {
  readonly config: Pick<Config, 'testCalls' | 'numberingPlan' | 'timeZone'>;
  readonly db: Database;
  readonly telephony: Telephony;
  readonly outboundLegs: OutboundLegs;
  readonly expected: ExpectedCalls;
  readonly sources: CandidateSources & { readonly directory: Directory };
  readonly astDb: AstDb;
  readonly calls: () => LiveCalls;
  readonly onEnded: () => void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/** Places the test calls that commands and pages ask for, and those of each week. */
export function createTestCallWork(dependencies: TestCallWorkDependencies) {
  const { config, db, clock, log } = dependencies;
  const store = createTestCallStore(db);
  const calls = createTestCalls({
    ...dependencies,
    ...{ numberingPlan: config.numberingPlan, directory: dependencies.sources.directory },
    probe: probeOf(dependencies, store),
  });
  let latest: readonly StoredTestCall[] = [];
  let weekly: CalendarJob | null = null;

  async function placeNext() {
    const next = await store.begin(clock.now());
    if (next !== null) {
      const findings = await calls.place(next.number);
      await store.end(next.id, findings, clock.now());
      const faults = findings.flatMap((finding) => finding.faults);
      log[faults.length === 0 ? 'info' : 'warn']({ faults }, 'test call of the whole chain is over');
      await readLatest();
      dependencies.onEnded();
    }
    return clock.now() + LOOK_EVERY_SECONDS * SECOND;
  }

  /** Of numbers that no hotline has any more, nothing is told. */
  async function readLatest(): Promise<void> {
    const numbers = (await dependencies.sources.directory.hotlines()).flatMap((hotline) => hotline.numbers);
    const home = config.numberingPlan.homeCountry;
    latest = (await store.latest()).filter(({ number }) =>
      numbers.includes(comparableNumber(number, home) ?? ''),
    );
  }

  async function ask(number: string): Promise<void> {
    await store.ask(number, clock.now());
  }

  const part: Part = {
    async start() {
      await readLatest();
      const { numbers, pattern } = config.testCalls;
      if (numbers.length === 0) return;
      const settings = { ...dependencies, name: 'weekly test calls', pattern, timeZone: config.timeZone };
      weekly = startCalendarJob(settings, async () => {
        for (const number of numbers) await ask(number);
      });
    },
    stop: () => weekly?.stop(),
  };

  return {
    calls,
    parts: [part, whileProved(recurringWork(dependencies, 'test calls', placeNext))],
    latest: () => latest,
    ask,
    troubles: (): readonly UpkeepTrouble[] =>
      latest
        .flatMap(({ findings }) => findings ?? [])
        .flatMap(({ faults }) => faults)
        .filter((fault) => !isWarning(fault))
        .map((fault) => ({ kind: 'setup', name: alarmNameOf(fault), detail: fault.detail })),
  };
}

function probeOf(
  { db, calls, sources, config, astDb, clock }: TestCallWorkDependencies,
  { mark, forgetMessage }: Pick<ReturnType<typeof createTestCallStore>, 'mark' | 'forgetMessage'>,
): TestCallProbe {
  const sounds = createMessageSounds(db);
  return {
    ...{ mark, forgetMessage },
    isRecording: (callId) => calls().stateOf(callId)?.phase.name === 'recording',
    message: sounds.audio,
    async fallback(hotlineId) {
      const hotline = (await sources.directory.hotlines()).find(({ id }) => id === hotlineId);
      if (!hotline) return { problem: '' };
      const { dialledAs } = await dutyList(sources, config.numberingPlan, hotline, clock.now());
      return dialledByFallback(astDb, dialledAs, clock.now());
    },
  };
}
