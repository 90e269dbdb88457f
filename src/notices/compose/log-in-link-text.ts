import type { LinkPurpose } from '../../accounts/account.ts';
import type { Language } from '../../domain/person.ts';
import { catalogueIn } from '../../words/phrases.ts';

/** A link by which somebody chooses a password, and whose it is. */
export interface LinkWords {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly purpose: LinkPurpose;
  /** With scheme and host. */
  readonly link: string;
}

interface Text {
  readonly subject: string;
  readonly text: string;
}

/** What a link to choose a password says; the link stands alone on its line. */
export function logInLinkText({ name, email, language, purpose, link }: LinkWords): Text {
  return catalogueIn(language, TEXTS[language][purpose](name, email, link));
}

const TEXTS = {
  fr: {
    invitation: (name: string, email: string, link: string) => ({
      subject: 'Votre accès à Vigie',
      text: `Bonjour ${name},\n\nvous êtes invité sur Vigie, l’astreinte téléphonique : votre planning, vos remplacements et les appels.\n\nChoisissez votre mot de passe :\n${link}\n\nEnsuite, connectez-vous avec l’adresse ${email}. Le lien sert une seule fois, pendant sept jours ; après cela, demandez-en un autre à votre responsable.`,
    }),
    reset: (name: string, _email: string, link: string) => ({
      subject: 'Un nouveau mot de passe pour Vigie',
      text: `Bonjour ${name},\n\nchoisissez un nouveau mot de passe :\n${link}\n\nLe lien sert une seule fois, pendant une heure. Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.`,
    }),
  },
  en: {
    invitation: (name: string, email: string, link: string) => ({
      subject: 'Your access to Vigie',
      text: `Hello ${name},\n\nyou are invited to Vigie, the on-call hotline: your duty, your replacements and the calls.\n\nChoose your password:\n${link}\n\nThen log in with the address ${email}. The link works once, within seven days; after that, ask your supervisor for another one.`,
    }),
    reset: (name: string, _email: string, link: string) => ({
      subject: 'A new password for Vigie',
      text: `Hello ${name},\n\nchoose a new password:\n${link}\n\nThe link works once, within one hour. If you did not ask for it, do nothing: your password stays as it is.`,
    }),
  },
} as const;
