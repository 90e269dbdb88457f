import type { CallState } from '../../domain/escalation/call-state.ts';
import type { CallSnapshot } from '../../domain/escalation/reconcile.ts';
import type { AsteriskSnapshot, LegId } from '../telephony.ts';
import { bridgeId, legId, parseBridgeId, parseLegId } from './call-ids.ts';

/** What a snapshot of the PBX says of one call. */
export function snapshotOf(
  snapshot: AsteriskSnapshot,
  state: CallState,
  callerLeg: LegId,
  asked: Pick<CallSnapshot, 'saying' | 'recording' | 'callerTaken'>,
): CallSnapshot {
  const { callId } = state.facts;
  const caller = snapshot.legs.find(({ leg }) => leg === callerLeg);
  return {
    callerPresent: caller !== undefined,
    callerAnswered: caller?.answered === true,
    legs: state.legs.flatMap(({ attempt }) => {
      const seen = snapshot.legs.find(({ leg }) => leg === legId(callId, attempt));
      return seen ? [{ attempt, answered: seen.answered }] : [];
    }),
    joined: snapshot.bridges.some(
      ({ bridge, legs }) =>
        state.bridge !== null &&
        bridge === bridgeId(callId, state.bridge) &&
        legs.includes(callerLeg) &&
        legs.length > 1,
    ),
    ...asked,
  };
}

/** What the PBX holds of ours that belongs to no call. */
export interface Strays {
  readonly legs: readonly LegId[];
  readonly callers: readonly LegId[];
  readonly bridges: readonly string[];
}

/**
 * Everything in the snapshot that none of the calls knows. `isCaller`: the caller of a live call.
 * Never touches what is not ours: a snapshot holds only our legs, our callers and our bridges.
 */
export function straysIn(
  snapshot: AsteriskSnapshot,
  stateOf: (callId: string) => CallState | null,
  isCaller: (leg: LegId) => boolean,
): Strays {
  const ours = snapshot.legs.map(({ leg }) => ({ leg, dialled: parseLegId(leg) }));
  return {
    legs: ours.flatMap(({ leg, dialled }) =>
      dialled && !stateOf(dialled.callId)?.legs.some(({ attempt }) => attempt === dialled.attempt)
        ? [leg]
        : [],
    ),
    callers: ours.flatMap(({ leg, dialled }) => (dialled === null && !isCaller(leg) ? [leg] : [])),
    bridges: snapshot.bridges.flatMap(({ bridge }) => {
      const parsed = parseBridgeId(bridge);
      return parsed && stateOf(parsed.callId)?.bridge !== parsed.bridge ? [bridge] : [];
    }),
  };
}
