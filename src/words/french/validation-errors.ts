import type { Section } from '../../domain/items/configuration.ts';
import type { ValidationErrorWords } from '../validation-error-catalogue.ts';
import { explainRuleInFrench } from './planning-rules.ts';

const ITEM: Readonly<Record<Section, { readonly one: string; readonly name: string }>> = {
  people: { one: 'une personne', name: 'personne' },
  absences: { one: 'une liste d’absences', name: 'liste d’absences' },
  teams: { one: 'une équipe', name: 'équipe' },
  schedules: { one: 'un planning', name: 'planning' },
  policies: { one: 'une chaîne d’escalade', name: 'chaîne d’escalade' },
  hotlines: { one: 'une ligne', name: 'ligne' },
};

const HOURS = 'des heures comme mon-fri 08:00-18:00, weekends, nights ou fri 18:00 - mon 08:00';

/** What is wrong with what somebody typed, in French, beside its field. */
export const FRENCH_VALIDATION_ERRORS: ValidationErrorWords = {
  given: { nothing: 'rien', list: 'une liste', mapping: 'un ensemble de champs' },
  expected: {
    line: 'une ligne de 1 à 100 caractères',
    list: 'une liste',
    mapping: 'un ensemble de champs',
    items: 'des éléments par identifiant',
    'mapping-of-people': 'des personnes par identifiant',
    sections: ({ words }) => `un ensemble de ${words.join(', ')}`,
    flag: 'oui ou non',
    word: 'un mot fait de lettres, de chiffres, de - et de _',
    sound: 'le nom d’un son, comme custom/welcome',
    email: 'une adresse de courriel',
    'time-zone': 'un fuseau horaire comme Europe/Paris',
    moment: 'un moment comme 2026-11-23 18:00',
    'moment-or-day': 'une date comme 2026-11-23, ou un moment comme 2026-11-23 18:00',
    day: 'un jour comme 2026-11-23',
    'time-of-day': 'une heure comme 08:00',
    handoff: 'une relève comme mon 08:00, ou 08:00 pour des tours en jours ou en heures',
    'daily-handoff': 'une heure comme 08:00',
    'weekly-handoff': 'un jour et une heure, comme monday 08:00',
    turn: 'un tour comme 1 week, 3 days ou 12 hours',
    hours: HOURS,
    'window-part': `always, holidays, ou ${HOURS}`,
    'both-days': 'les deux dates, ou aucune',
    holidays: 'un pays comme FR, avec ou sans région et jours de fermeture',
    country: 'un pays en deux lettres, comme FR',
    region: 'une région comme 67',
    participant: 'une personne, avec ou sans ses jours',
    'hold-sound': 'la tonalité de retour d’appel ou une musique',
    'no-answer': 'une annonce, une messagerie, ou un dernier recours avec ou sans messagerie',
    extension: 'un poste, comme 201',
    trunk: 'le nom d’un trunk (lettres, chiffres, - et _)',
    'phone-number': 'un numéro de téléphone',
    'dialled-number': 'un numéro de téléphone, ou les chiffres d’un numéro interne',
    'blocked-number': 'un numéro de téléphone, ou un préfixe comme +33899*',
    'blocked-prefix': 'un préfixe comme +33899*',
    'one-dial-target': 'soit un poste, soit un téléphone',
    'one-target': 'exactement une cible : planning, personne, équipe, poste ou téléphone',
    'a-language': 'au moins une langue',
    'a-target': 'au moins une cible à appeler',
    'a-step': 'au moins une étape',
    'a-turn': 'au moins un créneau',
    'a-person': 'au moins une personne',
    recording: 'un enregistrement',
    'rotation-id': 'un identifiant en petites lettres, chiffres et -',
    'item-id': ({ otherThan }) =>
      `un identifiant d’au plus 40 petites lettres, chiffres et -${otherThan.length === 0 ? '' : `, autre que ${otherThan.join(' et ')}`}`,
    'id-of': ({ section, or }) => [ITEM[section].one, ...or].join(' ou '),
    'one-of': ({ words }) => `l’un de ${words.join(', ')}`,
    'one-count': ({ words }) => `l’un de ${words.join(', ')} avec per`,
    'whole-number': ({ min, max }) => `un nombre entier de ${min} à ${max}`,
    number: ({ min, max }) => `un nombre de ${min} à ${max}`,
    'lead-hours': ({ most }) => `des heures avant le début, plus de 0 et au plus ${most}`,
    reminders: ({ most }) => `au plus ${most} rappels`,
  },
  mistakes: {
    missing: ({ thing }) => `manque : il faut ${thing}`,
    'not-expected': ({ thing, given }) => `il faut ${thing}${given === null ? '' : `, et non ${given}`}`,
    'unknown-key': ({ keys }) => `champ inconnu : il faut l’un de ${keys.join(', ')}`,
    'listed-twice': ({ entry }) => `${entry} figure deux fois dans cette liste`,
    'unknown-reference': ({ to, given }) => `${given} n’existe pas (${ITEM[to].name})`,
    'unknown-recording': ({ id }) =>
      `l’enregistrement ${id} est inconnu : un fichier n’en contient pas, il vient à côté avec --sounds`,
    'not-a-phone-number': ({ text }) => `${text} n’est pas un numéro de téléphone valable`,
    'has-extension': ({ text }) =>
      `${text} finit par un numéro de poste, que l’on ne peut composer : il faut le numéro seul`,
    'costs-extra': ({ text }) =>
      `${text} est un numéro surtaxé, à coût partagé ou personnel, que Vigie n’appelle pas`,
    'country-not-allowed': ({ text, allowed }) =>
      `${text} est dans un pays que l’on ne peut appeler (VIGIE_DIAL_COUNTRIES permet ${allowed.join(', ')})`,
    'names-no-number': 'le nom et la confirmation ne concernent qu’un poste ou un téléphone',
    'leaves-before-joining': 'le dernier jour est avant le premier',
    'night-within-a-day': 'la nuit ne passe pas minuit',
    'rule-broken': ({ rule, about }) => explainRuleInFrench({ path: [], rule, about }),
    'still-used': ({ by }) => `ne peut être supprimé : ${by} s’en sert encore`,
    'number-taken': ({ number, hotlineId }) => `${number} appartient déjà à la ligne ${hotlineId}`,
    'email-taken': ({ email, personId }) => `l’adresse ${email} est celle de la personne ${personId}`,
    'not-yaml': ({ explanation }) => explanation,
  },
};
