import type { KindIn } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';

/** Changes of plannings, gaps, swaps, summaries. */
export const PLANNING_TEXTS = {
  'planning-changed': {
    words: ['schedule', 'person', 'link'],
    en: {
      name: 'Planning changed',
      to: 'Those whose duty changed',
      subject: 'Schedule {schedule}: your duties have changed',
      body: '{person} published or changed the schedule {schedule}, and it concerns you.\n\nSee and acknowledge:\n{link}',
      sms: 'Schedule {schedule}: your duties have changed. {link}',
    },
    fr: {
      name: 'Planning modifié',
      to: 'Ceux dont l’astreinte change',
      subject: 'Planning « {schedule} » : vos astreintes ont changé',
      body: '{person} a publié ou changé le planning « {schedule} », et cela vous concerne.\n\nVoir et accuser réception :\n{link}',
      sms: 'Planning {schedule} : vos astreintes ont changé. {link}',
    },
  },
  'duty-changed-later': {
    words: ['change', 'changes', 'more', 'person', 'link'],
    en: {
      name: 'Duty changed',
      to: 'Whoever gains or loses duty further ahead, a little after the last change',
      subject: 'Your duties have changed',
      body: '{changes}\n\nChanged by {person}.\n\nYour duties:\n{link}',
      sms: '{change} {more} {link}',
    },
    fr: {
      name: 'Astreintes changées',
      to: 'Qui gagne ou perd des astreintes à venir, peu après le dernier changement',
      subject: 'Vos astreintes ont changé',
      body: '{changes}\n\nChangement fait par {person}.\n\nVos astreintes :\n{link}',
      sms: '{change} {more} {link}',
    },
  },
  'wishes-asked': {
    words: ['schedule', 'from', 'to', 'deadline', 'link'],
    en: {
      name: 'Wishes asked for',
      to: 'Whoever takes part in a round of wishes',
      subject: 'Schedule {schedule}: your wishes from {from} to {to}',
      body: 'Which days can you not be on call for {schedule}, and which gladly, from {from} to {to}? Say so by {deadline}.\n\nYour calendar:\n{link}',
      sms: 'Your wishes for {schedule}, {from} to {to}, by {deadline}: {link}',
    },
    fr: {
      name: 'Demande de vœux',
      to: 'Qui participe à un recueil de vœux',
      subject: 'Planning « {schedule} » : vos vœux du {from} au {to}',
      body: 'Quels jours ne pouvez-vous pas être d’astreinte « {schedule} », et lesquels volontiers, du {from} au {to} ? Dites-le jusqu’au {deadline}.\n\nVotre calendrier :\n{link}',
      sms: "Vos voeux pour {schedule}, du {from} au {to}, jusqu'au {deadline} : {link}",
    },
  },
  'wishes-reminder': {
    words: ['schedule', 'from', 'to', 'deadline', 'link'],
    en: {
      name: 'Reminder of wishes',
      to: 'Whoever has not said theirs yet',
      subject: 'Schedule {schedule}: your wishes are missing',
      body: 'Your wishes for {schedule} from {from} to {to} are missing. They can be said until {deadline}.\n\nYour calendar:\n{link}',
      sms: 'Your wishes for {schedule}, {from} to {to}, are missing; until {deadline}: {link}',
    },
    fr: {
      name: 'Rappel des vœux',
      to: 'Qui n’a pas encore dit les siens',
      subject: 'Planning « {schedule} » : il manque vos vœux',
      body: 'Il manque vos vœux pour « {schedule} » du {from} au {to}. Vous pouvez les dire jusqu’au {deadline}.\n\nVotre calendrier :\n{link}',
      sms: "Il manque vos voeux pour {schedule}, du {from} au {to} ; jusqu'au {deadline} : {link}",
    },
  },
  'wishes-over': {
    words: ['schedule', 'from', 'to', 'missing', 'link'],
    en: {
      name: 'Wishes are in',
      to: 'Whoever asked for them',
      subject: 'Schedule {schedule}: the wishes from {from} to {to} are in',
      body: 'The time for wishes about {schedule} from {from} to {to} is over. Missing: {missing}.\n\nSee them and plan:\n{link}',
      sms: 'Wishes for {schedule} are in. Missing: {missing}. {link}',
    },
    fr: {
      name: 'Vœux recueillis',
      to: 'Qui les a demandés',
      subject: 'Planning « {schedule} » : les vœux du {from} au {to} sont là',
      body: 'Le recueil des vœux pour « {schedule} » du {from} au {to} est clos. Il manque : {missing}.\n\nLes voir et planifier :\n{link}',
      sms: 'Voeux pour {schedule} : le recueil est clos. Il manque : {missing}. {link}',
    },
  },
  'swap-proposed': {
    words: ['schedule', 'person', 'from', 'to', 'exchange', 'link'],
    en: {
      name: 'Swap proposed',
      to: 'Whoever is asked',
      subject: 'Schedule {schedule}: {person} offers you a duty',
      body: '{person} asks you to take their duty for {schedule} from {from} to {to}.{exchange}\n\nAnswer:\n{link}',
      sms: '{person} offers you the duty {schedule} {from} to {to}.{exchange} {link}',
    },
    fr: {
      name: 'Échange proposé',
      to: 'À qui il est proposé',
      subject: 'Planning « {schedule} » : {person} vous propose une astreinte',
      body: '{person} vous propose de prendre son astreinte « {schedule} » du {from} au {to}.{exchange}\n\nRépondre :\n{link}',
      sms: "{person} vous propose l'astreinte {schedule} du {from} au {to}.{exchange} {link}",
    },
  },
  'swap-accepted': {
    words: ['schedule', 'person', 'from', 'to', 'exchange'],
    en: {
      name: 'Swap accepted',
      to: 'Whoever asked',
      subject: 'Schedule {schedule}: {person} takes your duty',
      body: '{person} takes your duty for {schedule} from {from} to {to}.{exchange}',
      sms: '{person} takes your duty for {schedule} {from} to {to}.{exchange}',
    },
    fr: {
      name: 'Échange accepté',
      to: 'Qui l’avait proposé',
      subject: 'Planning « {schedule} » : {person} prend votre astreinte',
      body: '{person} prend votre astreinte « {schedule} » du {from} au {to}.{exchange}',
      sms: '{person} prend votre astreinte {schedule} du {from} au {to}.{exchange}',
    },
  },
  'gap-ahead': {
    words: ['schedule', 'from', 'to'],
    en: {
      name: 'Gap ahead',
      to: 'The supervisor',
      subject: 'Schedule {schedule}: nobody from {from} to {to}',
      body: 'Nobody is on call for {schedule} from {from} to {to}.',
      sms: 'Nobody is on call for {schedule} {from} to {to}.',
    },
    fr: {
      name: 'Trou à venir',
      to: 'Le superviseur',
      subject: 'Planning « {schedule} » : personne du {from} au {to}',
      body: 'Personne n’est d’astreinte « {schedule} » du {from} au {to}.',
      sms: "Personne d'astreinte {schedule} du {from} au {to}.",
    },
  },
  'duty-summary-day': {
    words: ['changes', 'change'],
    en: {
      name: 'Summary of the day',
      to: 'Whoever wants it, each morning at 7',
      subject: 'On call until tomorrow morning',
      body: 'On call in the next 24 hours:\n\n{changes}',
      sms: 'On call: {change}',
    },
    fr: {
      name: 'Résumé du jour',
      to: 'Qui le souhaite, chaque matin à 7 h',
      subject: 'D’astreinte jusqu’à demain matin',
      body: 'D’astreinte dans les 24 heures :\n\n{changes}',
      sms: "D'astreinte : {change}",
    },
  },
  'duty-summary-week': {
    words: ['changes', 'change'],
    en: {
      name: 'Summary of the week',
      to: 'Whoever wants it, on Mondays at 7',
      subject: 'On call this week',
      body: 'On call in the next 7 days:\n\n{changes}',
      sms: 'On call: {change}',
    },
    fr: {
      name: 'Résumé de la semaine',
      to: 'Qui le souhaite, chaque lundi à 7 h',
      subject: 'D’astreinte cette semaine',
      body: 'D’astreinte dans les 7 jours :\n\n{changes}',
      sms: "D'astreinte : {change}",
    },
  },
  'planned-absent': {
    words: ['schedule', 'person', 'from', 'to'],
    en: {
      name: 'Planned while absent',
      to: 'The supervisor',
      subject: 'Schedule {schedule}: {person} is planned and absent from {from}',
      body: '{person} is planned on {schedule} from {from} to {to}, and absent then. Nobody is put in their place by itself.',
      sms: '{schedule}: {person} is planned {from} to {to}, and absent.',
    },
    fr: {
      name: 'Planifié pendant une absence',
      to: 'Le superviseur',
      subject: 'Planning « {schedule} » : {person} planifié et absent à partir du {from}',
      body: 'Sur le planning « {schedule} », {person} est prévu du {from} au {to}, mais absent à ce moment. Personne n’est mis à sa place de lui-même.',
      sms: '{schedule} : {person} prévu du {from} au {to}, mais absent.',
    },
  },
  'calendar-broken': {
    words: ['person', 'calendar', 'from', 'link'],
    en: {
      name: 'Calendar of absences out of order',
      to: 'The person and their supervisor, after a day',
      subject: 'Calendar {calendar} of {person} cannot be read',
      body: 'The calendar {calendar}, from which absences of {person} come, has not been read since {from}. What was known stays; newer absences are missing.\n\n{link}',
      sms: 'Calendar {calendar} of {person} not read since {from}: newer absences are missing.',
    },
    fr: {
      name: 'Agenda d’absences en panne',
      to: 'La personne et son superviseur, après un jour',
      subject: 'Agenda {calendar} illisible ({person})',
      body: 'L’agenda {calendar}, d’où viennent des absences ({person}), n’a plus été lu depuis le {from}. Ce qui était connu reste ; les absences plus récentes manquent.\n\n{link}',
      sms: 'Agenda {calendar} ({person}) plus lu depuis le {from} : les absences récentes manquent.',
    },
  },
  'hotline-gap-ahead': {
    words: ['hotline', 'from', 'to', 'reason', 'link'],
    en: {
      name: 'Hotline that will reach nobody',
      to: 'The supervisor, and administrators when phones cannot be dialled',
      subject: '{hotline} reaches nobody from {from} to {to}',
      body: 'From {from} to {to} a call to {hotline} reaches nobody: {reason}.\n\n{link}',
      sms: '{hotline} reaches nobody {from} to {to}: {reason}.',
    },
    fr: {
      name: 'Ligne qui ne joindra personne',
      to: 'Le superviseur, et les administrateurs si des téléphones ne peuvent être appelés',
      subject: '« {hotline} » ne joint personne du {from} au {to}',
      body: 'Du {from} au {to}, un appel à « {hotline} » ne joint personne : {reason}.\n\n{link}',
      sms: '{hotline} ne joint personne du {from} au {to} : {reason}.',
    },
  },
  'hotline-gap-now': {
    words: ['hotline', 'from', 'to', 'reason', 'link'],
    en: {
      name: 'Hotline that reaches nobody',
      to: 'The supervisor, at once; administrators too when phones cannot be dialled',
      subject: '{hotline} reaches nobody now',
      body: 'A call to {hotline} reaches nobody now, until {to}: {reason}.\n\n{link}',
      sms: '{hotline} reaches nobody now, until {to}: {reason}.',
    },
    fr: {
      name: 'Ligne qui ne joint personne',
      to: 'Le superviseur, aussitôt ; les administrateurs aussi si des téléphones ne peuvent être appelés',
      subject: '« {hotline} » ne joint personne en ce moment',
      body: 'Un appel à « {hotline} » ne joint personne en ce moment, jusqu’au {to} : {reason}.\n\n{link}',
      sms: "{hotline} ne joint personne en ce moment, jusqu'au {to} : {reason}.",
    },
  },
} as const satisfies Readonly<Record<KindIn<'planning'>, KindTexts>>;
