import type { LegId } from '../calls/telephony.ts';
import type { LegEnding } from './hangup-causes.ts';

/** One side of a call, and what was seen of it so far. */
export interface Leg {
  readonly id: LegId;
  readonly role: 'caller' | 'dialled';
  /** The Asterisk channel that carries it: the leg's own name until a transfer replaces the channel. */
  channel: string;
  /** That channel's name in Asterisk (`PJSIP/202-00000001`); null: not known. */
  channelName: string | null;
  /** Of a caller: the number that they dialled. */
  dialled: string | null;
  /** Those of the same extension's other phones, which ring at the same time; none once one was answered. */
  readonly others: Set<string>;
  /** How the phones ended that are gone already. */
  ended: LegEnding[];
  ringing: boolean;
  answered: boolean;
  hungUpByUs: boolean;
  hungUpByThem: boolean;
  /** Given back to the dialplan at our request: its leaving is not a hang-up. */
  leaving: boolean;
  /** Dialled, but we never learnt whether it rings: to be hung up as soon as it shows. */
  forsaken: boolean;
  /** Its phone put somebody else in its place: the channel is theirs. */
  transferred: boolean;
  /** The phone sent the call on to this number; Asterisk's own try of it was ended. */
  forwardedTo: string | null;
}

/** The legs alive now. A leg leaves the registry when its end is told: nothing is told twice. */
export class LegRegistry {
  private readonly byId = new Map<LegId, Leg>();
  private readonly byChannel = new Map<string, Leg>();

  add(id: LegId, role: Leg['role']): Leg {
    const leg: Leg = {
      id,
      role,
      channel: id,
      channelName: null,
      dialled: null,
      others: new Set(),
      ended: [],
      ringing: false,
      answered: false,
      hungUpByUs: false,
      hungUpByThem: false,
      leaving: false,
      forsaken: false,
      transferred: false,
      forwardedTo: null,
    };
    this.byId.set(id, leg);
    this.byChannel.set(id, leg);
    return leg;
  }

  get(id: LegId): Leg | undefined {
    return this.byId.get(id);
  }

  /** In the order in which they came. */
  all(): readonly Leg[] {
    return [...this.byId.values()];
  }

  onChannel(channel: string): Leg | undefined {
    return this.byChannel.get(channel);
  }

  /** The channel to ask for: the leg's own name when it is not in the registry (after a restart). */
  channelOf(id: LegId): string {
    return this.byId.get(id)?.channel ?? id;
  }

  /** Every channel that stands for the leg. */
  channelsOf(id: LegId): readonly string[] {
    const leg = this.byId.get(id);
    return leg ? [leg.channel, ...leg.others] : [id];
  }

  /** One more phone rings for the leg. */
  join(leg: Leg, channel: string): void {
    if (channel === leg.channel) return;
    leg.others.add(channel);
    this.byChannel.set(channel, leg);
  }

  /** Of several phones one is gone; false: it was the last. */
  part(leg: Leg, channel: string): boolean {
    if (leg.others.size === 0) return false;
    if (channel === leg.channel) {
      const [next] = leg.others;
      if (next === undefined) return false;
      leg.others.delete(next);
      leg.channel = next;
    }
    leg.others.delete(channel);
    this.byChannel.delete(channel);
    return true;
  }

  /** Of several phones one was answered: the leg is that channel's alone. Gives the others, which ring no longer. */
  settle(leg: Leg, channel: string): readonly string[] {
    if (leg.others.size === 0) return [];
    const surplus = this.channelsOf(leg.id).filter((other) => other !== channel);
    for (const other of surplus) this.byChannel.delete(other);
    leg.others.clear();
    this.moveTo(leg, channel);
    return surplus;
  }

  moveTo(leg: Leg, channel: string): void {
    this.byChannel.delete(leg.channel);
    leg.channel = channel;
    leg.channelName = null;
    this.byChannel.set(channel, leg);
  }

  remove(leg: Leg): void {
    this.byId.delete(leg.id);
    for (const channel of [leg.channel, ...leg.others]) this.byChannel.delete(channel);
  }
}
