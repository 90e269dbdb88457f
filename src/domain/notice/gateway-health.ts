import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { DeliveryTrouble } from './delivery-trouble.ts';

/** How a gateway has been doing. */
export interface GatewayHealth {
  /** Since when every try has failed; null: the last one succeeded, or there was none. */
  readonly failingSince: Instant | null;
  readonly failures: number;
  readonly lastTrouble: DeliveryTrouble | null;
  /** The alarm has been raised, and not yet cleared. */
  readonly alarmed: boolean;
}

export const HEALTHY: GatewayHealth = { failingSince: null, failures: 0, lastTrouble: null, alarmed: false };

const ALARM_AFTER_FAILURES = 3;
const ALARM_AFTER_SECONDS = 120;

/** `said`: the alarm is raised, or over, just now. */
export interface HealthStep {
  readonly health: GatewayHealth;
  readonly said: 'down' | 'back' | null;
}

/** `trouble` null: a try that the gateway took. What only concerns one address says nothing of the gateway. */
export function gatewayTried(
  before: GatewayHealth,
  trouble: DeliveryTrouble | null,
  now: Instant,
): HealthStep {
  if (trouble === null) return { health: HEALTHY, said: before.alarmed ? 'back' : null };
  const failingSince = before.failingSince ?? now;
  const failures = before.failures + 1;
  const down = failures >= ALARM_AFTER_FAILURES || now - failingSince >= ALARM_AFTER_SECONDS * SECOND;
  const health = { failingSince, failures, lastTrouble: trouble, alarmed: before.alarmed || down };
  return { health, said: down && !before.alarmed ? 'down' : null };
}
