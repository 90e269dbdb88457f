import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { type AriGet, aorsOf, numberIn, type PjsipFields, pjsipFields } from './pjsip-config.ts';

/** How an endpoint is set up changes when somebody edits pjsip.conf; asked for more often, it would cost each call. */
const SETTINGS_HOLD_SECONDS = 600;
/** Of an endpoint that ARI tells nothing of: a phone that is made meanwhile is found soon. */
const NOTHING_HOLD_SECONDS = 30;

/** What has to be known of an endpoint before it is dialled. */
export interface PhoneSettings {
  /**
   * The address of each phone that is registered on an extension, when those are several: `PJSIP/201` alone would ring
   * one of them, which may have vanished (measured on 22.10.1: a stale one swallowed half of the calls). Empty: one at
   * most, or not known.
   */
  contacts(extension: string): Promise<readonly string[]>;
  /** Its `dtmf_mode`; null: not known. */
  keyMode(endpoint: string): Promise<string | null>;
}

interface Known {
  readonly aors: readonly string[];
  readonly mayBeSeveral: boolean;
  readonly keyMode: string | null;
}

const NOTHING: Known = { aors: [], mayBeSeveral: false, keyMode: null };

/** Asks PJSIP's settings through ARI. Whatever cannot be read is left to Asterisk, so that no call waits for it. */
export function createPhoneSettings(get: AriGet, clock: Pick<Clock, 'now'>): PhoneSettings {
  const known = new Map<string, { readonly settings: Known; readonly until: Instant }>();

  async function settingsOf(endpoint: string): Promise<Known> {
    const held = known.get(endpoint);
    if (held && clock.now() < held.until) return held.settings;
    const settings = await read(endpoint);
    // It may answer the next time.
    if (settings === null) return NOTHING;
    const seconds = settings === NOTHING ? NOTHING_HOLD_SECONDS : SETTINGS_HOLD_SECONDS;
    known.set(endpoint, { settings, until: clock.now() + seconds * SECOND });
    return settings;
  }

  /** Null: ARI did not answer. */
  async function read(endpoint: string): Promise<Known | null> {
    const fields = await pjsipFields(get, 'endpoint', endpoint);
    if (!fields.ok) return fields.error.kind === 'unavailable' ? null : NOTHING;
    const aors = aorsOf(fields.value);
    const found = await Promise.all(aors.map((aor) => pjsipFields(get, 'aor', aor)));
    if (found.some((aor) => !aor.ok && aor.error.kind === 'unavailable')) return null;
    return {
      aors,
      mayBeSeveral: aors.length > 1 || found.some((aor) => aor.ok && holdsSeveral(aor.value)),
      keyMode: fields.value.get('dtmf_mode')?.[0] ?? null,
    };
  }

  return {
    async contacts(extension) {
      const { aors, mayBeSeveral } = await settingsOf(extension);
      if (!mayBeSeveral) return [];
      const found = await Promise.all(aors.map((aor) => pjsipFields(get, 'aor', aor)));
      const addresses = [...new Set(found.flatMap((aor) => (aor.ok ? contactsIn(aor.value) : [])))];
      return addresses.length > 1 ? addresses : [];
    },
    keyMode: async (endpoint) => (await settingsOf(endpoint)).keyMode,
  };
}

function contactsIn(aor: PjsipFields): readonly string[] {
  return (aor.get('contact') ?? []).filter((contact) => contact !== '');
}

function holdsSeveral(aor: PjsipFields): boolean {
  return numberIn(aor, 'max_contacts') > 1 || contactsIn(aor).length > 1;
}
