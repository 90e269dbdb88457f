/**
 * Why things happened in a call, as codes and what belongs to them: written with the call, counted by statistics, put
 * into words where they are shown (`src/words/`). Names are those of then. `noted` is what an older version wrote down
 * in words of its own.
 */
type Noted = { readonly code: 'noted'; readonly text: string };

/** Until when they are on duty, `yyyy-MM-dd HH:mm` on the clocks of their schedule; null: without end. */
type Duty = { readonly until: string | null };

/** Why somebody is dialled. */
export type RingReason =
  | ({ readonly code: 'planned-shift' } & Duty)
  /** It is their turn in a rotation. */
  | ({ readonly code: 'rotation'; readonly rotation: string } & Duty)
  /** They stand in for somebody absent, whose turn it is. */
  | ({ readonly code: 'covers'; readonly whom: string; readonly rotation: string } & Duty)
  /** By an override; `whom` null: everybody. */
  | ({ readonly code: 'replaces'; readonly whom: string | null; readonly by: string | null } & Duty)
  | ({ readonly code: 'added'; readonly by: string | null } & Duty)
  /** A trainee, called beside the one on duty. */
  | ({ readonly code: 'shadow'; readonly whom: string } & Duty)
  | { readonly code: 'named-in-policy' }
  | { readonly code: 'team'; readonly team: string }
  | { readonly code: 'last-resort' }
  | Noted;

/** Why no key can be heard of a leg: how its endpoint is set up, or not one sound packet came of it. */
export type KeysUnheard = 'key-mode-none' | 'no-sound';

/** Who or what ended a try. `said` is Asterisk's or the network's own text. */
export type EndReason =
  /** The network: a Q.850 cause, and the SIP status where there was one. */
  | {
      readonly code: 'network';
      readonly q850: number;
      readonly sip: number | null;
      readonly said: string;
    }
  | { readonly code: 'no-cause' }
  /** The trunk said nothing within seconds. */
  | { readonly code: 'trunk-silent' }
  /** The trunk is known to be down, and was not asked. */
  | { readonly code: 'trunk-down' }
  | { readonly code: 'ring-time-over' }
  /** Dialled until the ring time was over, and nothing came back: a dead trunk, a phone that is off. */
  | { readonly code: 'never-rang' }
  | { readonly code: 'no-key' }
  /** No key was pressed, and none could have been heard. */
  | { readonly code: 'keys-unheard'; readonly why: KeysUnheard }
  | { readonly code: 'pressed'; readonly key: string }
  | { readonly code: 'hung-up-after-answer' }
  /** Their phone sent the caller on to another number; null: not known which. */
  | { readonly code: 'transferred'; readonly to: string | null }
  /** In the network, to a number of ours: the call came back. */
  | { readonly code: 'forwarded-back' }
  /** The phone is forwarded to another number, which is dialled in its place. */
  | { readonly code: 'forwarded-on'; readonly to: string }
  /** The phone is forwarded to another number, which is not followed. `to` is missing in calls of before. */
  | { readonly code: 'forwarded-elsewhere'; readonly to?: string }
  /** Not dialled. */
  | { readonly code: 'on-another-call' }
  | { readonly code: 'too-many-calls' }
  /** Calls of our own, which nobody rang us for, had as many phones dialled within the hour as they may. */
  | { readonly code: 'too-many-own-calls' }
  | { readonly code: 'number-not-allowed' }
  | { readonly code: 'no-trunk' }
  /** Asterisk did not do what it was asked. */
  | { readonly code: 'asterisk-refused'; readonly said: string }
  | { readonly code: 'asterisk-unavailable'; readonly said: string }
  /** Found gone when Asterisk was looked through. */
  | { readonly code: 'no-longer-there' }
  | { readonly code: 'gone-while-away' }
  | Noted;

/** What went wrong in a call, beside its tries. */
export type Trouble =
  | { readonly code: 'caller-does-not-end'; readonly requests: number }
  | { readonly code: 'leg-does-not-end'; readonly attempt: number; readonly requests: number }
  | { readonly code: 'prompt-not-played'; readonly attempt: number }
  /** Nothing was heard of either side of a conversation for so long. */
  | { readonly code: 'both-vanished'; readonly seconds: number }
  | { readonly code: 'end-unknown' }
  | { readonly code: 'message-not-recorded' }
  | { readonly code: 'service-stops' }
  | Noted;

/** Why a phone was not dialled that was to be: what Asterisk said to it, or a limit of our own calls. */
export type NotDialled = Extract<
  EndReason,
  { code: 'asterisk-refused' | 'asterisk-unavailable' | 'too-many-own-calls' }
>;

/** The phone sends its calls elsewhere, where nobody is reached for us. */
export function isForwarded(why: EndReason | null): boolean {
  return why?.code === 'forwarded-back' || why?.code === 'forwarded-elsewhere';
}
