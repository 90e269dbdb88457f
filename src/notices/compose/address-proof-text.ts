import type { Medium } from '../../domain/notice/notice.ts';
import type { Language } from '../../domain/person.ts';
import { catalogueIn } from '../../words/phrases.ts';

/** A link that proves that an address is somebody's. */
export interface AddressProofWords {
  readonly name: string;
  readonly language: Language;
  readonly medium: Medium;
  /** With scheme and host; only a path where the public address is not known. */
  readonly link: string;
}

interface Text {
  readonly subject: string;
  readonly text: string;
}

/** What the link says to whoever reads at the address, which may be a stranger. */
export function addressProofText({ name, language, medium, link }: AddressProofWords): Text {
  const { subject, mail, sms, path } = catalogueIn(language, TEXTS[language]);
  const way = link.startsWith('/') ? path(link) : link;
  return { subject, text: medium === 'email' ? mail(name, way) : sms(name, way) };
}

const TEXTS = {
  fr: {
    subject: 'Confirmez cette adresse pour Vigie',
    mail: (name: string, way: string) =>
      `Bonjour,\n\n${name} souhaite recevoir à cette adresse les avis de Vigie, l’astreinte téléphonique. Rien n’y sera envoyé avant que vous ne le confirmiez :\n${way}\n\nLe lien sert une seule fois, pendant un jour. Si cela ne vous dit rien, ne faites rien.`,
    sms: (name: string, way: string) => `Vigie : ${name} veut recevoir ses SMS ici. Confirmez : ${way}`,
    path: (path: string) => `${path} (à ouvrir à l’adresse de votre Vigie)`,
  },
  en: {
    subject: 'Confirm this address for Vigie',
    mail: (name: string, way: string) =>
      `Hello,\n\n${name} would like to get the notices of Vigie, the on-call hotline, at this address. Nothing is sent here before you confirm it:\n${way}\n\nThe link works once, within one day. If this means nothing to you, do nothing.`,
    sms: (name: string, way: string) => `Vigie: ${name} wants their SMS sent here. Confirm: ${way}`,
    path: (path: string) => `${path} (to be opened at the address of your Vigie)`,
  },
} as const;
