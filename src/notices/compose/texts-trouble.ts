import type { KindIn } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';

export const TROUBLE_TEXTS = {
  'person-unreachable': {
    words: ['person', 'reason', 'phones'],
    en: {
      name: 'Person out of reach',
      to: 'The person and the supervisor',
      subject: '{person} is on call and cannot be reached',
      body: '{person} is on call, but {reason}.\nNot registered: {phones}.',
      sms: '{person} is on call, but {reason}.',
    },
    fr: {
      name: 'Personne injoignable',
      to: 'La personne et le superviseur',
      subject: '{person} est d’astreinte et injoignable',
      body: '{person} est d’astreinte, mais {reason}.\nNon enregistré : {phones}.',
      sms: "{person} est d'astreinte, mais {reason}.",
    },
  },
  'person-unreachable-soon': {
    words: ['from', 'phones'],
    en: {
      name: 'Phone not registered before duty',
      to: 'Whoever is on call within the hour',
      subject: 'On call from {from}: your phone is not registered',
      body: 'You are on call from {from}, and as it stands no call could reach you.\nNot registered: {phones}.',
      sms: 'On call from {from}, and no call could reach you. Not registered: {phones}.',
    },
    fr: {
      name: 'Poste non enregistré avant l’astreinte',
      to: 'Qui est d’astreinte dans l’heure',
      subject: 'Astreinte à partir du {from} : votre poste n’est pas enregistré',
      body: 'Vous êtes d’astreinte à partir du {from}, et en l’état aucun appel ne pourrait vous joindre.\nNon enregistré : {phones}.',
      sms: 'Astreinte à partir du {from}, et aucun appel ne pourrait vous joindre. Non enregistré : {phones}.',
    },
  },
  'phone-forwarded': {
    words: ['person', 'phone', 'hotline', 'at'],
    en: {
      name: 'Forwarded phone',
      to: 'The person and the supervisor',
      subject: '{phone} of {person} is forwarded',
      body: '{person} was called for {hotline} ({at}) on {phone}, and that phone is forwarded: nobody can be reached on it until the forwarding is taken off.',
      sms: '{phone} of {person} is forwarded: no call of {hotline} reaches anybody there.',
    },
    fr: {
      name: 'Téléphone renvoyé',
      to: 'La personne et le superviseur',
      subject: 'Le téléphone de {person} est renvoyé ({phone})',
      body: '{person} a été appelé pour {hotline} ({at}) sur {phone}, et ce téléphone est renvoyé : personne n’y est joignable tant que le renvoi n’est pas annulé.',
      sms: "{phone} ({person}) est renvoyé : aucun appel de {hotline} n'y joint quelqu'un.",
    },
  },
  'address-dead': {
    words: ['person', 'address', 'reason', 'link'],
    en: {
      name: 'Mail that comes back',
      to: 'The person and their supervisor',
      subject: 'Mail to {person} comes back',
      body: 'Mail to {person} at {address} does not arrive: {reason}\n\nNothing is sent there any more until the address is changed or proved again:\n{link}',
      sms: 'Mail to {person} at {address} comes back. Nothing is sent there any more. {link}',
    },
    fr: {
      name: 'Courriel qui revient',
      to: 'La personne et son superviseur',
      subject: 'Courriels pour {person} : ils reviennent',
      body: 'Les courriels pour {person} à {address} n’arrivent pas : {reason}\n\nPlus rien n’y est envoyé tant que l’adresse n’est pas changée ou prouvée à nouveau :\n{link}',
      sms: "Les courriels pour {person} a {address} reviennent. Plus rien n'y est envoye. {link}",
    },
  },
  'person-reachable': {
    words: ['person', 'at'],
    en: {
      name: 'Person in reach again',
      to: 'Those who were told before',
      subject: '{person} can be reached again',
      body: '{person}, who is on call, can be reached again since {at}.',
      sms: '{person}, on call, can be reached again ({at}).',
    },
    fr: {
      name: 'Personne de nouveau joignable',
      to: 'Ceux qui avaient été prévenus',
      subject: '{person} est de nouveau joignable',
      body: '{person}, d’astreinte, est de nouveau joignable depuis le {at}.',
      sms: "{person}, d'astreinte, est de nouveau joignable ({at}).",
    },
  },
  trouble: {
    words: ['subject', 'detail', 'at'],
    en: {
      name: 'Trouble',
      to: 'Supervisors',
      subject: 'Alert: {subject}',
      body: '{subject}, since {at}.\nDetail: {detail}',
      sms: 'Vigie, alert: {subject} ({at}).',
    },
    fr: {
      name: 'Panne',
      to: 'Les superviseurs',
      subject: 'Alerte : {subject}',
      body: '{subject}, depuis le {at}.\nDétail : {detail}',
      sms: 'Vigie, alerte : {subject} ({at}).',
    },
  },
  'trouble-over': {
    words: ['subject', 'at'],
    en: {
      name: 'Trouble over',
      to: 'Supervisors',
      subject: 'Over: {subject}',
      body: 'The alert is over since {at}: {subject}.',
      sms: 'Vigie, alert over: {subject} ({at}).',
    },
    fr: {
      name: 'Fin de panne',
      to: 'Les superviseurs',
      subject: 'Rétabli : {subject}',
      body: 'Fin d’alerte le {at} : {subject}.',
      sms: "Vigie, fin d'alerte : {subject} ({at}).",
    },
  },
} as const satisfies Readonly<Record<KindIn<'reach' | 'trouble'>, KindTexts>>;
