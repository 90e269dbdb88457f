import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import type { Language } from '../domain/person.ts';
import { type InBothLanguages, inWords } from './by-code.ts';
import { ENGLISH_DELIVERY_TROUBLES } from './english/delivery-troubles.ts';
import { FRENCH_DELIVERY_TROUBLES } from './french/delivery-troubles.ts';

const WORDS: InBothLanguages<DeliveryTrouble> = {
  en: ENGLISH_DELIVERY_TROUBLES,
  fr: FRENCH_DELIVERY_TROUBLES,
};

export function deliveryTroubleInWords(trouble: DeliveryTrouble, language: Language): string {
  return inWords(WORDS, trouble, language);
}
