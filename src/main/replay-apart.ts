import type { Config } from '../config.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { fail, ok } from '../runtime/result.ts';
import { computeApart } from '../runtime/thread.ts';
import type { Replay, ReplayQuestion } from '../statistics/what-if/replay.ts';
import type { WhatIf } from '../statistics/what-if/what-if.ts';

const LIMITS = { seconds: 60, megabytes: 512 };

/** What the replaying thread is told. */
export interface ReplayWork {
  readonly database: string;
  readonly question: ReplayQuestion;
  readonly numberingPlan: Config['numberingPlan'];
  readonly maxOutboundLegs: number;
  readonly shortAbandonSeconds: number;
}

/** Replays in a thread of its own, with a database connection of its own that only reads. */
export function replayApart(
  config: Pick<Config, 'database' | 'numberingPlan' | 'maxOutboundLegs' | 'shortAbandonSeconds'>,
  clock: Clock,
  log: Logger,
): WhatIf {
  return async (question) => {
    const { database, numberingPlan, maxOutboundLegs, shortAbandonSeconds } = config;
    const data: ReplayWork = { database, question, numberingPlan, maxOutboundLegs, shortAbandonSeconds };
    const done = await computeApart<Replay | null>(
      { url: import.meta.url, name: 'replay-thread', data, limits: LIMITS },
      clock,
    );
    if (done.ok) return done.value === null ? fail('gone') : ok(done.value);
    if (done.error.kind === 'busy' || done.error.kind === 'too-long') return fail(done.error.kind);
    log.error({ failure: done.error }, 'past calls were not replayed');
    return fail('failed');
  };
}
