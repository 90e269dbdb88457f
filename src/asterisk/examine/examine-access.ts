import { WebSocket } from 'ws';
import { type Fault, type Finding, fault, found, skipped, well } from '../../domain/installation/fault.ts';
import type { Clock } from '../../runtime/clock.ts';
import { SECOND } from '../../runtime/instant.ts';
import { type AriAddress, basicAuthorization, withoutCredentials } from '../ari-address.ts';
import { ask, askGlobal } from './ask.ts';
import { REQUIRED_MODULES } from './required-modules.ts';

const SOCKET_SECONDS = 5;
/** Handoffs of the duty list of the fallback are by Asterisk's clock, plannings by ours. */
const MOST_SECONDS_APART = 5;
/** Nobody reads it. */
const WRITTEN = 'VIGIE_DOCTOR';

/** What can be seen of Asterisk before a connection is made: the way there, the log-in, what is loaded. */
export async function examineAccess(address: AriAddress, clock: Clock): Promise<readonly Finding[]> {
  const info = await ask<{ readonly system?: { readonly version?: string } }>(address, '/asterisk/info');
  const faults = info.ok ? [] : await accessFaults(address, info.error);
  const seen = info.ok ? `Asterisk ${info.value.system?.version ?? ''}, ${address.url}` : '';
  const reached = found('asterisk', faults, seen);
  if (!info.ok)
    return [
      reached,
      ...(['rights', 'websocket', 'modules', 'clocks'] as const).map((check) => skipped(check)),
    ];
  const modules = await examineModules(address);
  return [
    reached,
    await examineRights(address),
    // A missing module closes the way as well, and is the reason then.
    modules.verdict === 'faulty' ? skipped('websocket') : await examineSocket(address),
    modules,
    await examineClocks(address, clock),
  ];
}

async function accessFaults(
  address: AriAddress,
  { status, detail }: { readonly status: number; readonly detail: string },
): Promise<readonly Fault[]> {
  if (status === 401) return [fault('ari-password', address.username, detail)];
  if (status === 0) return [fault('ari-unreachable', address.url, detail)];
  // The part of ARI that is asked first may be the one that is not loaded.
  const rest = await ask(address, '/endpoints');
  if (rest.ok) return [fault('module-missing', 'res_ari_asterisk')];
  return [fault('ari-off', address.url, `${status} ${detail}`)];
}

async function examineRights(address: AriAddress): Promise<Finding> {
  const asked = await ask(address, `/asterisk/variable?variable=${WRITTEN}&value=1`, 'POST');
  if (asked.ok) return well('rights', address.username);
  if (asked.error.status === 403) return found('rights', [fault('ari-read-only', address.username)]);
  return skipped('rights');
}

async function examineModules(address: AriAddress): Promise<Finding> {
  const asked = await ask<readonly { readonly name: string; readonly status: string }[]>(
    address,
    '/asterisk/modules',
  );
  if (!asked.ok) return skipped('modules');
  const running = new Set(
    asked.value.filter(({ status }) => status === 'Running').map(({ name }) => name.replace(/\.so$/, '')),
  );
  const missing = REQUIRED_MODULES.filter((name) => !running.has(name));
  return found(
    'modules',
    missing.map((name) => fault('module-missing', name)),
    String(REQUIRED_MODULES.length),
  );
}

async function examineClocks(address: AriAddress, clock: Clock): Promise<Finding> {
  const epoch = Number(await askGlobal(address, 'EPOCH'));
  if (!(epoch > 0)) return skipped('clocks');
  const apart = Math.round(clock.now() / SECOND - epoch);
  const faults = Math.abs(apart) > MOST_SECONDS_APART ? [fault('clocks-apart', String(Math.abs(apart)))] : [];
  return found('clocks', faults);
}

/** Under a name of our own: the service keeps its application. */
async function examineSocket(address: AriAddress): Promise<Finding> {
  const refusal = await trySocket(address);
  if (refusal === null) return well('websocket');
  // Questions may still go through a connection that was kept from before the server was switched off.
  const code = /ECONNREFUSED/.test(refusal) ? 'ari-unreachable' : 'websocket-refused';
  return found('websocket', [fault(code, address.url, withoutCredentials(refusal, address))]);
}

/** Null: it was opened. */
function trySocket(address: AriAddress): Promise<string | null> {
  const url = `${address.url.replace(/^http/, 'ws')}/ari/events?app=${address.app}-socket-check`;
  const socket = new WebSocket(url, {
    headers: { authorization: basicAuthorization(address) },
    handshakeTimeout: SOCKET_SECONDS * SECOND,
    ...(address.ca === null ? {} : { ca: address.ca }),
  });
  return new Promise((resolve) => {
    const end = (refusal: string | null) => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.terminate();
      resolve(refusal);
    };
    socket.on('open', () => end(null));
    socket.on('error', (error) => end(error.message));
    socket.on('close', () => end('closed at once'));
  });
}
