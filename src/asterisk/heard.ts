import type { TelephonyProblem } from '../calls/telephony.ts';
import type { Heard } from '../domain/escalation/ear.ts';
import { ok, type Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';

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
