import type { Language } from '../../domain/person.ts';
import { CALENDAR } from './calendar-messages.ts';
import { DRAFT } from './draft-messages.ts';
import { DUTY } from './duty-messages.ts';
import { PASTE } from './paste-messages.ts';
import { PROPOSAL } from './proposal-messages.ts';
import { SCHEDULE } from './schedule-messages.ts';

/** By subject. A key stands in one of them only: a later one would hide it. */
export const PLANNING_PARTS = [CALENDAR, DUTY, SCHEDULE, DRAFT, PROPOSAL, PASTE] as const;

const IN = (language: Language) => ({
  ...CALENDAR[language],
  ...DUTY[language],
  ...SCHEDULE[language],
  ...DRAFT[language],
  ...PROPOSAL[language],
  ...PASTE[language],
});

/** Plannings: the calendar, duties and replacements, settings, drafts, proposals. */
export const PLANNING: Readonly<Record<Language, ReturnType<typeof IN>>> = { en: IN('en'), fr: IN('fr') };
