import type { AlarmDetail } from '../domain/notice/alarm-detail.ts';

/** Words for what is added to an alarm, in one language. A code without words does not compile. */
export type AlarmDetailWords = {
  readonly [Code in AlarmDetail['code']]: (detail: Extract<AlarmDetail, { readonly code: Code }>) => string;
};
