import type { Endpoint, EndpointSource } from '../calls/endpoints/endpoints.ts';
import type { TelephonyProblem } from '../calls/telephony.ts';
import type { EndpointState } from '../domain/endpoint/endpoint-state.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { ok, type Result } from '../runtime/result.ts';
import type { AriAddress } from './ari-address.ts';
import type { AriLink } from './ari-link.ts';
import type { AriProblem } from './ari-requests.ts';
import { aorsOf, ariGet, numberIn, type PjsipFields, pjsipFields } from './pjsip-config.ts';

/** How an endpoint is set up changes when somebody edits pjsip.conf. */
const SETTINGS_HOLD_SECONDS = 600;

/** What pjsip.conf says of an endpoint. */
type Settings =
  | { readonly kind: 'no-such-endpoint' }
  | { readonly kind: 'not-told' }
  /** `isProved`: it shows by itself that it is there, by registering or by answering Asterisk's checks (qualify). */
  | { readonly kind: 'found'; readonly isProved: boolean };

interface ListedEndpoint {
  readonly technology: string;
  readonly resource: string;
  readonly state?: string;
}

/**
 * Reads PJSIP's endpoints by asking, over and over, never by subscribing: who subscribes to endpoints is told of every
 * call on every phone, and of Vigie's own legs twice, each key included (measured on 22.10.1).
 *
 * What Asterisk lists, as measured there: a phone that is registered, and a fixed address that nobody checks, are both
 * `online`; one that is not registered, or does not answer its checks, is `offline`, and cannot be dialled (500). A
 * phone that vanished stays `online` until its registration runs out, unless it is checked.
 */
export function createEndpointReader(link: AriLink, address: AriAddress, clock: Clock): EndpointSource {
  const settings = new Map<string, { readonly found: Settings; readonly until: Instant }>();

  const get = ariGet(link, address);

  async function settingsOf(name: string): Promise<Result<Settings, AriProblem>> {
    const held = settings.get(name);
    if (held && clock.now() < held.until) return ok(held.found);
    const found = await readSettings(name);
    if (found.ok)
      settings.set(name, { found: found.value, until: clock.now() + SETTINGS_HOLD_SECONDS * SECOND });
    return found;
  }

  async function readSettings(name: string): Promise<Result<Settings, AriProblem>> {
    const endpoint = await pjsipFields(get, 'endpoint', name);
    if (!endpoint.ok) return withoutSettings(endpoint.error);
    let isProved = false;
    for (const aor of aorsOf(endpoint.value)) {
      const fields = await pjsipFields(get, 'aor', aor);
      if (fields.ok) isProved ||= isSeen(fields.value);
      else if (fields.error.kind === 'unavailable') return fields;
    }
    return ok({ kind: 'found', isProved });
  }

  async function stateOf(
    name: string,
    listed: EndpointState | undefined,
  ): Promise<Result<EndpointState, AriProblem>> {
    if (listed === 'offline') return ok('offline');
    const found = await settingsOf(name);
    if (!found.ok) return found;
    const { value } = found;
    if (value.kind === 'no-such-endpoint') return ok('missing');
    // One that is not listed but exists is kept in a database (realtime), and is read when it is first used.
    return ok(listed === 'online' && value.kind === 'found' && value.isProved ? 'online' : 'unknown');
  }

  return {
    async read(names): Promise<Result<readonly Endpoint[], TelephonyProblem>> {
      const list = await get<readonly ListedEndpoint[]>('/endpoints');
      if (!list.ok) return list;
      const endpoints = new Map<string, EndpointState>();
      for (const { technology, resource, state } of list.value)
        if (technology === 'PJSIP') endpoints.set(resource, listedState(state));
      for (const name of names) {
        const state = await stateOf(name, endpoints.get(name));
        if (!state.ok) return state;
        endpoints.set(name, state.value);
      }
      return ok([...endpoints].map(([name, state]) => ({ name, state })));
    },
    async version() {
      const info = await get<{ readonly system?: { readonly version?: string } }>(
        '/asterisk/info?only=system',
      );
      return info.ok ? ok(info.value.system?.version ?? '') : info;
    },
  };
}

function listedState(state: string | undefined): EndpointState {
  return state === 'online' || state === 'offline' ? state : 'unknown';
}

/** Without either, an address stands in the file, and nobody knows whether anything is there. */
function isSeen(aor: PjsipFields): boolean {
  return numberIn(aor, 'qualify_frequency') > 0 || numberIn(aor, 'max_contacts') > 0;
}

/** An ARI that does not tell its settings leaves us without them; one that does not answer says nothing at all. */
function withoutSettings(problem: AriProblem): Result<Settings, AriProblem> {
  if (problem.kind === 'unavailable') return { ok: false, error: problem };
  return ok(problem.status === 404 ? { kind: 'no-such-endpoint' } : { kind: 'not-told' });
}
