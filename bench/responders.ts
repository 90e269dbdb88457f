/** Extensions of the responders, each a phone of its own at an address that never changes. */
export const RESPONDERS = ['301', '302'] as const;
