import type { AlarmDetail } from '../domain/notice/alarm-detail.ts';
import type { Language } from '../domain/person.ts';
import { type InBothLanguages, inWords } from './by-code.ts';
import { ENGLISH_ALARM_DETAILS } from './english/alarm-details.ts';
import { FRENCH_ALARM_DETAILS } from './french/alarm-details.ts';

const WORDS: InBothLanguages<AlarmDetail> = { en: ENGLISH_ALARM_DETAILS, fr: FRENCH_ALARM_DETAILS };

export function alarmDetailInWords(detail: AlarmDetail, language: Language): string {
  return inWords(WORDS, detail, language);
}
