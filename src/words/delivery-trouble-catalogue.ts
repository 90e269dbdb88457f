import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';

/** Words for every trouble with sending, in one language. A code without words does not compile. */
export type DeliveryTroubleWords = {
  readonly [Code in DeliveryTrouble['code']]: (
    trouble: Extract<DeliveryTrouble, { readonly code: Code }>,
  ) => string;
};
