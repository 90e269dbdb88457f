import type { KindIn } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';

export const REST_TEXTS = {
  'rest-due': {
    words: ['verdict', 'because', 'ended', 'next', 'relief', 'link'],
    en: {
      name: 'Rest after an intervention',
      to: 'Whoever intervened',
      subject: 'Your rest: {verdict}',
      body: 'Your intervention ended on {ended}.\n\n{verdict}: {because}.\nPlanned: {next}.\n\n{relief}\n\nYour supervisor is told. Complete the intervention (travel, place, reason):\n{link}\n\nVigie informs and gives no legal advice.',
      sms: 'Intervention over. {verdict}: {because}. {link}',
    },
    fr: {
      name: 'Repos après une intervention',
      to: 'Qui est intervenu',
      subject: 'Votre repos : {verdict}',
      body: 'Votre intervention s’est terminée le {ended}.\n\n{verdict} : {because}.\nPrévu : {next}.\n\n{relief}\n\nVotre responsable est prévenu. Complétez l’intervention (trajet, lieu, motif) :\n{link}\n\nVigie informe et ne donne pas de conseil juridique.',
      sms: 'Intervention finie. {verdict} : {because}. {link}',
    },
  },
  'rest-due-team': {
    words: ['person', 'verdict', 'because', 'ended', 'next', 'relief', 'link'],
    en: {
      name: 'Rest of a colleague',
      to: 'The supervisors of whoever intervened',
      subject: '{person} intervened: {verdict}',
      body: '{person} intervened until {ended}.\n\n{verdict}: {because}.\nPlanned: {next}.\n\n{relief}\n\n{link}\n\nVigie informs and gives no legal advice.',
      sms: '{person} intervened until {ended}: {verdict}. Planned: {next}. {relief} {link}',
    },
    fr: {
      name: 'Repos d’un collègue',
      to: 'Les responsables de qui est intervenu',
      subject: 'Intervention de {person} : {verdict}',
      body: '{person} : intervention terminée le {ended}.\n\n{verdict} : {because}.\nPrévu : {next}.\n\n{relief}\n\n{link}\n\nVigie informe et ne donne pas de conseil juridique.',
      sms: '{person}, intervention finie le {ended} : {verdict}. Prévu : {next}. {relief} {link}',
    },
  },
  'statement-closed': {
    words: ['month', 'number', 'link'],
    en: {
      name: 'Monthly statement',
      to: 'Whose statement it is',
      subject: 'Your on-call statement, {month}',
      body: 'Your statement of hours on call, {month} (no. {number}), is closed and attached as PDF. It is kept as it is.\n\n{link}\n\nIf something is wrong, tell your supervisor: a correction is a new statement that names this one.',
      sms: 'Your on-call statement, {month}, is closed. {link}',
    },
    fr: {
      name: 'Relevé mensuel',
      to: 'La personne du relevé',
      subject: 'Votre relevé d’astreinte, {month}',
      body: 'Votre relevé d’heures d’astreinte, {month} (n° {number}), est clôturé et joint en PDF. Il est conservé tel quel.\n\n{link}\n\nSi quelque chose est inexact, dites-le à votre responsable : une correction est un nouveau relevé qui nomme celui-ci.',
      sms: 'Votre relevé d’astreinte, {month}, est clôturé. {link}',
    },
  },
} as const satisfies Readonly<Record<KindIn<'rest'>, KindTexts>>;
