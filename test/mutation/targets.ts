/** What is mutated, and the tests nearest to it, which must notice. Files or folders, from the root. */
export interface Target {
  readonly code: string;
  /** Of a folder, those that import the mutated file, however far away. */
  readonly tests: readonly string[];
}

const CONFIGURATION = [
  'test/domain/items',
  'test/planning/import-configuration.test.ts',
  'test/planning/round-trip.test.ts',
  'test/planning/weekly-hours.test.ts',
  'test/planning/edit-schedule.test.ts',
];
const GETTING_IN = [
  'test/web/access.test.ts',
  'test/web/forgotten.test.ts',
  'test/web/step-up.test.ts',
  'test/web/mailed-links.test.ts',
  'test/web/second-factor-demanded.test.ts',
  'test/web/security-log.test.ts',
  'test/web/leavers.test.ts',
];

export const TARGETS: readonly Target[] = [
  // Who may, and who gets in.
  { code: 'src/domain/permissions.ts', tests: ['test/domain/permissions.test.ts'] },
  { code: 'src/planning/who-serves.ts', tests: ['test/planning/who-serves.test.ts'] },
  { code: 'src/accounts', tests: ['test/accounts'] },
  { code: 'src/web/access', tests: GETTING_IN },
  {
    code: 'src/web/session.ts',
    tests: ['test/web/session.test.ts', 'test/web/access.test.ts', 'test/web/leavers.test.ts'],
  },
  { code: 'src/web/gate.ts', tests: ['test/web/gate.test.ts'] },
  { code: 'src/web/origin.ts', tests: ['test/web/origin.test.ts'] },
  { code: 'src/web/tables/csv.ts', tests: ['test/web/tables/csv.test.ts'] },
  // What leaves, and what is fetched.
  { code: 'src/notices/dispatcher.ts', tests: ['test/notices/dispatcher.test.ts'] },
  {
    code: 'src/database/notices/outbox-store.ts',
    tests: ['test/database/outbox-store.test.ts', 'test/notices/dispatcher.test.ts'],
  },
  { code: 'src/notices/address-proofs.ts', tests: ['test/web/proved-addresses.test.ts'] },
  { code: 'src/calendars', tests: ['test/calendars'] },
  { code: 'src/calls/outbound-legs.ts', tests: ['test/calls/outbound-legs.test.ts'] },
  // The rules.
  { code: 'src/domain/phone-number.ts', tests: ['test/domain/phone-number.test.ts'] },
  { code: 'src/domain/read-number.ts', tests: ['test/domain/phone-number.test.ts'] },
  { code: 'src/domain/costly-numbers.ts', tests: ['test/domain/phone-number.test.ts'] },
  { code: 'src/domain/email.ts', tests: ['test/domain/email.test.ts'] },
  { code: 'src/domain/forwarded-back.ts', tests: ['test/domain/forwarded-back.test.ts'] },
  { code: 'src/domain/hotline.ts', tests: ['test/domain/hotline.test.ts'] },
  {
    code: 'src/domain/hotline-gaps.ts',
    tests: ['test/domain/opening.test.ts', 'test/calls/hotline-gaps.test.ts'],
  },
  { code: 'src/domain/person.ts', tests: ['test/domain/person.test.ts'] },
  { code: 'src/domain/trunk.ts', tests: ['test/domain/trunk.test.ts'] },
  { code: 'src/domain/opening.ts', tests: ['test/domain/opening.test.ts'] },
  { code: 'src/domain/installation', tests: ['test/domain/installation', 'test/doctor'] },
  { code: 'src/domain/swap', tests: ['test/domain/swap', 'test/planning/swaps.test.ts'] },
  { code: 'src/domain/task', tests: ['test/domain/task'] },
  { code: 'src/domain/notice', tests: ['test/domain/notice'] },
  { code: 'src/domain/mailbox', tests: ['test/domain/mailbox'] },
  { code: 'src/domain/endpoint', tests: ['test/domain/endpoint'] },
  { code: 'src/domain/schedule', tests: ['test/domain/schedule'] },
  { code: 'src/domain/escalation', tests: ['test/domain/escalation'] },
  { code: 'src/domain/sound', tests: ['test/domain/sound'] },
  { code: 'src/domain/labour', tests: ['test/domain/labour', 'test/labour'] },
  { code: 'src/domain/statistics', tests: ['test/statistics'] },
  { code: 'src/domain/items', tests: CONFIGURATION },
  {
    code: 'src/domain/planning-proposal',
    tests: [
      'test/domain/planning-proposal',
      'test/planning/propose-planning.test.ts',
      'test/planning/read-request.test.ts',
    ],
  },
];
