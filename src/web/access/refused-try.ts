import type { LogInRefusal } from '../../accounts/log-in.ts';
import { notifySecurity, type SecurityEvent } from '../../runtime/security-log.ts';
import type { RequestContext } from '../request-context.ts';

/** Tells the security log of a wrong try, and that it locked the account if it did. The page says less. */
export function notifyRefusedTry(
  { dependencies, request }: RequestContext,
  event: SecurityEvent,
  reason: LogInRefusal,
  account: string | null,
): void {
  const details = { address: request.ip ?? null, account };
  notifySecurity(dependencies.log, event, { ...details, reason });
  if (reason === 'now-locked') notifySecurity(dependencies.log, 'locked-out', details);
}
