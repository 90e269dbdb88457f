import type { Language } from '../../domain/person.ts';
import { ACCESS } from '../access/access-messages.ts';
import { ACCOUNT } from '../account/account-messages.ts';
import { CALLS } from '../calls/calls-messages.ts';
import { DRY_RUN } from '../dry-run/dry-run-messages.ts';
import { GREETING } from '../hotlines/greeting-messages.ts';
import { HOTLINES } from '../hotlines/hotlines-messages.ts';
import { MY } from '../my/my-messages.ts';
import { NOW } from '../now/now-messages.ts';
import { PEOPLE } from '../people/people-messages.ts';
import { PLANNING } from '../planning/planning-messages.ts';
import { SETTINGS } from '../settings/settings-messages.ts';
import { SHELL } from './shell.ts';

const IN = (language: Language) => ({
  shell: SHELL[language],
  access: ACCESS[language],
  now: NOW[language],
  my: MY[language],
  planning: PLANNING[language],
  dryRun: DRY_RUN[language],
  calls: CALLS[language],
  people: PEOPLE[language],
  hotlines: HOTLINES[language],
  greeting: GREETING[language],
  settings: SETTINGS[language],
  account: ACCOUNT[language],
});

/** Every word that a page can say, in one language. */
export type Messages = ReturnType<typeof IN>;

export const MESSAGES: Readonly<Record<Language, Messages>> = { en: IN('en'), fr: IN('fr') };
