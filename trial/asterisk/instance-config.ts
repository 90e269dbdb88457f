import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './repository.ts';

export interface InstanceConfig {
  /** The instance's directory, as this process and as Asterisk name it. */
  readonly directory: string;
  readonly insideDirectory: string;
  /** Where the installed Asterisk keeps its sounds and music, as Asterisk names it. */
  readonly dataDirectory: string;
  readonly sipPort: number;
  readonly httpPort: number;
  /** Where ARI speaks https as well; null: nowhere. */
  readonly tlsPort: number | null;
  /** First of `RTP_PORTS` neighbouring ports. */
  readonly rtpPort: number;
  readonly password: string;
  readonly globals: Readonly<Record<string, string>>;
  readonly dialplan: string;
  readonly pjsip: string;
  /** Sound files of the instance's own: name (`custom/welcome`) to file. */
  readonly sounds: Readonly<Record<string, string>>;
}

export const RTP_PORTS = 200;

/**
 * Writes everything an Asterisk of its own needs: the trial's fixed files, `asterisk-config/` included as an
 * administrator would, and in `instance/` what is this one's alone.
 */
export function writeInstance(config: InstanceConfig): void {
  const etc = path.join(config.directory, 'etc');
  for (const name of [
    'etc/instance',
    'var/keys',
    'db',
    'log',
    'run',
    'spool/recording',
    'data/sounds/custom',
  ]) {
    mkdirSync(path.join(config.directory, name), { recursive: true });
  }
  cpSync(path.join(REPOSITORY, 'docker/asterisk/etc'), etc, { recursive: true });
  cpSync(path.join(REPOSITORY, 'asterisk-config'), path.join(etc, 'vigie'), { recursive: true });
  writeFileSync(path.join(etc, 'asterisk.conf'), directories(config.insideDirectory));
  for (const [name, text] of Object.entries(instanceFiles(config))) {
    writeFileSync(path.join(etc, 'instance', name), text);
  }
  layOutSounds(config);
}

/** Everything that Asterisk writes goes to the instance's own directory. */
function directories(inside: string): string {
  const places = { etc: 'etc', varlib: 'var', db: 'db', key: 'var', data: 'data', agi: 'data' };
  const named = { ...places, spool: 'spool', run: 'run', log: 'log' };
  const lines = Object.entries(named).map(
    ([name, place]) => `ast${name}dir => ${path.posix.join(inside, place)}`,
  );
  return `[directories]\n${lines.join('\n')}\n[options]\nverbose = 3\nnocolor = yes\n`;
}

function instanceFiles(config: InstanceConfig): Record<string, string> {
  const globals = Object.entries(config.globals).map(([name, value]) => `${name}=${value}\n`);
  return {
    'http.conf': `bindport=${config.httpPort}\n${tlsLines(config)}`,
    'ari.conf': `[vigie](+)\npassword=${config.password}\n`,
    'transport.conf': `bind=127.0.0.1:${config.sipPort}\n`,
    'rtp.conf': `rtpstart=${config.rtpPort}\nrtpend=${config.rtpPort + RTP_PORTS - 1}\n`,
    'globals.conf': globals.join(''),
    'extensions.conf': config.dialplan,
    'pjsip.conf': config.pjsip,
  };
}

function tlsLines({ tlsPort, insideDirectory }: InstanceConfig): string {
  if (tlsPort === null) return '';
  const file = (name: string) => path.posix.join(insideDirectory, 'tls', name);
  return `tlsenable=yes
tlsbindaddr=127.0.0.1:${tlsPort}
tlscertfile=${file('server.pem')}
tlsprivatekey=${file('server.key')}
`;
}

/** The installed sounds and music, and beside them a `custom` folder that is this instance's alone. */
function layOutSounds(config: InstanceConfig): void {
  const data = path.join(config.directory, 'data');
  for (const name of ['moh', 'documentation', 'rest-api', 'sounds/en', 'sounds/fr']) {
    symlinkSync(path.posix.join(config.dataDirectory, name), path.join(data, name));
  }
  for (const [name, file] of Object.entries(config.sounds)) {
    const target = path.join(data, 'sounds', `${name}${path.extname(file)}`);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(file, target);
  }
}
