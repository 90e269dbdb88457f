import type { EndpointState } from '../../domain/endpoint/endpoint-state.ts';
import type { Instant } from '../../runtime/instant.ts';
import { type Health, PROOF_HOLDS_MS } from '../health.ts';
import type { Messages } from '../messages/messages.ts';

/** Something technical that is well, out of order, or of which nobody knows. */
export interface HealthSign {
  readonly tone: 'good' | 'bad' | 'soft';
  readonly text: string;
}

/** What is known of the machinery at a moment. */
export interface Machinery {
  readonly health: Pick<Health, 'asterisk' | 'recordsWaiting' | 'dialplan'>;
  /** How long ago the dialplan was last shown that Vigie hears it; null: never. */
  readonly proofAge: number | null;
  /** What else is out of order, as sentences. */
  readonly troubles: readonly string[];
  readonly testCalls: readonly {
    readonly number: string;
    readonly endedAt: Instant | null;
    readonly faults: readonly { readonly title: string }[];
  }[];
  readonly trunks: readonly { readonly name: string; readonly state: EndpointState }[];
  /** Nothing leaves: every sender only writes files. */
  readonly onlyWritten: boolean;
  /** Senders that keep failing, as sentences. */
  readonly alarms: readonly string[];
}

/** Every technical sign; those that are out of order are for everybody, the others for administrators. */
export function healthSigns(
  { health, proofAge, troubles, testCalls, trunks, onlyWritten, alarms }: Machinery,
  t: Messages,
  format: { length(milliseconds: number): string; moment(at: Instant): string },
): readonly HealthSign[] {
  const isConnected = health.asterisk === 'connected';
  const sign = (isWell: boolean, text: string): HealthSign => ({ tone: isWell ? 'good' : 'bad', text });
  const broken = (text: string) => sign(false, text);
  return [
    sign(isConnected, t.now.asterisk[health.asterisk]),
    sign(
      proofAge !== null && proofAge < PROOF_HOLDS_MS,
      proofAge === null ? t.now.noProof : t.now.proof(format.length(proofAge)),
    ),
    sign(
      health.recordsWaiting === 0,
      health.recordsWaiting === 0 ? t.now.allWritten : t.now.waiting(health.recordsWaiting),
    ),
    ...(alarms.length > 0 ? alarms.map(broken) : [leaving(onlyWritten, t)]),
    ...(health.dialplan === 'older' || health.dialplan === 'missing'
      ? [broken(t.now.dialplan[health.dialplan])]
      : []),
    ...troubles.map(broken),
    ...testCalls.flatMap(({ number, endedAt, faults }) => {
      if (endedAt === null) return [];
      const isWell = faults.length === 0;
      const told = t.now.testCall(number, format.moment(endedAt), isWell);
      return [sign(isWell, [told, ...faults.map(({ title }) => title)].join(' · '))];
    }),
    ...trunks.map(({ name, state }): HealthSign => {
      const tone = state === 'online' ? 'good' : state === 'unknown' ? 'soft' : 'bad';
      const how = isConnected ? t.phones.trunkStates[state] : t.phones.signs['not-known'];
      return { tone, text: `${t.phones.trunk(name)} ${how}` };
    }),
  ];
}

/** A choice of whoever set it up, and yet not well. */
function leaving(onlyWritten: boolean, t: Messages): HealthSign {
  return onlyWritten
    ? { tone: 'soft', text: t.deliveries.onlyWritten }
    : { tone: 'good', text: t.deliveries.well };
}
