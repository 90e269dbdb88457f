import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createCallMetrics } from './call-metrics.ts';

/** Read when somebody asks; null: there is nothing to tell. */
export interface ServiceFigures {
  readonly callsOpen: number;
  readonly legs: number;
  readonly proofAgeSeconds: number | null;
  readonly recordsWaiting: number;
  readonly backupAgeSeconds: number | null;
  readonly oldestNoticeSeconds: Readonly<Record<string, number>>;
  readonly troubles: Readonly<Record<string, number>>;
  readonly ready: boolean;
}

/** An Asterisk on the same machine answers in a few milliseconds; nobody waits longer than five seconds. */
const ANSWERS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** All that Prometheus may ask for: of the process, of Asterisk's answers, of calls, and of the service. */
export function createMetrics(version: string, read: () => Promise<ServiceFigures>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const ari = new Histogram({
    ...{ name: 'vigie_ari_request_seconds', help: 'How long Asterisk took to answer.', registers },
    labelNames: ['result'],
    buckets: ANSWERS,
  });
  const open = gauge('vigie_calls_open', 'Calls of hotlines that are going on.');
  const legs = gauge('vigie_legs', 'Phones that are ringing or talking for Vigie.');
  const proof = gauge('vigie_proof_of_life_age_seconds', 'Since the dialplan was shown that Vigie hears it.');
  const records = gauge('vigie_records_waiting', 'What could not be written to the database yet.');
  const backup = gauge('vigie_backup_age_seconds', 'Since the last copy of the database.');
  const ready = gauge('vigie_ready', '1 while calls can come in.');
  const oldest = new Gauge({
    ...{ name: 'vigie_outbox_oldest_seconds', help: 'How long the oldest notice has been due.', registers },
    labelNames: ['medium'],
  });
  const troubles = new Gauge({
    ...{ name: 'vigie_troubles', help: 'What is out of order, by kind.', registers },
    labelNames: ['kind'],
  });
  const build = new Gauge({
    ...{ name: 'vigie_build_info', help: 'Always 1; the version is a label.', registers },
    labelNames: ['version'],
  });
  build.set({ version }, 1);

  function show(figures: ServiceFigures): void {
    open.set(figures.callsOpen);
    legs.set(figures.legs);
    records.set(figures.recordsWaiting);
    ready.set(figures.ready ? 1 : 0);
    // What never was has no age; an infinite one makes every limit that is set for it count.
    proof.set(figures.proofAgeSeconds ?? Number.POSITIVE_INFINITY);
    backup.set(figures.backupAgeSeconds ?? Number.POSITIVE_INFINITY);
    for (const [medium, seconds] of Object.entries(figures.oldestNoticeSeconds))
      oldest.set({ medium }, seconds);
    for (const [kind, count] of Object.entries(figures.troubles)) troubles.set({ kind }, count);
  }

  return {
    onCallEvent: createCallMetrics(registry),
    onAriAnswer: (seconds: number, result: string) => ari.observe({ result }, seconds),
    async text(): Promise<{ readonly type: string; readonly text: string }> {
      show(await read());
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
