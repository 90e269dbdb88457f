import type { Language } from '../../domain/person.ts';

/** The texts of one kind of notice in one language. `{word}` stands for what is known of the occasion. */
export interface Template {
  readonly subject: string;
  readonly body: string;
  readonly sms: string;
}

/** Everything that is said of one kind of notice. SMS keep to letters of GSM-7 (é è à ù, no ê, ç or ’), to fit one segment. */
export interface KindTexts extends Readonly<Record<Language, Template & KindName>> {
  /** The words that its texts may use. `link` is empty when Vigie has no public address. */
  readonly words: readonly string[];
  /** Without these it is of no use. */
  readonly needed?: readonly string[];
}

/** What pages call it. */
interface KindName {
  readonly name: string;
  /** Who gets it, and when. */
  readonly to: string;
}
