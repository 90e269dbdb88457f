import type { Language } from '../../domain/person.ts';
import { ruleSentenceInFrench } from '../../words/french/planning-rules.ts';

/** What the configuration's rules say, in French. `$1`… stand for the parts of the rule's own sentence. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/^is missing: expected (.+)$/s, 'Manque : il faut $1.'],
  [/^expected (.+), not (.+)$/s, 'Il faut $1, et non $2.'],
  [/^unknown (person|team|schedule|policy|hotline) (.+)$/s, '$2 n’existe pas ($1).'],
  [
    /^unknown recording (.+): files hold none, it comes beside this one with --sounds$/s,
    'L’enregistrement $1 est inconnu : un fichier n’en contient pas, il vient à côté avec --sounds.',
  ],
  [/^(.+) is not a valid phone number$/s, '$1 n’est pas un numéro de téléphone valable.'],
  [
    /^(.+) is a premium-rate, shared-cost or personal number, which Vigie does not dial$/s,
    '$1 est un numéro surtaxé, à coût partagé ou personnel, que Vigie n’appelle pas.',
  ],
  [
    /^(.+) ends in an extension, which cannot be dialled: expected the number alone$/s,
    '$1 finit par un numéro de poste, que l’on ne peut composer : il faut le numéro seul.',
  ],
  [
    /^(.+) is in a country that may not be dialled \(VIGIE_DIAL_COUNTRIES allows (.+)\)$/s,
    '$1 est dans un pays que l’on ne peut appeler (VIGIE_DIAL_COUNTRIES permet $2).',
  ],
  [/^(.+) stands in this list twice$/s, '$1 figure deux fois dans cette liste.'],
  [/^the address (.+) is that of person (.+)$/s, 'L’adresse $1 est celle de la personne $2.'],
  [/^(.+) belongs to hotline (.+)$/s, '$1 appartient déjà à la ligne $2.'],
  [/^cannot be removed: (.+) still uses it$/s, 'Ne peut être supprimé : $1 s’en sert encore.'],
  [/^the last day is before the first$/, 'Le dernier jour est avant le premier.'],
  [
    /^name and confirm belong to an extension or a phone only$/,
    'Le nom et la confirmation ne concernent qu’un poste ou un téléphone.',
  ],
  [/^unknown key: expected one of (.+)$/s, 'Champ inconnu : il faut l’un de $1.'],
  [/^not an id$/, 'Ce n’est pas un identifiant.'],
  [/^expected (.+)$/s, 'Il faut $1.'],
];

const THINGS: Readonly<Record<string, string>> = {
  text: 'du texte',
  'a list': 'une liste',
  'a mapping': 'un ensemble de champs',
  nothing: 'rien',
  'one line of 1 to 100 characters': 'une ligne de 1 à 100 caractères',
  'true or false': 'oui ou non',
  'a word': 'un mot',
  'a word made of letters, digits, - and _': 'un mot fait de lettres, de chiffres, de - et de _',
  'the name of a sound': 'le nom d’un son',
  'the name of a sound such as custom/welcome': 'le nom d’un son, comme custom/welcome',
  'an extension': 'un poste',
  'an extension such as 201': 'un poste, comme 201',
  'the name of a trunk': 'le nom d’un trunk',
  'the name of a trunk (letters, digits, - and _)': 'le nom d’un trunk (lettres, chiffres, - et _)',
  'a date such as 2026-11-23, or a time such as 2026-11-23 18:00':
    'une date comme 2026-11-23, ou un moment comme 2026-11-23 18:00',
  'a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00': 'un moment comme 2026-11-23 18:00',
  'an id': 'un identifiant',
  'an id of small letters, digits and -': 'un identifiant en petites lettres, chiffres et -',
  'a day such as 2026-11-23': 'un jour comme 2026-11-23',
  'a date such as 2026-12-25': 'une date comme 2026-12-25',
  'a time of day such as 08:00': 'une heure comme 08:00',
  'a country such as FR, or {country: FR, region: 67, closedDays: […]}':
    'un pays comme FR, avec ou sans région et jours de fermeture',
  'a turn such as 1 week, 3 days or 12 hours': 'un tour comme 1 semaine, 3 jours ou 12 heures',
  'a handoff such as mon 08:00, or 08:00 for turns in days or hours':
    'une relève comme mon 08:00, ou 08:00 pour des tours en jours ou en heures',
  'a region': 'une région',
  'a region such as 67': 'une région comme 67',
  'a country': 'un pays',
  'a two-letter country such as FR': 'un pays en deux lettres, comme FR',
  'both from and to, or neither': 'les deux dates, ou aucune',
  'the id of a person, or {person: …, from: …, until: …}': 'une personne, avec ou sans ses jours',
  'hours such as mon-fri 08:00-18:00, weekends, nights, or fri 18:00 - mon 08:00':
    'des heures comme mon-fri 08:00-18:00, weekends, nights ou fri 18:00 - mon 08:00',
  'always, holidays, hours such as mon-fri 08:00-18:00, weekends, nights, or fri 18:00 - mon 08:00, or a mapping':
    'always, holidays, ou des heures comme mon-fri 08:00-18:00, weekends, nights ou fri 18:00 - mon 08:00',
  'ringback, music or {music: class}': 'la tonalité de retour d’appel ou une musique',
  'announcement, or voicemail, or lastResort with or without voicemail':
    'une annonce, une messagerie, ou un dernier recours avec ou sans messagerie',
  'a phone number': 'un numéro de téléphone',
  'an e-mail address': 'une adresse de courriel',
  'a number': 'un numéro',
  'a phone number or the digits of an internal one':
    'un numéro de téléphone, ou les chiffres d’un numéro interne',
  'a prefix such as +33899*': 'un préfixe comme +33899*',
  'a phone number or a prefix such as +33899*': 'un numéro de téléphone, ou un préfixe comme +33899*',
  'either an extension or a phone': 'soit un poste, soit un téléphone',
  'at least one language': 'au moins une langue',
  'at least one target to ring': 'au moins une cible à appeler',
  'at least one step': 'au moins une étape',
  'a time zone': 'un fuseau horaire',
  'a time zone such as Europe/Paris': 'un fuseau horaire comme Europe/Paris',
  'exactly one of schedule, person, team, extension, phone':
    'exactement une cible : planning, personne, équipe, poste ou téléphone',
  'the id of a person': 'une personne',
  'the id of a team': 'une équipe',
  'the id of a schedule': 'un planning',
  'the id of a policy': 'une chaîne d’escalade',
  'the id of a hotline': 'une ligne',
  'the id of a recording': 'un enregistrement',
  person: 'personne',
  team: 'équipe',
  schedule: 'planning',
  policy: 'chaîne d’escalade',
  hotline: 'ligne',
};

const RANGES: readonly (readonly [RegExp, string])[] = [
  [
    /^hours before duty begins, more than 0 and at most (\d+)$/,
    'des heures avant le début, plus de 0 et au plus $1',
  ],
  [/^at most (\d+) reminders$/, 'au plus $1 rappels'],
  [/^a whole number from (\d+) to (\d+)$/, 'un nombre entier de $1 à $2'],
  [/^one of (.+)$/s, 'l’un de $1'],
];

/** A rule's sentence as it stands beside a field. English is what the rules speak. */
export function validationErrorInWords(message: string, language: Language): string {
  // What was left empty need not be quoted.
  const said = message.replace(/, not ""$/, '');
  if (language === 'en') return sentence(said);
  return frenchOf(said) ?? sentence(said);
}

/** Null: there is no French for it yet. */
export function frenchOf(message: string): string | null {
  const rule = ruleSentenceInFrench(message);
  if (rule !== null) return rule;
  for (const [pattern, french] of FRENCH) {
    const match = pattern.exec(message);
    if (!match) continue;
    const parts = match.slice(1).map((part) => frenchThing(part));
    return sentence(french.replace(/\$(\d)/g, (_, index: string) => parts[Number(index) - 1] ?? ''));
  }
  return null;
}

/** What is expected, in French; what a person typed stays what they typed. */
export function frenchThing(thing: string): string {
  const known = THINGS[thing];
  if (known !== undefined) return known;
  const range = RANGES.find(([pattern]) => pattern.test(thing));
  return range ? thing.replace(range[0], range[1]) : thing;
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
