import type { NoticeState } from './notice.ts';

/** What a gateway tells later of a message it took. */
export const DELIVERY_REPORTS = ['on-its-way', 'delivered', 'undelivered'] as const;
export type DeliveryReport = (typeof DELIVERY_REPORTS)[number];

/**
 * Reports come in any order, and more than once: what is final stays, and a later "on its way" takes nothing back.
 * A report may even overtake our own note that the gateway took the message.
 */
export function afterReport(state: NoticeState, report: DeliveryReport): NoticeState {
  if (state === 'delivered' || report === 'on-its-way') return state;
  if (report === 'delivered') return 'delivered';
  return 'failed';
}
