import { type Finding, fault, found, skipped, well } from '../../domain/installation/fault.ts';
import type { Clock } from '../../runtime/clock.ts';
import { SECOND } from '../../runtime/instant.ts';
import type { AriAddress } from '../ari-address.ts';
import { createAriLink } from '../ari-link.ts';
import { createAstDb } from '../ast-db.ts';
import { readDialplanState } from '../dialplan-version.ts';
import { createRecordingsInAsterisk } from '../recording-sync.ts';
import { servedByRival } from '../rival.ts';
import { ask, askGlobal } from './ask.ts';

const CONNECT_SECONDS = 20;
/** Beside the duty list of the fallback, which the dialplan reads by numbers. */
const KEY = 'doctor';
/** Ten hundredths of a second of a tone that no silence is taken for: whether sound gets there, as a greeting would. */
const TONE = { id: 'd0c70000000000000000000000000000', samples: 1_600, header: 44 };

/** Whether another Vigie looks after this Asterisk. `isOurs`: whoever gives it proof of life is our own service. */
export async function examineAlone(
  address: AriAddress,
  clock: Clock,
  isOurs: () => Promise<boolean>,
): Promise<Finding> {
  if ((await isOurs()) || !(await servedByRival(address, clock, () => null))) return well('alone');
  return found('alone', [fault('second-vigie', address.app)]);
}

/** What only a connection shows. It has a name of its own, so that a service that runs keeps its calls. */
export async function examineInside(address: AriAddress, clock: Clock): Promise<readonly Finding[]> {
  const own = { ...address, app: `${address.app}-doctor` };
  const recordings = await examineRecordings(address);
  const opened = await open(own, clock);
  if (opened === null) return [skipped('dialplan'), skipped('astdb'), recordings, skipped('rtp')];
  try {
    const [dialplan, astdb] = await examineDialplan(opened, clock);
    // Sound is carried into a recording.
    const rtp = recordings.verdict === 'faulty' ? skipped('rtp') : await examineRtp(opened, own, clock);
    return [dialplan, astdb, recordings, rtp];
  } finally {
    opened.stop();
  }
}

type Opened = ReturnType<typeof createAriLink>;

/** Null: no connection came about. */
function open(address: AriAddress, clock: Clock): Promise<Opened | null> {
  return new Promise((resolve, reject) => {
    const timer = clock.at(clock.now() + CONNECT_SECONDS * SECOND, () => end(null));
    const link: Opened = createAriLink({
      address,
      clock,
      random: () => 0,
      report: ({ state }) => {
        if (state === 'connected') end(link);
        if (state === 'lost' || state === 'replaced') end(null);
      },
      crash: reject,
    });
    function end(opened: Opened | null): void {
      timer.cancel();
      if (opened === null) link.stop();
      resolve(opened);
    }
    link.start();
  });
}

async function examineDialplan(link: Opened, clock: Clock): Promise<readonly [Finding, Finding]> {
  const astDb = createAstDb(link, clock);
  const value = String(clock.now());
  const written = await astDb.write('vigie', KEY, value);
  if (!written.ok)
    return [found('dialplan', [fault('dialplan-missing', '', written.error.detail)]), skipped('astdb')];
  await astDb.remove('vigie', KEY);
  const state = await readDialplanState(astDb);
  return [
    found('dialplan', state === 'older' ? [fault('dialplan-outdated')] : []),
    found('astdb', written.value === value ? [] : [fault('astdb-unwritable', '', written.value)]),
  ];
}

async function examineRecordings(address: AriAddress): Promise<Finding> {
  const listed = await ask(address, '/recordings/stored');
  const folder = `${(await askGlobal(address, 'ASTSPOOLDIR')) ?? ''}/recording`;
  if (listed.ok) return well('recordings', folder);
  return found('recordings', [fault('recordings-folder-missing', folder, listed.error.detail)]);
}

async function examineRtp(link: Opened, address: AriAddress, clock: Clock): Promise<Finding> {
  const recordings = createRecordingsInAsterisk(link, address, clock);
  await recordings.drop(TONE.id);
  const held = await recordings.hold(TONE.id, tone());
  await recordings.drop(TONE.id);
  return found('rtp', held.ok ? [] : [fault('rtp-blocked', '', held.error.detail)]);
}

function tone(): Buffer {
  const wav = Buffer.alloc(TONE.header + 2 * TONE.samples);
  for (let sample = 0; sample < TONE.samples; sample += 1)
    wav.writeInt16LE(Math.round(8_000 * Math.sin(sample / 3)), TONE.header + 2 * sample);
  return wav;
}
