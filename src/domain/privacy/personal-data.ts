import type { Kept } from '../installation/retention.ts';

/** What is recorded of a person, in the order in which it is told. */
export const PERSONAL_DATA = [
  'card',
  'account',
  'absences',
  'duty',
  'calls',
  'tasks',
  'notices',
  'interventions',
  'statements',
  'audit',
] as const;
export type PersonalData = (typeof PERSONAL_DATA)[number];

/** How long each is kept: as long as the person is here, or by a setting. */
export const KEPT_FOR: Readonly<Record<PersonalData, Kept | 'while-here' | 'as-history'>> = {
  card: 'while-here',
  account: 'while-here',
  absences: 'as-history',
  duty: 'as-history',
  calls: 'callsDays',
  tasks: 'as-history',
  notices: 'noticesDays',
  interventions: 'recordDays',
  statements: 'recordDays',
  audit: 'auditDays',
};
