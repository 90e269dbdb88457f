import type { CalendarTrouble } from '../domain/calendar-trouble.ts';
import type { Language } from '../domain/person.ts';
import type { CalendarTroubleWords } from './calendar-trouble-catalogue.ts';
import { ENGLISH_CALENDAR_TROUBLES } from './english/calendar-troubles.ts';
import { FRENCH_CALENDAR_TROUBLES } from './french/calendar-troubles.ts';

const WORDS: Readonly<Record<Language, CalendarTroubleWords>> = {
  en: ENGLISH_CALENDAR_TROUBLES,
  fr: FRENCH_CALENDAR_TROUBLES,
};

export function calendarTroubleInWords(trouble: CalendarTrouble, language: Language): string {
  return (WORDS[language][trouble.code] as (trouble: CalendarTrouble) => string)(trouble);
}
