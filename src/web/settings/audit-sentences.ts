import type { Language } from '../../domain/person.ts';
import type { AuditEntry } from '../../planning/audit-log.ts';
import { phrasesIn, sentence, setIn } from '../../words/phrases.ts';

/** What something is called as the object of a sentence, by the kind of it; `name` is what people call it. */
type Things = Readonly<Record<string, (name: string) => string>>;
/** What somebody did: a whole sentence of who did it, to what, and of whom or which it was. */
type Deeds = Readonly<Record<string, (who: string, what: string, name: string) => string>>;

const { of: duNom } = phrasesIn('fr');

const THINGS: Readonly<Record<Language, Things>> = {
  en: {
    people: (name) => `the card of ${name}`,
    teams: (name) => `the team ${name}`,
    schedules: (name) => `the schedule ${name}`,
    policies: (name) => `the escalation ${name}`,
    hotlines: (name) => `the hotline ${name}`,
    trunks: (name) => `the trunk ${name}`,
    accounts: (name) => `the account of ${name}`,
    calls: () => 'a call',
    messages: () => 'a voice message',
    publications: (name) => `publication ${name}`,
    notices: () => 'a notice',
    'notice-wishes': (name) => `what ${name} is told`,
    'notice-texts': (name) => `the text ${name}`,
    phones: (name) => `a phone of ${name}`,
    absences: (name) => `the absences of ${name}`,
    drafts: (name) => `the draft ${name}`,
    swaps: (name) => `swap ${name}`,
    'calendar feeds': () => 'a calendar feed',
    'absence calendars': () => 'a calendar of absences',
    'labour-rules': (name) => `the rest and pay rules of ${name}`,
    'labour-people': (name) => `the working hours of ${name}`,
    'wish rounds': () => 'a round of wishes',
    'wall links': (name) => `the wall link ${name}`,
  },
  fr: {
    people: (name) => `la fiche ${duNom(name)}`,
    teams: (name) => `l’équipe ${name}`,
    schedules: (name) => `le planning ${name}`,
    policies: (name) => `l’escalade ${name}`,
    hotlines: (name) => `la ligne ${name}`,
    trunks: (name) => `le trunk ${name}`,
    accounts: (name) => `le compte ${duNom(name)}`,
    calls: () => 'un appel',
    messages: () => 'un message vocal',
    publications: (name) => `la publication ${name}`,
    notices: () => 'une notification',
    'notice-wishes': (name) => `le choix des notifications ${duNom(name)}`,
    'notice-texts': (name) => `le texte ${name}`,
    phones: (name) => `un téléphone ${duNom(name)}`,
    absences: (name) => `les absences ${duNom(name)}`,
    drafts: (name) => `le brouillon ${name}`,
    swaps: (name) => `l’échange ${name}`,
    'calendar feeds': () => 'un abonnement au calendrier',
    'absence calendars': () => 'un calendrier d’absences',
    'labour-rules': (name) => `les règles de repos et de paie ${duNom(name)}`,
    'labour-people': (name) => `les horaires ${duNom(name)}`,
    'wish rounds': () => 'un recueil de souhaits',
    'wall links': (name) => `le lien d’affichage ${name}`,
  },
};

const DEEDS: Readonly<Record<Language, Deeds>> = {
  en: {
    added: (who, what) => `${who} added ${what}`,
    changed: (who, what) => `${who} changed ${what}`,
    removed: (who, what) => `${who} deleted ${what}`,
    acknowledged: (who, what) => `${who} acknowledged ${what}`,
    ended: (who, what) => `${who} ended ${what}`,
    'password changed': (who, _, name) => `${who} changed the password of ${name}`,
    'second factor added': (who, what) => `${who} added a second factor to ${what}`,
    'second factor removed': (who, what) => `${who} removed the second factor of ${what}`,
    'passkey added': (who, what) => `${who} added a passkey to ${what}`,
    'passkey removed': (who, what) => `${who} removed a passkey of ${what}`,
    'logged in': (who) => `${who} logged in`,
    locked: (who, what) => `${what} was locked after wrong tries from ${who}`,
    'PIN set': (who, _, name) => `${who} set the PIN of ${name}`,
    'PIN removed': (who, _, name) => `${who} removed the PIN of ${name}`,
    'PIN locked': (_, __, name) => `the PIN of ${name} was locked after wrong tries`,
    'sent again': (who, what) => `${who} sent ${what} again`,
    'test sent': (who) => `${who} sent a test notice`,
    tested: (who, what) => `${who} tried ${what}`,
    erased: (who) => `${who} erased what was recorded of somebody, on request`,
  },
  fr: {
    added: (who, what) => `${who} a ajouté ${what}`,
    changed: (who, what) => `${who} a modifié ${what}`,
    removed: (who, what) => `${who} a supprimé ${what}`,
    acknowledged: (who, what) => `${who} a pris connaissance ${duNom(what)}`,
    ended: (who, what) => `${who} a mis fin à ${what}`,
    'password changed': (who, _, name) => `${who} a changé le mot de passe ${duNom(name)}`,
    'second factor added': (who, _, name) => `${who} a ajouté un second facteur au compte ${duNom(name)}`,
    'second factor removed': (who, _, name) => `${who} a retiré le second facteur du compte ${duNom(name)}`,
    'passkey added': (who, _, name) => `${who} a ajouté une clé d’accès au compte ${duNom(name)}`,
    'passkey removed': (who, _, name) => `${who} a retiré une clé d’accès du compte ${duNom(name)}`,
    'logged in': (who) => `${who} a ouvert une session`,
    locked: (who, what) => `${what} a été bloqué après des essais manqués depuis ${who}`,
    'PIN set': (who, _, name) => `${who} a choisi le code PIN ${duNom(name)}`,
    'PIN removed': (who, _, name) => `${who} a retiré le code PIN ${duNom(name)}`,
    'PIN locked': (_, __, name) => `le code PIN ${duNom(name)} a été bloqué après des essais manqués`,
    'sent again': (who, what) => `${who} a renvoyé ${what}`,
    'test sent': (who) => `${who} a envoyé une notification d’essai`,
    tested: (who, what) => `${who} a essayé ${what}`,
    erased: (who) => `${who} a effacé ce qui était enregistré sur quelqu’un, à sa demande`,
  },
};

const COLON: Readonly<Record<Language, string>> = { en: ': ', fr: ' : ' };

/** The fields that are named in a sentence; of more, the first are, and the table below has them all. */
const MOST_FIELDS = 3;

/** What happened, as a sentence: "Ada Morel changed the hotline Support: greeting, opening hours". */
export function auditSentence(
  { actor, action, subjectKind }: Pick<AuditEntry, 'actor' | 'action' | 'subjectKind'>,
  name: string,
  fields: readonly string[],
  language: Language,
): string {
  const what = THINGS[language][subjectKind]?.(name) ?? `${subjectKind} ${name}`;
  const said = DEEDS[language][action]?.(actor, what, name) ?? `${actor}: ${action}, ${what}`;
  const more = fields.length > MOST_FIELDS ? '…' : '';
  const which =
    action === 'changed' && fields.length > 0
      ? `${COLON[language]}${fields.slice(0, MOST_FIELDS).join(', ')}${more}`
      : '';
  return setIn(language, sentence(`${said}${which}`));
}
