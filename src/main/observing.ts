import type { Router } from 'express';
import type { OutboundLegs } from '../calls/outbound-legs.ts';
import type { Config } from '../config.ts';
import { MEDIUMS } from '../domain/notice/notice.ts';
import type { Metrics, ServiceFigures } from '../metrics/service-metrics.ts';
import type { Outbox } from '../notices/outbox.ts';
import { type Clock, systemClock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { type Health, keepsEveryCallOut, PROOF_HOLDS_MS } from '../web/health.ts';
import { type Observed, observeRouter, type PartState } from '../web/open/observe.ts';

/** What of the health keeps calls out, and what only needs a hand. */
export function observedOf(health: Health, now: number): Observed {
  const isProved = health.lastProofAt !== null && now - Date.parse(health.lastProofAt) < PROOF_HOLDS_MS;
  return {
    parts: {
      asterisk: health.asterisk === 'connected' ? 'ok' : 'down',
      proofOfLife: isProved ? 'ok' : 'down',
      dialplan: dialplanState(health.dialplan),
      database: wellIf(health.recordsWaiting === 0),
      waysOut: wellIf(health.failingGateways.length === 0 && health.untold === 0),
      trunks: wellIf(health.trunksDown.length === 0),
      upkeep: keepsEveryCallOut(health) ? 'down' : wellIf(health.upkeep.length === 0),
    },
  };
}

function dialplanState(state: Health['dialplan']): PartState {
  if (state === 'missing') return 'down';
  return wellIf(state !== 'older');
}

function wellIf(isWell: boolean): PartState {
  return isWell ? 'ok' : 'degraded';
}

/** The figures of the service, read when somebody asks for them. */
export function createFigures(dependencies: {
  readonly health: () => Promise<Health>;
  readonly outbox: Pick<Outbox, 'dueSince'>;
  readonly outboundLegs: OutboundLegs;
  readonly clock: Clock;
}): () => Promise<ServiceFigures> {
  const { outbox, outboundLegs, clock } = dependencies;
  return async () => {
    const health = await dependencies.health();
    const now = clock.now();
    const ageOf = (at: string | null) => (at === null ? null : (now - Date.parse(at)) / SECOND);
    const oldest = await Promise.all(
      MEDIUMS.map(async (medium) => [medium, await outbox.dueSince(medium, now)] as const),
    );
    return {
      callsOpen: health.liveCalls,
      legs: outboundLegs.inUse(),
      proofAgeSeconds: ageOf(health.lastProofAt),
      recordsWaiting: health.recordsWaiting,
      backupAgeSeconds: ageOf(health.lastBackupAt),
      oldestNoticeSeconds: Object.fromEntries(
        oldest.map(([medium, since]) => [medium, since === null ? 0 : (now - since) / SECOND]),
      ),
      troubles: troublesOf(health),
      ready: !Object.values(observedOf(health, now).parts).includes('down'),
    };
  };
}

function troublesOf(health: Health): ServiceFigures['troubles'] {
  return {
    gateways: health.failingGateways.length,
    trunks: health.trunksDown.length,
    unreachable: health.unreachableOnCall,
    untold: health.untold,
    greetings: health.greetingsMissing,
    upkeep: health.upkeep.length,
  };
}

/** What machines ask for: whether the service lives, whether calls can come in, and its figures. */
export function createObserveRouter(dependencies: {
  readonly health: () => Promise<Health>;
  readonly metrics: Pick<Metrics, 'text'>;
  readonly config: Pick<Config, 'monitoringToken'>;
}): Router {
  const { health, metrics, config } = dependencies;
  return observeRouter({
    observe: async () => observedOf(await health(), systemClock.now()),
    metrics: metrics.text,
    token: config.monitoringToken,
  });
}
