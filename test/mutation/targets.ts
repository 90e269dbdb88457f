/** What is mutated, and the tests nearest to it, which must notice. Files or folders, from the root. */
export interface Target {
  readonly code: string;
  readonly tests: readonly string[];
}

export const TARGETS: readonly Target[] = [
  { code: 'src/domain/permissions.ts', tests: ['test/domain/permissions.test.ts'] },
  { code: 'src/planning/who-serves.ts', tests: ['test/planning/who-serves.test.ts'] },
  { code: 'src/calls/outbound-legs.ts', tests: ['test/calls/outbound-legs.test.ts'] },
  { code: 'src/domain/phone-number.ts', tests: ['test/domain/phone-number.test.ts'] },
  { code: 'src/domain/opening.ts', tests: ['test/domain/opening.test.ts'] },
  { code: 'src/domain/swap', tests: ['test/domain/swap', 'test/planning/swaps.test.ts'] },
  { code: 'src/domain/task', tests: ['test/domain/task'] },
  { code: 'src/domain/notice', tests: ['test/domain/notice'] },
  { code: 'src/domain/mailbox', tests: ['test/domain/mailbox'] },
  { code: 'src/domain/endpoint', tests: ['test/domain/endpoint'] },
  { code: 'src/domain/schedule', tests: ['test/domain/schedule'] },
  { code: 'src/domain/escalation', tests: ['test/domain/escalation'] },
  { code: 'src/domain/sound', tests: ['test/domain/sound'] },
  { code: 'src/calendars/allowed-address.ts', tests: ['test/calendars'] },
  { code: 'src/calendars/fetch-calendar.ts', tests: ['test/calendars/fetch-calendar.test.ts'] },
  { code: 'src/accounts', tests: ['test/accounts', 'test/web/access.test.ts', 'test/web/step-up.test.ts'] },
  { code: 'src/web/session.ts', tests: ['test/web/session.test.ts', 'test/web/access.test.ts'] },
  { code: 'src/web/gate.ts', tests: ['test/web/who-may.test.ts'] },
  { code: 'src/web/origin.ts', tests: ['test/web/hostile.test.ts'] },
  { code: 'src/web/csv.ts', tests: ['test/web/csv.test.ts'] },
  { code: 'src/notices/dispatcher.ts', tests: ['test/notices/dispatcher.test.ts'] },
  { code: 'src/database/outbox-store.ts', tests: ['test/notices/dispatcher.test.ts'] },
  { code: 'src/notices/address-proofs.ts', tests: ['test/web/proved-addresses.test.ts'] },
];

/**
 * Mutations that no test can notice, and why: `file:what became what`. The same words twice in a file are one entry;
 * one that is noticed after all is told, so that the list does not rot.
 */
export const EXPLAINED: Readonly<Record<string, string>> = {};
