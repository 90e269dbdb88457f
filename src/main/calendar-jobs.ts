import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { createRetention } from '../database/upkeep/retention.ts';
import { eraseOldLetters } from '../mail/outbox-folder.ts';
import type { DomainEvent } from '../notices/domain-event.ts';
import { EVERY_MONDAY, EVERY_MORNING, EVERY_NIGHT, startCalendarJob } from '../runtime/calendar-job.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { closeLastMonth } from './statement-closing.ts';

interface CalendarJobDependencies {
  readonly db: Database;
  readonly config: Pick<Config, 'notices' | 'numberingPlan' | 'timeZone' | 'retention' | 'closeStatementsOn'>;
  readonly domainEvents: { write(event: DomainEvent, at: Instant): Promise<unknown> };
  readonly onDomainEvent: () => void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

const DAY_MS = 86_400_000;

const SUMMARIES = [
  ['duty-summary-day', EVERY_MORNING],
  ['duty-summary-week', EVERY_MONDAY],
] as const;

/** What is done at hours of home's clocks: old things are erased, months closed, summaries of duty told. */
export function startCalendarJobs(dependencies: CalendarJobDependencies): { stop(): Promise<void> } {
  const { db, config, domainEvents, onDomainEvent, clock, log, crash } = dependencies;
  const common = { clock, log, crash, timeZone: config.timeZone };
  const retention = createRetention(db);

  const jobs = [
    startCalendarJob({ ...common, name: 'retention', pattern: EVERY_NIGHT }, async () => {
      const { retention: rule, notices } = config;
      const before = clock.now() - rule.noticesDays * DAY_MS;
      const letters = await eraseOldLetters(notices.outboxDirectory, before);
      const erased = { ...(await retention.erase(clock.now(), rule)), letters };
      log.info(erased, 'what was kept long enough is erased');
    }),
    startCalendarJob({ ...common, name: 'statements', pattern: EVERY_MORNING }, async () => {
      const count = await closeLastMonth(db, config, clock.now());
      if (count > 0) log.info({ count }, 'the statements of last month are closed');
      onDomainEvent();
    }),
    ...SUMMARIES.map(([kind, pattern]) =>
      startCalendarJob({ ...common, name: kind, pattern }, async () => {
        await domainEvents.write({ kind }, clock.now());
        onDomainEvent();
      }),
    ),
  ];
  return {
    stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))),
  };
}
