import { Counter, Histogram, type Registry } from 'prom-client';
import type { CallEvent } from '../domain/escalation/call-event.ts';
import type { CallFacts } from '../domain/escalation/call-state.ts';
import { SECOND } from '../runtime/instant.ts';

/** From at once to the end of a long chain. */
const WAITS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300];

/** Counts what happens to calls, from their events alone. */
export function createCallMetrics(registry: Registry) {
  const registers = [registry];
  const calls = new Counter({
    ...{ name: 'vigie_calls_total', help: 'Calls that ended, by hotline and outcome.', registers },
    labelNames: ['hotline', 'outcome'],
  });
  const attempts = new Counter({
    ...{
      name: 'vigie_attempts_total',
      help: 'Tries at contact methods, by how they ended and why.',
      registers,
    },
    labelNames: ['outcome', 'cause'],
  });
  const firstRing = new Histogram({
    ...{
      name: 'vigie_first_ring_seconds',
      help: 'From the arrival of a call to the first ringing phone.',
      registers,
    },
    labelNames: ['hotline'],
    buckets: WAITS,
  });
  const acceptance = new Histogram({
    ...{ name: 'vigie_acceptance_seconds', help: 'From the arrival of a call to its acceptance.', registers },
    labelNames: ['hotline'],
    buckets: WAITS,
  });
  /** Calls in which a phone has dialled, until they end. */
  const dialled = new Set<string>();

  return function count({ callId, startedAt, hotline, isTest }: CallFacts, event: CallEvent): void {
    if (isTest) return;
    const seconds = (event.at - startedAt) / SECOND;
    const of = { hotline: hotline.id };
    switch (event.kind) {
      case 'attempt-ringing':
        if (!dialled.has(callId)) firstRing.observe(of, seconds);
        dialled.add(callId);
        return;
      case 'attempt-accepted':
        return acceptance.observe(of, seconds);
      case 'attempt-ended':
        return attempts.inc({ outcome: event.outcome, cause: event.why?.code ?? '' });
      case 'call-ended':
        dialled.delete(callId);
        return calls.inc({ ...of, outcome: event.outcome });
    }
  };
}
