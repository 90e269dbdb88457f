/**
 * Mutations that no test can notice, and why: `file: before → after`. The same words twice in a file are one entry; one that
 * is noticed after all is told, so that the list does not rot.
 */
export const EXPLAINED: Readonly<Record<string, string>> = {};
