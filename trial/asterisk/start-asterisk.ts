import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { waitUntil } from '../wait-until.ts';
import { type AriAccess, type AriObserver, ariRequest, observeAri } from './ari-observer.ts';
import type { AsteriskHost, Way } from './asterisk-host.ts';
import { certify } from './certify.ts';
import { openAsteriskHost } from './find-asterisk.ts';
import { freePorts } from './free-ports.ts';
import { RTP_PORTS, writeInstance } from './instance-config.ts';
import { outputOf, type Program } from './leash.ts';

export interface TrialOptions {
  /** Otherwise VIGIE_TRIAL, or the first way that is open. */
  readonly way?: Way;
  /** More dialplan, with its own contexts. */
  readonly dialplan?: string;
  /** Dialplan globals. */
  readonly globals?: Readonly<Record<string, string>>;
  /** More of pjsip.conf. */
  readonly pjsip?: string;
  /** Sounds of the instance's own: name as dialled (`custom/welcome`) to a file that Asterisk can read. */
  readonly sounds?: Readonly<Record<string, string>>;
  /** ARI by https as well, with a certificate that only an authority of the instance's own vouches for. */
  readonly https?: boolean;
}

/** An Asterisk of one's own, with the demo's phones and carrier in it, until stopped. */
export interface TrialAsterisk extends AriAccess, AriObserver {
  /** Where it runs; phones run there too. */
  readonly host: AsteriskHost;
  readonly sipHost: string;
  readonly sipPort: number;
  /** Where ARI speaks https, and the certificate (PEM) of the authority behind it; null unless asked for. */
  readonly https: { readonly url: string; readonly ca: string } | null;
  /** What the Asterisk console answers to a command. */
  cli(command: string): Promise<string>;
  /** Its log so far. */
  log(): string;
  /** Ends it as a power cut does, and starts it again where it was: same ports, same database. */
  crash(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 30_000;
const LOG_TAIL = 4_000;

/** Starts a fresh Asterisk, or takes the one the environment gives. */
export async function startAsterisk(options: TrialOptions = {}): Promise<TrialAsterisk> {
  const host = await openAsteriskHost(options.way);
  try {
    return host.way === 'given' ? await useGiven(host, options) : await startFresh(host, options);
  } catch (error) {
    await host.close();
    throw error;
  }
}

async function startFresh(host: AsteriskHost, options: TrialOptions): Promise<TrialAsterisk> {
  const [sipPort, httpPort] = [await freePorts(), await freePorts()];
  const password = randomBytes(12).toString('hex');
  const tlsPort = options.https ? await freePorts() : null;
  const ca = tlsPort === null ? '' : await certify(host);
  writeInstance({
    directory: host.directory,
    insideDirectory: host.insideDirectory,
    dataDirectory: await findDataDirectory(host),
    sipPort,
    httpPort,
    tlsPort,
    rtpPort: await freePorts(RTP_PORTS),
    password,
    globals: options.globals ?? {},
    dialplan: options.dialplan ?? '',
    pjsip: options.pjsip ?? '',
    sounds: options.sounds ?? {},
  });
  const settings = path.posix.join(host.insideDirectory, 'etc/asterisk.conf');
  let program = host.start(['asterisk', '-C', settings, '-f']);
  const access = { ariUrl: `http://127.0.0.1:${httpPort}`, username: 'vigie', password };
  const cli = async (command: string) => {
    const console = host.start(['asterisk', '-C', settings, '-rx', command]);
    return outputOf(console, `asterisk -rx "${command}"`);
  };
  const log = () => logOf(host);
  await untilReady(access, program, log);
  await cli('core waitfullybooted');
  return {
    ...access,
    ...observeAri(access),
    host,
    sipHost: '127.0.0.1',
    sipPort,
    https: tlsPort === null ? null : { url: `https://127.0.0.1:${tlsPort}`, ca },
    cli,
    log,
    async crash() {
      const pidFile = path.posix.join(host.insideDirectory, 'run/asterisk.pid');
      await outputOf(host.start(['sh', '-c', `kill -9 "$(cat ${pidFile})"`]), 'killing Asterisk');
      await program.exited;
    },
    async startAgain() {
      program = host.start(['asterisk', '-C', settings, '-f']);
      await untilReady(access, program, log);
      await cli('core waitfullybooted');
    },
    async stop() {
      await program.stop();
      await host.close();
    },
  };
}

/** The Asterisk that the environment gives is left as it is: nothing can be added to it, and nobody stops it. */
async function useGiven(host: AsteriskHost, options: TrialOptions): Promise<TrialAsterisk> {
  if (Object.keys(options).some((name) => name !== 'way')) {
    throw new Error('an Asterisk given by the environment takes no dialplan, PJSIP or sounds of a test');
  }
  const [sipHost, sipPort] = (process.env.VIGIE_TRIAL_SIP_ADDRESS ?? '127.0.0.1:5060').split(':');
  const access = {
    ariUrl: process.env.VIGIE_TRIAL_ARI_URL ?? '',
    username: process.env.VIGIE_TRIAL_USERNAME ?? 'vigie',
    password: process.env.VIGIE_TRIAL_PASSWORD ?? '',
  };
  await ariRequest(access, 'GET', '/asterisk/info');
  return {
    ...access,
    ...observeAri(access),
    host,
    sipHost: sipHost ?? '127.0.0.1',
    sipPort: Number(sipPort ?? 5060),
    https: null,
    cli: () =>
      Promise.reject(new Error('the console of an Asterisk given by the environment is out of reach')),
    log: () => '',
    crash: () => Promise.reject(new Error('an Asterisk given by the environment is left as it is')),
    startAgain: () => Promise.resolve(),
    stop: () => host.close(),
  };
}

async function untilReady(access: AriAccess, program: Program, log: () => string): Promise<void> {
  let ended = false;
  program.exited.then(() => {
    ended = true;
  });
  const what = () => `Asterisk answers\n${program.output()}\n${log().slice(-LOG_TAIL)}`;
  await waitUntil(
    what,
    () => ended || ariRequest(access, 'GET', '/asterisk/info').catch(() => null),
    START_LIMIT_MS,
  );
  if (ended)
    throw new Error(`Asterisk ended while starting:\n${program.output()}\n${log().slice(-LOG_TAIL)}`);
}

function logOf(host: AsteriskHost): string {
  const file = path.join(host.directory, 'log/messages');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Distributions differ: Debian keeps sounds in /usr/share, Asterisk's own make install in /var/lib. */
async function findDataDirectory(host: AsteriskHost): Promise<string> {
  const look =
    'for d in /usr/share/asterisk /var/lib/asterisk; do [ -d $d/sounds ] && echo $d && exit; done; exit 1';
  return (await outputOf(host.start(['sh', '-c', look]), 'looking for the sounds of Asterisk')).trim();
}
