/** What the person holding a simulated phone does. Times are milliseconds since the thing before. */
export type Behaviour =
  | { readonly kind: 'answers'; readonly afterMs: number; readonly acts: readonly Act[] }
  | { readonly kind: 'rejects'; readonly afterMs: number; readonly status: number }
  | { readonly kind: 'forwards'; readonly to: string }
  /** Rings (180) and leaves it at that. */
  | { readonly kind: 'rings' }
  /** Says 100 and nothing more: a phone whose network lost it. */
  | { readonly kind: 'silent' };

/** What is done on a call that is up. */
export type Act =
  | { readonly kind: 'press'; readonly keys: string; readonly afterMs: number }
  | { readonly kind: 'hang-up'; readonly afterMs: number }
  /** A steady tone of `hz` from then on: somebody speaks. */
  | { readonly kind: 'speak'; readonly hz: number; readonly afterMs: number };

/** Rings for `afterMs`, answers, does `acts` in order, and stays until the other side hangs up. */
export function answers({ afterMs = 100 }: { afterMs?: number } = {}, ...acts: Act[]): Behaviour {
  return { kind: 'answers', afterMs, acts };
}

/** Turns the call down with a SIP status: 486 busy, 603 declined, 480 away, 503 out of order… */
export function rejects(status: number, { afterMs = 0 }: { afterMs?: number } = {}): Behaviour {
  return { kind: 'rejects', afterMs, status };
}

/** Call forwarding set on the phone: 302 with the other number, before it rings. */
export function forwards(to: string): Behaviour {
  return { kind: 'forwards', to };
}

/** Rings until the caller gives up, or until the test says `answer()`. */
export function ringsOn(): Behaviour {
  return { kind: 'rings' };
}

/** Never rings and never refuses. */
export function staysSilent(): Behaviour {
  return { kind: 'silent' };
}

/** Presses keys (`1`, `*1`), as RFC 4733 events. */
export function presses(keys: string, { afterMs = 300 }: { afterMs?: number } = {}): Act {
  return { kind: 'press', keys, afterMs };
}

export function hangsUp({ afterMs }: { afterMs: number }): Act {
  return { kind: 'hang-up', afterMs };
}

/** Speaks in a voice of one's own: the other side `hears(hz)`. */
export function speaks({ hz = 400, afterMs = 0 }: { hz?: number; afterMs?: number } = {}): Act {
  return { kind: 'speak', hz, afterMs };
}
