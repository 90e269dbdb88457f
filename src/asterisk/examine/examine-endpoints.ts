import { type Fault, type Finding, fault, found, skipped } from '../../domain/installation/fault.ts';
import type { AriAddress } from '../ari-address.ts';
import { ask } from './ask.ts';

/** What calls need of Asterisk, as the configuration has it. */
export interface NeededOfAsterisk {
  readonly trunks: readonly string[];
  /** Trunks and extensions: a key has to be heard on each. */
  readonly endpoints: readonly string[];
  readonly languages: readonly string[];
  /** Names of sounds that prompts are made of, as Asterisk has them in each language. */
  readonly sounds: readonly string[];
}

interface Listed {
  readonly resource: string;
  readonly state?: string;
}

/** Codecs in which tones survive in the sound. */
const TONES_SURVIVE = /\b(?:ulaw|alaw|slin\d*|g722)\b/;

/** The trunks, whether keys are heard on them and on the phones, and the sounds of each language. */
export async function examineEndpoints(
  address: AriAddress,
  needed: NeededOfAsterisk,
): Promise<readonly Finding[]> {
  return [
    await examineTrunks(address, needed.trunks),
    await examineKeys(address, needed.endpoints),
    await examineSounds(address, needed),
  ];
}

async function examineTrunks(address: AriAddress, trunks: readonly string[]): Promise<Finding> {
  const listed = await ask<readonly Listed[]>(address, '/endpoints/PJSIP');
  if (!listed.ok) return skipped('trunks');
  const states = new Map(listed.value.map(({ resource, state }) => [resource, state]));
  const faults: Fault[] = [];
  for (const trunk of trunks) {
    // One that is kept in a database (realtime) is listed only once it was used.
    const exists = states.has(trunk) || (await settingsOf(address, trunk)) !== null;
    if (!exists) faults.push(fault('trunk-unknown', trunk));
    else if (states.get(trunk) === 'offline') faults.push(fault('trunk-down', trunk));
  }
  return found('trunks', faults, trunks.join(', '));
}

async function examineKeys(address: AriAddress, endpoints: readonly string[]): Promise<Finding> {
  const faults: Fault[] = [];
  for (const endpoint of endpoints) {
    const settings = await settingsOf(address, endpoint);
    const unheard = settings === null ? null : whyUnheard(settings);
    if (unheard !== null) faults.push(fault('keys-unheard', endpoint, unheard));
  }
  return found('keys', faults, String(endpoints.length));
}

/** The setting by which no key is heard; null: keys may be heard. */
function whyUnheard(settings: ReadonlyMap<string, string>): string | null {
  const mode = settings.get('dtmf_mode') ?? '';
  const codecs = settings.get('allow') ?? '';
  if (mode === 'none') return 'dtmf_mode=none';
  if (mode === 'inband' && !TONES_SURVIVE.test(codecs)) return `dtmf_mode=inband, allow=${codecs}`;
  if (['true', 'yes'].includes(settings.get('direct_media') ?? '')) return 'direct_media=yes';
  return null;
}

async function settingsOf(
  address: AriAddress,
  endpoint: string,
): Promise<ReadonlyMap<string, string> | null> {
  const path = `/asterisk/config/dynamic/res_pjsip/endpoint/${encodeURIComponent(endpoint)}`;
  const read = await ask<readonly { readonly attribute: string; readonly value: string }[]>(address, path);
  return read.ok ? new Map(read.value.map(({ attribute, value }) => [attribute, value])) : null;
}

async function examineSounds(address: AriAddress, { languages, sounds }: NeededOfAsterisk): Promise<Finding> {
  const faults: Fault[] = [];
  for (const language of languages) {
    const listed = await ask<readonly { readonly id: string }[]>(address, `/sounds?lang=${language}`);
    // Of a language of which it has none, it says 404.
    if (!listed.ok && listed.error.status !== 404) return skipped('sounds');
    const there = new Set(listed.ok ? listed.value.map(({ id }) => id) : []);
    const missing = sounds.filter((name) => !there.has(name));
    if (missing.length > 0) faults.push(fault('sounds-missing', language, missing.slice(0, 5).join(', ')));
  }
  return found('sounds', faults, languages.join(', '));
}
