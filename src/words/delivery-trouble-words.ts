import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { Language } from '../domain/person.ts';
import type { DeliveryTroubleWords } from './delivery-trouble-catalogue.ts';
import { ENGLISH_DELIVERY_TROUBLES } from './english/delivery-troubles.ts';
import { FRENCH_DELIVERY_TROUBLES } from './french/delivery-troubles.ts';

const WORDS: Readonly<Record<Language, DeliveryTroubleWords>> = {
  en: ENGLISH_DELIVERY_TROUBLES,
  fr: FRENCH_DELIVERY_TROUBLES,
};

export function deliveryTroubleInWords(trouble: DeliveryTrouble, language: Language): string {
  return (WORDS[language][trouble.code] as (trouble: DeliveryTrouble) => string)(trouble);
}
