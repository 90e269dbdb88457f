import type { Language } from '../domain/person.ts';
import type { CheckFinding } from './sender.ts';

/** What was found of a sender, as a sentence. */
export function describeFinding(finding: CheckFinding, language: Language): string {
  const french = language === 'fr';
  switch (finding.kind) {
    case 'lets-in':
      return french ? `${finding.where} répond et laisse entrer Vigie.` : `${finding.where} lets Vigie in.`;
    case 'described':
      return french
        ? `${finding.where} est décrite ; seul un message envoyé à soi-même l’essaie.`
        : `${finding.where} is described; only a message sent to yourself tries it.`;
    case 'folder':
      if (finding.medium === 'email')
        return french
          ? `Aucun serveur de courriel n’est réglé (VIGIE_SMTP_HOST) : les courriels sont écrits dans ${finding.path}.`
          : `No mail server is set (VIGIE_SMTP_HOST): mails are written to ${finding.path}.`;
      return french
        ? `Aucune passerelle SMS n’est réglée (VIGIE_SMS) : les SMS sont écrits dans ${finding.path}.`
        : `No SMS gateway is set (VIGIE_SMS): messages are written to ${finding.path}.`;
  }
}
