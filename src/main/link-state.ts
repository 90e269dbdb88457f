import type { LinkReport } from '../asterisk/ari-link.ts';
import type { Logger } from '../runtime/log.ts';

interface LinkStateDependencies {
  readonly log: Logger;
  readonly onLink?: (report: LinkReport) => void;
  readonly fatal: (error: unknown) => void;
}

/** Whether calls can come in, and the log of when that changes. */
export function createLinkState({ log, onLink, fatal }: LinkStateDependencies) {
  let state: LinkReport['state'] = 'connecting';
  return {
    state: () => state,
    tell(report: LinkReport): void {
      state = report.state;
      if (state === 'connected') log.info({ asterisk: report.detail }, 'connected to Asterisk');
      else if (state === 'lost') log.warn({ reason: report.detail }, 'no connection to Asterisk');
      else if (state === 'replaced') fatal(new Error(report.detail));
      onLink?.(report);
    },
  };
}
