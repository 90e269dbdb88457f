import path from 'node:path';
import { examineAccess } from '../asterisk/examine/examine-access.ts';
import { examineEndpoints } from '../asterisk/examine/examine-endpoints.ts';
import { examineAlone, examineInside } from '../asterisk/examine/examine-inside.ts';
import { PROMPT_SOUNDS } from '../calls/live/prompts.ts';
import type { Config } from '../config.ts';
import { type ConfiguredNeeds, examineStore } from '../database/upkeep/examine-store.ts';
import {
  CHECKS,
  type Check,
  type Finding,
  fault,
  found,
  skipped,
  well,
} from '../domain/installation/fault.ts';
import type { Sender } from '../notices/sender.ts';
import type { Clock } from '../runtime/clock.ts';
import { deliveryTroubleInWords } from '../words/delivery-trouble-words.ts';
import { diskTroubles } from './disk-space.ts';
import { examineNode } from './examine-node.ts';
import { createSenders } from './senders.ts';

export interface ExamineOptions {
  readonly clock: Clock;
  /** `process.version` */
  readonly node: string;
  /** Whether whoever gives proof of life to Asterisk is the service of this installation. */
  readonly isOurs: () => Promise<boolean>;
}

/** Looks at the whole installation, changes nothing and sends nothing; in the order of `CHECKS`. */
export async function examineInstallation(
  config: Config,
  options: ExamineOptions,
): Promise<readonly Finding[]> {
  const { finding, needs } = await examineStore(config.database);
  const findings = [
    well('configuration'),
    examineNode(options.node),
    finding,
    await examineDisk(config),
    ...(await examineAsterisk(config, needs, options)),
    ...(await examineWays(config)),
    found(
      'public-address',
      config.http.publicUrl === null ? [fault('no-public-address')] : [],
      config.http.publicUrl ?? '',
    ),
  ];
  const order: readonly Check[] = CHECKS;
  const place = (one: Finding) => order.indexOf(one.check);
  return findings.toSorted((one, other) => place(one) - place(other));
}

async function examineDisk({ database, backups }: Config): Promise<Finding> {
  const folders = [path.dirname(path.resolve(database)), backups.folder];
  const [worst] = (await diskTroubles(folders, () => false)).toReversed();
  return found('disk', worst ? [fault('disk-filling', worst.name, worst.folder)] : []);
}

const INSIDE = ['dialplan', 'astdb', 'recordings', 'rtp'] as const;
const ENDPOINTS = ['trunks', 'keys', 'sounds'] as const;

async function examineAsterisk(
  { ari }: Config,
  needs: ConfiguredNeeds,
  { clock, isOurs }: ExamineOptions,
): Promise<readonly Finding[]> {
  const { password } = ari;
  const rest = [...INSIDE, ...ENDPOINTS];
  if (password === null) {
    const unseen = ['rights', 'websocket', 'modules', 'clocks', 'alone', ...rest] as const;
    return [found('asterisk', [fault('no-password')]), ...unseen.map(skipped)];
  }
  const address = { ...ari, password };
  const access = await examineAccess(address, clock);
  const isOpen = access.every(({ check, verdict }) => verdict === 'well' || check === 'clocks');
  const isReached = access.some(({ check, verdict }) => check === 'asterisk' && verdict === 'well');
  return [
    ...access,
    isReached ? await examineAlone(address, clock, isOurs) : skipped('alone'),
    ...(isOpen ? await examineInside(address, clock) : INSIDE.map(skipped)),
    ...(isReached ? await examineEndpoints(address, neededOf(needs)) : ENDPOINTS.map(skipped)),
  ];
}

function neededOf({ trunks, extensions, languages }: ConfiguredNeeds) {
  return { trunks, languages, endpoints: [...trunks, ...extensions], sounds: PROMPT_SOUNDS };
}

/** The senders for mails and SMS; of two that are only folders, one fault. */
async function examineWays({ notices, http }: Config): Promise<readonly Finding[]> {
  const senders = await createSenders(notices, http.publicUrl);
  const looked = await Promise.all(senders.map((sender) => examineWay(sender, notices.mailFrom)));
  for (const sender of senders) sender.close();
  if (notices.smtp !== null || notices.sms.kind !== 'folder') return looked;
  return looked.map((finding) =>
    finding.check === 'email' && finding.verdict === 'well'
      ? found('email', [fault('only-folder', path.resolve(notices.outboxDirectory))])
      : finding,
  );
}

async function examineWay(sender: Sender, mailFrom: string): Promise<Finding> {
  const { medium, name } = sender;
  const checked = await sender.check();
  if (checked.ok)
    return well(medium, checked.value.kind === 'folder' ? checked.value.path : checked.value.where);
  const { about, trouble } = checked.error;
  // A fault's detail is said in the language of whoever reads the log and the doctor.
  const said = deliveryTroubleInWords(trouble, 'en');
  if (medium === 'sms') return found(medium, [fault('sms-refused', name, said)]);
  return found(medium, [
    about === 'sender' ? fault('sender-refused', mailFrom, said) : fault('mail-refused', name, said),
  ]);
}
