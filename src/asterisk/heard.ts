import type { TelephonyProblem } from '../calls/telephony.ts';
import type { Heard } from '../domain/escalation/ear.ts';
import type { KeysUnheard } from '../domain/escalation/reasons.ts';
import { ok, type Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';
import type { PhoneSettings } from './phone-settings.ts';

/** Sound packets of a channel so far. One without RTP of its own, such as a Local channel, has none to count. */
export async function heardOf(
  link: AriLink,
  channelId: string,
  alsoHeld: boolean,
): Promise<Result<Heard, TelephonyProblem>> {
  const counted = await link.request((client) => client.channels.rtpstatistics({ channelId }));
  if (!counted.ok) return counted.error.kind === 'refused' ? ok(null) : counted;
  const held = alsoHeld
    ? await link.request((client) =>
        client.channels.getChannelVar({ channelId, variable: 'CHANNEL(rtp,hold)' }),
      )
    : null;
  return ok({ packets: counted.value.rxcount, held: held?.ok === true && held.value.value === '1' });
}

/** `PJSIP/202-00000001`. */
const PHONE = /^PJSIP\/(.+)-[0-9a-f]+$/;
/** Keys as SIP messages, whatever becomes of the sound. */
const KEYS_WITHOUT_SOUND = ['info', 'auto_info'];

/**
 * What is known of keys: the endpoint's `dtmf_mode`, and whether sound comes at all. What the two sides agreed on cannot
 * be read through ARI; Vigie rings phones with `auto`, which hears telephone-events and tones alike (see `ring.ts`).
 */
export async function keysUnheardOf(
  link: AriLink,
  phones: Pick<PhoneSettings, 'keyMode'>,
  channelId: string,
): Promise<Result<KeysUnheard | null, TelephonyProblem>> {
  const channel = await link.request((client) => client.channels.get({ channelId }));
  if (!channel.ok) return channel;
  const endpoint = PHONE.exec(channel.value.name)?.[1];
  if (endpoint === undefined) return ok(null);
  const mode = await phones.keyMode(endpoint);
  if (mode === 'none') return ok('key-mode-none');
  if (mode !== null && KEYS_WITHOUT_SOUND.includes(mode)) return ok(null);
  const heard = await heardOf(link, channelId, false);
  if (!heard.ok) return heard;
  return ok(heard.value?.packets === 0 ? 'no-sound' : null);
}
