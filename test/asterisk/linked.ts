import { type AriLink, createAriLink, type LinkReport } from '../../src/asterisk/ari-link.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { HandClock } from './hand-clock.ts';
import { MisbehavingAri } from './misbehaving-ari.ts';

/** Characters that need escaping in an address, so that every form of it is looked for. */
export const PASSWORD = 's3cr:t&p@ss';

export interface Linked {
  readonly ari: MisbehavingAri;
  readonly link: AriLink;
  readonly clock: HandClock;
  readonly reports: LinkReport[];
  readonly crashes: unknown[];
  /** Told of each report too. */
  onReport: (report: LinkReport) => void;
  connected(): Promise<void>;
  end(): Promise<void>;
}

/** A link to a misbehaving ARI; time and chance in the test's hands. Connected, unless the test starts it itself. */
export async function linked(start = true): Promise<Linked> {
  const ari = new MisbehavingAri();
  await ari.start();
  const clock = new HandClock();
  const reports: LinkReport[] = [];
  const crashes: unknown[] = [];
  const link = createAriLink({
    address: { url: ari.url, username: 'vigie', password: PASSWORD, app: 'vigie', ca: null },
    clock,
    random: () => 0.999,
    report: (report) => {
      reports.push(report);
      now.onReport(report);
    },
    crash: (error) => crashes.push(error),
  });
  const connected = async (): Promise<void> => {
    await waitUntil('the link to be connected', () => reports.at(-1)?.state === 'connected');
  };
  const now: Linked = {
    ari,
    link,
    clock,
    reports,
    crashes,
    onReport: () => undefined,
    connected,
    async end() {
      link.stop();
      await ari.stop();
    },
  };
  if (start) {
    link.start();
    await connected();
  }
  return now;
}
