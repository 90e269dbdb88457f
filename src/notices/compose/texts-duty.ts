import type { KindIn } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';

export const DUTY_TEXTS = {
  'duty-reminder': {
    words: ['schedule', 'from', 'to', 'link', 'reply'],
    needed: ['link'],
    en: {
      name: 'Duty to confirm',
      to: 'Whoever is on call soon',
      subject: 'On call for {schedule} from {from}: please confirm',
      body: 'You are on call for {schedule} from {from} to {to}.\n\nConfirm that you can be reached:\n{link}\n\nUnless you confirm, your supervisor will be told.',
      sms: 'On call for {schedule} {from} to {to}. Confirm: {link}{reply}',
    },
    fr: {
      name: 'Astreinte à confirmer',
      to: 'Qui est bientôt d’astreinte',
      subject: 'Astreinte « {schedule} » à partir du {from} : à confirmer',
      body: 'Vous êtes d’astreinte « {schedule} » du {from} au {to}.\n\nConfirmez que vous serez joignable :\n{link}\n\nSans confirmation, votre responsable sera prévenu.',
      sms: 'Astreinte {schedule} du {from} au {to}. Confirmez : {link}{reply}',
    },
  },
  'duty-unconfirmed': {
    words: ['schedule', 'person', 'from', 'to', 'next'],
    en: {
      name: 'Duty not confirmed',
      to: 'The supervisor',
      subject: 'On call for {schedule}: {person} has not confirmed',
      body: '{person} has not confirmed being on call for {schedule} from {from} to {to}.\nStanding by: {next}.',
      sms: 'On call for {schedule} from {from}: {person} has not confirmed.',
    },
    fr: {
      name: 'Astreinte non confirmée',
      to: 'Le superviseur',
      subject: 'Astreinte « {schedule} » : {person} n’a pas confirmé',
      body: '{person} n’a pas confirmé son astreinte « {schedule} » du {from} au {to}.\nPrévenu en réserve : {next}.',
      sms: "Astreinte {schedule} du {from} : {person} n'a pas confirmé.",
    },
  },
  'duty-declined': {
    words: ['schedule', 'person', 'from', 'to', 'next'],
    en: {
      name: 'Duty declined',
      to: 'The supervisor and the next in line',
      subject: 'On call for {schedule}: {person} cannot',
      body: '{person} says that they cannot be on call for {schedule} from {from} to {to}.\nNext in line: {next}.\n\nUnless somebody replaces them, calls will reach the next in line.',
      sms: 'On call for {schedule} from {from}: {person} cannot. Next in line: {next}.',
    },
    fr: {
      name: 'Astreinte refusée',
      to: 'Le superviseur et le suivant',
      subject: 'Astreinte « {schedule} » : {person} ne peut pas',
      body: '{person} signale ne pas pouvoir assurer l’astreinte « {schedule} » du {from} au {to}.\nSuivant dans l’ordre d’appel : {next}.\n\nSans remplacement, les appels iront au suivant.',
      sms: 'Astreinte {schedule} du {from} : {person} ne peut pas. Suivant : {next}.',
    },
  },
  'duty-stand-by': {
    words: ['schedule', 'person', 'from', 'to'],
    en: {
      name: 'Stand by',
      to: 'The next in line, when duty is not confirmed',
      subject: 'On call for {schedule}: please stand by',
      body: '{person} has not confirmed being on call for {schedule} from {from} to {to}. You are next: calls may reach you.',
      sms: 'On call for {schedule} from {from}: {person} has not confirmed, you are next.',
    },
    fr: {
      name: 'Se tenir prêt',
      to: 'Le suivant, si l’astreinte n’est pas confirmée',
      subject: 'Astreinte « {schedule} » : tenez-vous prêt',
      body: '{person} n’a pas confirmé son astreinte « {schedule} » du {from} au {to}. Vous êtes le suivant : les appels peuvent arriver chez vous.',
      sms: "Astreinte {schedule} du {from} : {person} n'a pas confirmé, vous êtes le suivant.",
    },
  },
  'duty-began': {
    words: ['schedule', 'from', 'to'],
    en: {
      name: 'Duty began',
      to: 'Whoever is on call now',
      subject: 'You are on call for {schedule} until {to}',
      body: 'Your duty for {schedule} began on {from}. It lasts until {to}.',
      sms: 'You are on call for {schedule} until {to}.',
    },
    fr: {
      name: 'Début d’astreinte',
      to: 'Qui est d’astreinte',
      subject: 'Vous êtes d’astreinte « {schedule} » jusqu’au {to}',
      body: 'Votre astreinte « {schedule} » a commencé le {from}. Elle dure jusqu’au {to}.',
      sms: "Vous êtes d'astreinte {schedule} jusqu'au {to}.",
    },
  },
  'duty-changed': {
    words: ['change', 'changes', 'more', 'person', 'link'],
    en: {
      name: 'Duty changed at once',
      to: 'Whoever gains or loses duty that runs or begins soon',
      subject: '{change}',
      body: '{changes}\n\nChanged by {person}.\n\nYour duties:\n{link}',
      sms: '{change} {more} {link}',
    },
    fr: {
      name: 'Astreinte changée à l’instant',
      to: 'Qui gagne ou perd une astreinte en cours ou toute proche',
      subject: '{change}',
      body: '{changes}\n\nChangement fait par {person}.\n\nVos astreintes :\n{link}',
      sms: '{change} {more} {link}',
    },
  },
  'answer-confirmed': {
    words: ['schedule', 'from', 'to'],
    en: {
      name: 'Reply to a yes',
      to: 'Whoever answered by SMS',
      subject: 'Confirmed: on call for {schedule}',
      body: 'Confirmed: you are on call for {schedule} from {from} to {to}.',
      sms: 'Confirmed: on call for {schedule} {from} to {to}. Thank you.',
    },
    fr: {
      name: 'Réponse à un oui',
      to: 'Qui a répondu par SMS',
      subject: 'Confirmé : astreinte « {schedule} »',
      body: 'Confirmé : vous êtes d’astreinte « {schedule} » du {from} au {to}.',
      sms: 'Confirmé : astreinte {schedule} du {from} au {to}. Merci.',
    },
  },
  'answer-declined': {
    words: ['schedule', 'from', 'to'],
    en: {
      name: 'Reply to a no',
      to: 'Whoever answered by SMS',
      subject: 'Noted: you cannot be on call for {schedule}',
      body: 'Noted: you cannot be on call for {schedule} from {from} to {to}. Your supervisor is told.',
      sms: 'Noted: you cannot be on call for {schedule} {from} to {to}. Your supervisor is told.',
    },
    fr: {
      name: 'Réponse à un non',
      to: 'Qui a répondu par SMS',
      subject: 'Noté : vous ne pouvez pas assurer l’astreinte « {schedule} »',
      body: 'Noté : vous ne pouvez pas assurer l’astreinte « {schedule} » du {from} au {to}. Votre responsable est prévenu.',
      sms: "Noté : vous ne pouvez pas assurer l'astreinte {schedule} du {from} au {to}. Votre responsable est prévenu.",
    },
  },
  'answer-unclear': {
    words: ['schedule', 'from', 'nothing'],
    en: {
      name: 'Reply to what is no answer',
      to: 'Whoever wrote an SMS',
      subject: 'Your answer was not understood',
      body: '{nothing}\nTo confirm being on call for {schedule} from {from}, answer OK; if you cannot, NO.',
      sms: '{nothing}\nTo confirm being on call for {schedule} from {from}, answer OK; if you cannot, NO.',
    },
    fr: {
      name: 'Réponse à un SMS incompris',
      to: 'Qui a écrit un SMS',
      subject: 'Votre réponse n’a pas été comprise',
      body: '{nothing}\nPour confirmer l’astreinte « {schedule} » du {from}, répondez OK ; sinon, NON.',
      sms: "{nothing}\nPour confirmer l'astreinte {schedule} du {from}, répondez OK ; sinon, NON.",
    },
  },
  'duty-answer-unclear': {
    words: ['schedule', 'person', 'from', 'text'],
    en: {
      name: 'SMS that is no answer',
      to: 'The supervisors of whoever wrote it',
      subject: '{person}, asked to confirm being on call for {schedule}, gave an unclear answer',
      body: '{person} was asked to confirm being on call for {schedule} from {from}, and answered by SMS:\n\n{text}\n\nThis is neither a yes nor a no: ask {person}.',
      sms: '{person} on being on call for {schedule} from {from}: "{text}". Neither yes nor no: ask.',
    },
    fr: {
      name: 'SMS qui ne répond pas',
      to: 'Les responsables de qui l’a écrit',
      subject: '{person} : réponse peu claire pour l’astreinte « {schedule} »',
      body: '{person} devait confirmer son astreinte « {schedule} » du {from}, et a répondu par SMS :\n\n{text}\n\nCe n’est ni un oui ni un non : posez-lui la question.',
      sms: '{person}, astreinte {schedule} du {from} : « {text} ». Ni oui ni non : posez-lui la question.',
    },
  },
} as const satisfies Readonly<Record<KindIn<'duty'>, KindTexts>>;
