import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePorts } from '../trial/asterisk/free-ports.ts';
import { startAsterisk, type TrialAsterisk } from '../trial/asterisk/start-asterisk.ts';
import { AGI_DIALPLAN, AGI_NUMBER } from './agi-way.ts';
import { RESPONDERS } from './responders.ts';

/** What the callers dial. */
export const NATIVE_NUMBER = '5000';
export const HOTLINE_NUMBER = '4000';

export interface BenchAsterisk extends TrialAsterisk {
  /** Where the responders are expected; all of them are one SIPp. */
  readonly responderPort: number;
}

/** Half of the ports from which a call's two legs take four; a port that is taken is passed over. */
const RTP_RANGE = { first: 10_000, last: 19_999 };

/** `keeps-log`: it writes down what it plays, which costs time; otherwise only its warnings. */
export type LogHabit = 'quiet' | 'keeps-log';

/** A fresh Asterisk on which `Dial()` and Vigie are reached from one endpoint and ring one phone. */
export async function startBenchAsterisk(habit: LogHabit = 'quiet'): Promise<BenchAsterisk> {
  const responderPort = await freePorts();
  const asterisk = await startAsterisk({ dialplan: DIALPLAN, pjsip: endpoints(responderPort) });
  try {
    await prepareForLoad(asterisk, habit);
  } catch (error) {
    await asterisk.stop();
    throw error;
  }
  return { ...asterisk, responderPort };
}

const DIALPLAN = `
[vigie-bench]
exten => ${NATIVE_NUMBER},1,Dial(PJSIP/${RESPONDERS[0]},30)
 same => n,Hangup()
exten => ${HOTLINE_NUMBER},1,Goto(vigie,\${EXTEN},1)
exten => ${AGI_NUMBER},1,Goto(vigie-bench-agi,\${EXTEN},1)
${AGI_DIALPLAN}`;

function endpoints(responderPort: number): string {
  const responders = RESPONDERS.map(
    (extension) => `
[${extension}](vigie-demo-endpoint)
context=vigie-bench
aors=${extension}
[${extension}]
type=aor
contact=sip:${extension}@127.0.0.1:${responderPort}
`,
  );
  return `
[bench](vigie-demo-endpoint)
context=vigie-bench
callerid=<+33199001122>
${responders.join('')}`;
}

/** The trial's Asterisk is made for a few calls that are looked at closely; here come thousands. */
async function prepareForLoad(asterisk: TrialAsterisk, habit: LogHabit): Promise<void> {
  const etc = path.join(asterisk.host.directory, 'etc');
  writeFileSync(
    path.join(etc, 'instance/rtp.conf'),
    `rtpstart=${RTP_RANGE.first}\nrtpend=${RTP_RANGE.last}\n`,
  );
  await asterisk.cli('module reload res_rtp_asterisk.so');
  if (habit === 'keeps-log') return;
  writeFileSync(
    path.join(etc, 'logger.conf'),
    '[general]\ndateformat=%F %T.%3q\n[logfiles]\nmessages => warning,error\n',
  );
  await asterisk.cli('logger reload');
}
