import { parseBridgeId, parseLegId } from '../live/call-ids.ts';
import type { AsteriskSnapshot, LegId, Telephony, TelephonyEvent } from '../telephony.ts';

/** Calls that are no hotline's: those that Vigie begins itself (phones that are tried among them), and people who ring to hear their messages. */
export interface OwnCalls {
  /** Every event of the PBX passes here. True: it was theirs, and nobody else's. */
  take(event: TelephonyEvent): boolean;
  /** Whether a leg or bridge of that call, or a caller of that leg, belongs to them now. */
  owns(callOrLeg: string): boolean;
  /** Legs that they dialled and whose end they have not heard of. */
  dialled(): readonly LegId[];
  /** Asterisk is out of reach, or the service stops. Resolves when what comes of that is done. */
  cutOff(): Promise<void>;
}

/**
 * The same telephony for hotlines, from which these calls keep their events and what a snapshot shows of them. What it
 * does not show has ended unheard.
 */
export function besideOwnCalls(telephony: Telephony, kinds: readonly OwnCalls[]): Telephony {
  const isOther = (id: string) => !kinds.some((kind) => kind.owns(id));
  return {
    ...telephony,
    listen: (listener) =>
      telephony.listen((event) => {
        if (!kinds.some((kind) => kind.take(event))) listener(event);
      }),
    async snapshot() {
      const dialled = kinds.map((kind) => ({ kind, legs: kind.dialled() }));
      const snapshot = await telephony.snapshot();
      if (!snapshot.ok) return snapshot;
      const there = new Set(snapshot.value.legs.map(({ leg }) => leg));
      for (const { kind, legs } of dialled)
        for (const leg of legs)
          if (!there.has(leg))
            kind.take({ type: 'leg-ended', leg, cause: 'unreachable', why: { code: 'no-longer-there' } });
      return { ok: true, value: without(snapshot.value, isOther) };
    },
  };
}

function without(snapshot: AsteriskSnapshot, isOther: (id: string) => boolean): AsteriskSnapshot {
  return {
    legs: snapshot.legs.filter(({ leg }) => isOther(parseLegId(leg)?.callId ?? leg)),
    bridges: snapshot.bridges.filter(({ bridge }) => isOther(parseBridgeId(bridge)?.callId ?? bridge)),
    arrivals: snapshot.arrivals.filter(({ leg }) => isOther(leg)),
  };
}
