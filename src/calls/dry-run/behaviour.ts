/** What someone is assumed to do when their phone is dialled. Seconds count from the first ring. */
export type Behaviour =
  /** Answers, and presses 1 `keySeconds` after. */
  | { readonly kind: 'accepts'; readonly seconds: number; readonly keySeconds: number }
  /** Answers, and presses 2 `keySeconds` after. */
  | { readonly kind: 'declines'; readonly seconds: number; readonly keySeconds: number }
  /** Answers, and no key is pressed: a mailbox, call screening, a pocket. */
  /** `staysSeconds`: it hangs up by itself that long after; absent: it never does. */
  | { readonly kind: 'mailbox'; readonly seconds: number; readonly staysSeconds?: number }
  /** Turns the call down on the phone itself. */
  | { readonly kind: 'rejects'; readonly seconds: number }
  /** `seconds`: the network gives up after so long; absent: it rings as long as it is let. */
  | { readonly kind: 'no-answer'; readonly seconds?: number }
  /** `afterRingSeconds`: it rang for so long before the network said so; absent: it never rang. */
  | { readonly kind: 'busy' | 'unreachable'; readonly afterRingSeconds?: number }
  /** On another Vigie call. */
  | { readonly kind: 'engaged' };

export const BEHAVIOURS: readonly Behaviour['kind'][] = [
  'accepts',
  'declines',
  'mailbox',
  'rejects',
  'no-answer',
  'busy',
  'unreachable',
  'engaged',
];

/** Six seconds to a phone's answer, and as many of the prompt before a key. */
const ANSWER_SECONDS = 6;
const KEY_SECONDS = 6;

/** Reads `busy`, `accepts`, `accepts:8` (answers after 8 s) or `accepts:8+3` (and 3 s later presses); null: none of them. */
export function parseBehaviour(text: string): Behaviour | null {
  const match = /^([a-z-]+)(?::(\d{1,4})(?:\+(\d{1,4}))?)?$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  const [, kind, seconds, keySeconds] = match;
  const answer = { seconds: Number(seconds ?? ANSWER_SECONDS) };
  switch (kind) {
    case 'accepts':
    case 'declines':
      return { kind, ...answer, keySeconds: Number(keySeconds ?? KEY_SECONDS) };
    case 'mailbox':
    case 'rejects':
      return keySeconds === undefined ? { kind, ...answer } : null;
    case 'no-answer':
    case 'busy':
    case 'unreachable':
    case 'engaged':
      return seconds === undefined ? { kind } : null;
    default:
      return null;
  }
}
