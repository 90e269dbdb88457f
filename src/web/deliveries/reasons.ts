import { WITHHELD_REASONS } from '../../domain/notice/notice.ts';
import type { Messages } from '../messages/messages.ts';

/** Our own reasons in the reader's words; a gateway's in the gateway's. */
export function reasonInWords(detail: string | null, t: Messages): string {
  const ours = WITHHELD_REASONS.find((reason) => reason === detail);
  return ours === undefined ? (detail ?? '') : t.deliveries.reasons[ours];
}
