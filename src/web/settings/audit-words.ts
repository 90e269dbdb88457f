import type { Field } from '../../domain/items/field.ts';
import { HOTLINE_FIELDS } from '../../domain/items/hotline.ts';
import { PERSON_FIELDS } from '../../domain/items/person.ts';
import { POLICY_FIELDS } from '../../domain/items/policy.ts';
import { SCHEDULE_FIELDS } from '../../domain/items/schedule.ts';
import { TEAM_FIELDS } from '../../domain/items/team.ts';
import { TRUNK_FIELDS } from '../../domain/items/trunk.ts';
import type { Language } from '../../domain/person.ts';

const ITEM_FIELDS: Readonly<Record<string, Pick<Field<unknown>, 'words'>>> = {
  ...TRUNK_FIELDS,
  ...SCHEDULE_FIELDS,
  ...HOTLINE_FIELDS,
  ...POLICY_FIELDS,
  ...TEAM_FIELDS,
  ...PERSON_FIELDS,
};

/**
 * What the audit's entries call what lies inside the fields of items, and all that is no item's, as people read it:
 * [English, French]. Entries are kept as the code has them; a name that is nowhere is shown as it is.
 */
const INNER_FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  absences: ['absences', 'absences'],
  action: ['action', 'action'],
  addedAt: ['added', 'ajouté le'],
  address: ['address', 'adresse'],
  anonymous: ['withheld numbers', 'numéros masqués'],
  answeredAfterSeconds: ['answered after, in seconds', 'décroché au bout de, en secondes'],
  approvedBy: ['approved by', 'accord de'],
  atOnce: ['people a turn', 'personnes par tour'],
  basedOn: ['version it is based on', 'version de départ'],
  besideId: ['beside', 'à côté de'],
  by: ['by', 'par'],
  closedDays: ['closed days', 'jours de fermeture'],
  count: ['how many', 'combien'],
  country: ['country', 'pays'],
  createdAt: ['made', 'créé le'],
  dates: ['dates', 'dates'],
  // As entries of before have what is now `why`.
  detail: ['what was said', 'ce qui a été dit'],
  endAt: ['end', 'fin'],
  endDate: ['ends on', 'finit le'],
  entries: ['numbers', 'numéros'],
  extension: ['extension', 'poste'],
  followed: ['followed', 'suivi'],
  reportTo: ['report of the month to', 'rapport du mois envoyé à'],
  refuseForwards: ['does not follow call forwarding', 'ne suit pas les renvois'],
  from: ['from', 'de'],
  giverId: ['given by', 'cédé par'],
  handoffTime: ['handoff at', 'relève à'],
  handoffWeekday: ['handoff weekday', 'jour de relève'],
  hasPassword: ['has a password', 'a un mot de passe'],
  hasSecondFactor: ['has a second factor', 'a un second facteur'],
  hours: ['hours', 'heures'],
  id: ['id', 'identifiant'],
  isDialled: ['called too', 'sonne aussi'],
  // As entries of before have it.
  isRung: ['called too', 'sonne aussi'],
  kind: ['kind', 'type'],
  label: ['name', 'nom'],
  leadSeconds: ['seconds before', 'secondes avant'],
  limitSeconds: ['limit, in seconds before', 'limite, en secondes avant'],
  madeBy: ['made by', 'décision de'],
  lockedUntilAt: ['locked until', 'bloqué jusqu’au'],
  ofKnownDevice: ['from a known device', 'depuis un appareil connu'],
  maxSeconds: ['longest, in seconds', 'durée maximale en secondes'],
  minSeconds: ['shortest, in seconds', 'durée minimale en secondes'],
  musicClass: ['music', 'musique'],
  mustAccept: ['taken by pressing 1', 'se prend avec la touche 1'],
  note: ['note', 'note'],
  number: ['number', 'numéro'],
  of: ['of', 'de'],
  offeredTo: ['offered to', 'proposé à'],
  outcome: ['result', 'résultat'],
  override: ['replacement', 'remplacement'],
  participants: ['participants', 'participants'],
  person: ['person', 'personne'],
  personId: ['person', 'personne'],
  proposedAt: ['proposed', 'proposé le'],
  rangAfterSeconds: ['rang after, in seconds', 'a sonné au bout de, en secondes'],
  reason: ['reason', 'raison'],
  region: ['region', 'région'],
  replacesId: ['in place of', 'à la place de'],
  ringSeconds: ['rings for, in seconds', 'sonne, en secondes'],
  scheduleId: ['schedule', 'planning'],
  skill: ['skill', 'compétence'],
  startAt: ['start', 'début'],
  startDate: ['begins on', 'commence le'],
  state: ['state', 'état'],
  strategy: ['how it rings', 'façon d’appeler'],
  takerId: ['taken by', 'repris par'],
  target: ['target', 'destination'],
  targets: ['rings', 'appelle'],
  time: ['time', 'heure'],
  to: ['to', 'à'],
  treatment: ['treated so', 'traitement'],
  turn: ['turn', 'tour'],
  unit: ['unit', 'unité'],
  until: ['until', 'jusqu’au'],
  voicemail: ['voicemail', 'messagerie'],
  weekday: ['weekday', 'jour de la semaine'],
  whenAbsent: ['when absent', 'en cas d’absence'],
  why: ['why', 'pourquoi'],
  window: ['hours', 'plage'],
};

const CHOICES: Readonly<Record<string, string>> = {
  true: 'oui',
  false: 'non',
  administrator: 'administrateur',
  supervisor: 'superviseur',
  member: 'membre',
  viewer: 'lecteur',
  extension: 'poste',
  phone: 'téléphone',
  person: 'personne',
  team: 'équipe',
  schedule: 'planning',
  number: 'numéro',
  'in-order': 'l’un après l’autre',
  'all-at-once': 'tous à la fois',
  'longest-idle': 'le plus longtemps sans appel',
  voicemail: 'messagerie',
  'last-resort': 'dernier recours',
  announcement: 'annonce',
  music: 'musique',
  ringback: 'tonalité',
  'takes-over': 'remplace',
  adds: 'renforce',
  removes: 'retire',
  hours: 'heures',
  days: 'jours',
  weeks: 'semaines',
  months: 'mois',
  gap: 'personne',
  'next-covers': 'le suivant prend',
  none: 'sans',
  'like-other-days': 'comme les autres jours',
  excluded: 'sauf les jours fériés',
  only: 'les jours fériés seulement',
  'at-entry': 'dès l’arrivée',
  'when-accepted': 'quand quelqu’un prend',
  busy: 'occupé',
  reject: 'refus',
  proposed: 'proposé',
  accepted: 'accepté',
  declined: 'décliné',
  refused: 'refusé',
  withdrawn: 'retiré',
  made: 'fait',
  undone: 'annulé',
  teal: 'bleu-vert',
  blue: 'bleu',
  red: 'rouge',
  green: 'vert',
  gold: 'or',
  sky: 'bleu ciel',
};

/** The name of a field of an audit entry. */
export function fieldInWords(field: string, language: Language): string {
  if (Object.hasOwn(ITEM_FIELDS, field)) {
    const { label = field } = ITEM_FIELDS[field]?.words[language] ?? {};
    return label.charAt(0).toLowerCase() + label.slice(1);
  }
  return INNER_FIELDS[field]?.[language === 'en' ? 0 : 1] ?? field;
}

/** A word that stands for a choice, or yes and no, where the field is one of choices; texts of people stay theirs. */
export function choiceInWords(value: string, language: Language): string {
  return language === 'en' ? value : (CHOICES[value] ?? value);
}

/** Fields whose texts are choices and not people's own words. */
export const CHOICE_FIELDS: ReadonlySet<string> = new Set([
  'action',
  'answer',
  'colour',
  'holidays',
  'kind',
  'role',
  'strategy',
  'swapApproval',
  'treatment',
  'unit',
  'whenAbsent',
]);
