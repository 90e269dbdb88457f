import type { WithheldReason } from './notice.ts';

/** Why a notice was not sent, or why a gateway takes none; told in words by `words/delivery-trouble-words.ts`. */
export type DeliveryTrouble =
  /** One of our own rules. */
  | { readonly code: WithheldReason }
  /** What the server or gateway answered, in its own words. */
  | { readonly code: 'answered'; readonly said: string }
  | { readonly code: 'no-answer' }
  /** `error`: as the system names it, such as ECONNREFUSED. */
  | { readonly code: 'not-reached'; readonly error: string }
  /** The server's certificate is not one that is trusted. */
  | { readonly code: 'certificate'; readonly error: string }
  | { readonly code: 'not-written'; readonly error: string }
  | { readonly code: 'no-reference' }
  /** What was to go with it could not be made. */
  | { readonly code: 'not-made' }
  | { readonly code: 'account'; readonly status: string };

/** What the system says of a file that cannot be written or a host that cannot be reached. */
export function systemError(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: string };
  return typeof code === 'string' ? code : (name ?? 'Error');
}
