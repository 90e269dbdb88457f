/** What a swap between two people needs besides their own consent. */
export const SWAP_APPROVALS = ['none', 'supervisor'] as const;
export type SwapApproval = (typeof SWAP_APPROVALS)[number];
