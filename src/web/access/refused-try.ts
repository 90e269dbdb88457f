import type { LogInRefusal } from '../../accounts/log-in.ts';
import { type SecurityEvent, tellSecurity } from '../../runtime/security-log.ts';
import type { RequestContext } from '../request-context.ts';

/** Tells the security log of a wrong try, and that it locked the account if it did. The page says less. */
export function tellRefusedTry(
  { dependencies, request }: RequestContext,
  event: SecurityEvent,
  reason: LogInRefusal,
  account: string | null,
): void {
  const details = { address: request.ip ?? null, account };
  tellSecurity(dependencies.log, event, { ...details, reason });
  if (reason === 'now-locked') tellSecurity(dependencies.log, 'locked-out', details);
}
