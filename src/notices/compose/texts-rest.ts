import type { KindIn } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';

export const REST_TEXTS = {
  'rest-due': {
    words: ['verdict', 'because', 'ended', 'next', 'link'],
    en: {
      name: 'Rest after an intervention',
      to: 'Whoever intervened',
      subject: 'Your rest: {verdict}',
      body: 'Your intervention ended on {ended}.\n\n{verdict}: {because}.\nPlanned: {next}.\n\nYour supervisor is told. Complete the intervention (travel, place, reason):\n{link}\n\nVigie informs and gives no legal advice.',
      sms: 'Intervention over: {verdict}. {because}. {link}',
    },
    fr: {
      name: 'Repos après une intervention',
      to: 'Qui est intervenu',
      subject: 'Votre repos : {verdict}',
      body: 'Votre intervention s’est terminée le {ended}.\n\n{verdict} : {because}.\nPrévu : {next}.\n\nVotre responsable est prévenu. Complétez l’intervention (trajet, lieu, motif) :\n{link}\n\nVigie informe et ne donne pas de conseil juridique.',
      sms: 'Intervention finie : {verdict}. {because}. {link}',
    },
  },
  'rest-due-team': {
    words: ['person', 'verdict', 'because', 'ended', 'next', 'link'],
    en: {
      name: 'Rest of a colleague',
      to: 'The supervisors of whoever intervened',
      subject: '{person} intervened: {verdict}',
      body: '{person} intervened until {ended}.\n\n{verdict}: {because}.\nPlanned: {next}.\n\n{link}\n\nVigie informs and gives no legal advice.',
      sms: '{person} intervened until {ended}: {verdict}. Planned: {next}.',
    },
    fr: {
      name: 'Repos d’un collègue',
      to: 'Les responsables de qui est intervenu',
      subject: 'Intervention de {person} : {verdict}',
      body: '{person} : intervention terminée le {ended}.\n\n{verdict} : {because}.\nPrévu : {next}.\n\n{link}\n\nVigie informe et ne donne pas de conseil juridique.',
      sms: '{person}, intervention finie le {ended} : {verdict}. Prévu : {next}.',
    },
  },
} as const satisfies Readonly<Record<KindIn<'rest'>, KindTexts>>;
