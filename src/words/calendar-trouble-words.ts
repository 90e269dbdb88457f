import type { CalendarTrouble } from '../domain/calendar-trouble.ts';
import type { Language } from '../domain/person.ts';
import { type InBothLanguages, inWords } from './by-code.ts';
import { ENGLISH_CALENDAR_TROUBLES } from './english/calendar-troubles.ts';
import { FRENCH_CALENDAR_TROUBLES } from './french/calendar-troubles.ts';

const WORDS: InBothLanguages<CalendarTrouble> = {
  en: ENGLISH_CALENDAR_TROUBLES,
  fr: FRENCH_CALENDAR_TROUBLES,
};

export function calendarTroubleInWords(trouble: CalendarTrouble, language: Language): string {
  return inWords(WORDS, trouble, language);
}
