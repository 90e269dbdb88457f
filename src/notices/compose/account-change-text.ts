import type { Language } from '../../domain/person.ts';
import type { Instant } from '../../runtime/instant.ts';
import { catalogueIn } from '../../words/phrases.ts';
import { momentPhrase } from './phrases.ts';

export const ACCOUNT_CHANGES = [
  'password-changed',
  'address-changed',
  'factor-added',
  'factor-removed',
  'passkey-added',
  'passkey-removed',
] as const;
export type AccountChange = (typeof ACCOUNT_CHANGES)[number];

/** What was done to somebody's account. */
export interface AccountChangeWords {
  readonly name: string;
  readonly language: Language;
  readonly change: AccountChange;
  /** Who did it, by name; null: they themselves. */
  readonly by: string | null;
  readonly at: Instant;
  readonly timeZone: string;
}

/** The news, and what to do if it was somebody else. */
export function accountChangeText(words: AccountChangeWords): {
  readonly subject: string;
  readonly text: string;
} {
  const { name, language, change, by, at, timeZone } = words;
  const when = momentPhrase(at, timeZone, language, at);
  const said = SAID[language][change];
  if (language === 'fr')
    return catalogueIn(language, {
      subject: `Votre compte Vigie : ${said}`,
      text: `Bonjour ${name},\n\nle ${when}, ${by ?? 'vous-même, ou quelqu’un qui s’est connecté à votre place'} : ${said}. Vos autres sessions ont été fermées.\n\nSi cela vous étonne, prévenez tout de suite votre responsable ou votre administrateur.`,
    });
  return {
    subject: `Your Vigie account: ${said}`,
    text: `Hello ${name},\n\non ${when}, by ${by ?? 'yourself, or somebody who logged in as you'}: ${said}. Your other sessions were ended.\n\nIf this surprises you, tell your supervisor or administrator at once.`,
  };
}

const SAID: Readonly<Record<Language, Readonly<Record<AccountChange, string>>>> = {
  en: {
    'password-changed': 'the password was changed',
    'address-changed': 'the e-mail to log in with was changed',
    'factor-added': 'a second factor was added',
    'factor-removed': 'the second factor was removed',
    'passkey-added': 'a passkey was added',
    'passkey-removed': 'a passkey was removed',
  },
  fr: {
    'password-changed': 'le mot de passe a été changé',
    'address-changed': 'l’adresse de connexion a été changée',
    'factor-added': 'un second facteur a été ajouté',
    'factor-removed': 'le second facteur a été retiré',
    'passkey-added': 'une clé d’accès a été ajoutée',
    'passkey-removed': 'une clé d’accès a été retirée',
  },
};
