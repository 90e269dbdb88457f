import { spreadDoublingMs } from '../../runtime/back-off.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { DeliveryTrouble } from './delivery-trouble.ts';

/**
 * What a gateway made of one try. `temporary`: the same notice may succeed later (no connection, 4xx of SMTP, 429,
 * 5xx of HTTP). `permanent`: it never will (no such address, refused by its receiver).
 */
export type SendResult =
  | { readonly kind: 'sent'; readonly reference: string | null }
  | {
      readonly kind: 'temporary';
      readonly trouble: DeliveryTrouble;
      readonly retryAfterSeconds: number | null;
    }
  | { readonly kind: 'permanent'; readonly trouble: DeliveryTrouble };

/** What becomes of the notice. */
export type Verdict =
  | { readonly state: 'sent'; readonly reference: string | null }
  | { readonly state: 'waiting'; readonly nextTryAt: Instant; readonly trouble: DeliveryTrouble }
  | { readonly state: 'failed' | 'expired'; readonly trouble: DeliveryTrouble };

const WAITS = { firstMs: 10 * SECOND, longestMs: 600 * SECOND };

/**
 * Decides after the `tries`-th try. Waits double from 10 s to 10 minutes; `chance` (0 to 1) takes up to half of each
 * off, so that what failed together does not come back together. A gateway that says how long gets that long.
 */
export function afterTry(
  result: SendResult,
  { tries, now, expiresAt, chance }: { tries: number; now: Instant; expiresAt: Instant; chance: number },
): Verdict {
  if (result.kind === 'sent') return { state: 'sent', reference: result.reference };
  if (result.kind === 'permanent') return { state: 'failed', trouble: result.trouble };
  const wait = spreadDoublingMs(tries - 1, WAITS, 1 - chance);
  const nextTryAt = now + Math.max(wait, (result.retryAfterSeconds ?? 0) * SECOND);
  if (nextTryAt >= expiresAt) return { state: 'expired', trouble: result.trouble };
  return { state: 'waiting', nextTryAt, trouble: result.trouble };
}
