import type { Hotline } from '../domain/hotline.ts';
import type { Instant } from '../runtime/instant.ts';

/** A number that people on call see when they are dialled, and of which hotlines. */
export interface CardNumber {
  readonly number: string;
  readonly hotlines: readonly string[];
}

/** Which card somebody took, and when: what it held tells whether it is still good. */
export interface TakenCard {
  readonly numbers: string;
  readonly takenAt: Instant;
}

/** Where it is kept who took one. */
export interface CardStore {
  takenBy(personId: string): Promise<TakenCard | null>;
  take(personId: string, numbers: string, at: Instant): Promise<void>;
}

/** The numbers that these hotlines ring mobiles from, each once. */
export function cardNumbers(hotlines: readonly Hotline[]): readonly CardNumber[] {
  const found = new Map<string, string[]>();
  for (const { name, callerId, trunk } of hotlines) {
    if (callerId === null || trunk === null) continue;
    found.set(callerId, [...(found.get(callerId) ?? []), name]);
  }
  return [...found].map(([number, names]) => ({ number, hotlines: names }));
}

/** What makes a card the same as another. */
export function cardMark(numbers: readonly CardNumber[]): string {
  return numbers
    .map(({ number }) => number)
    .toSorted()
    .join(' ');
}

/** The card as telephones read it (vCard 3.0, RFC 2426): one contact with every number. */
export function vCard(name: string, numbers: readonly CardNumber[]): string {
  const escaped = (text: string) => text.replace(/[\\,;]/g, '\\$&').replace(/\r?\n/g, ' ');
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${escaped(name)};;;;`,
    `FN:${escaped(name)}`,
    ...numbers.map(({ number }) => `TEL;TYPE=WORK,VOICE:${number}`),
    'END:VCARD',
    '',
  ].join('\r\n');
}
