import type { Language } from '../../domain/person.ts';
import { ACCESS } from '../access/access-messages.ts';
import { ACCOUNT } from '../account/account-messages.ts';
import { CALLS } from '../calls/calls-messages.ts';
import { DELIVERIES } from '../deliveries/deliveries-messages.ts';
import { DRY_RUN } from '../dry-run/dry-run-messages.ts';
import { GREETING } from '../hotlines/greeting-messages.ts';
import { HOTLINES } from '../hotlines/hotlines-messages.ts';
import { LABOUR_CHECKS } from '../labour/checks-messages.ts';
import { LABOUR } from '../labour/labour-messages.ts';
import { LABOUR_RULE_WORDS } from '../labour/rules-messages.ts';
import { STATEMENTS } from '../labour/statement-messages.ts';
import { LOG_BOOK } from '../log-book/log-book-messages.ts';
import { MY } from '../my/my-messages.ts';
import { NOTICES } from '../notices/notices-messages.ts';
import { NOTIFICATION_PREFERENCES } from '../notices/preferences-messages.ts';
import { SENDERS } from '../notices/sender-messages.ts';
import { TEXTS } from '../notices/texts-messages.ts';
import { NOW } from '../now/now-messages.ts';
import { PEOPLE } from '../people/people-messages.ts';
import { PHONES } from '../phones/phones-messages.ts';
import { CONFIRMING } from '../planning/confirmation-messages.ts';
import { PLANNING } from '../planning/planning-messages.ts';
import { READINESS } from '../planning/readiness-messages.ts';
import { SWAPS } from '../planning/swaps-messages.ts';
import { PRIVACY } from '../privacy/privacy-messages.ts';
import { SEARCH } from '../search/search-messages.ts';
import { SETTINGS } from '../settings/settings-messages.ts';
import { STATISTICS } from '../statistics/statistics-messages.ts';
import { TABLE } from '../tables/table-messages.ts';
import { TASKS } from '../tasks/tasks-messages.ts';
import { TRUNKS } from '../trunks/trunks-messages.ts';
import { WALL_LINKS } from '../wall-links/wall-links-messages.ts';
import { WISHES } from '../wishes/wishes-messages.ts';
import { SHELL } from './shell.ts';

const IN = (language: Language) => ({
  shell: SHELL[language],
  table: TABLE[language],
  access: ACCESS[language],
  now: NOW[language],
  my: MY[language],
  planning: PLANNING[language],
  confirming: CONFIRMING[language],
  readiness: READINESS[language],
  swaps: SWAPS[language],
  wishes: WISHES[language],
  wallLinks: WALL_LINKS[language],
  dryRun: DRY_RUN[language],
  calls: CALLS[language],
  tasks: TASKS[language],
  logBook: LOG_BOOK[language],
  labour: LABOUR[language],
  statements: STATEMENTS[language],
  labourRules: LABOUR_RULE_WORDS[language],
  labourChecks: LABOUR_CHECKS[language],
  notices: NOTICES[language],
  texts: TEXTS[language],
  notificationPreferences: NOTIFICATION_PREFERENCES[language],
  senders: SENDERS[language],
  deliveries: DELIVERIES[language],
  privacy: PRIVACY[language],
  people: PEOPLE[language],
  phones: PHONES[language],
  hotlines: HOTLINES[language],
  greeting: GREETING[language],
  search: SEARCH[language],
  statistics: STATISTICS[language],
  settings: SETTINGS[language],
  trunks: TRUNKS[language],
  account: ACCOUNT[language],
});

/** Every word that a page can say, in one language. */
export type Messages = ReturnType<typeof IN>;

export const MESSAGES: Readonly<Record<Language, Messages>> = { en: IN('en'), fr: IN('fr') };
