import type { Templates } from './template.ts';

/** THE French texts of notices. SMS keep to letters of GSM-7 (é è à ù, no ê, ç or ’), to fit one segment. */
export const FRENCH: Templates = {
  'call-received': {
    subject: '{hotline} : appel de {caller}',
    body: 'Un appel de {caller} est arrivé sur « {hotline} » le {at}.',
    sms: '{hotline} : appel de {caller} le {at}.',
  },
  'missed-call': {
    subject: '{hotline} : appel manqué de {caller}',
    body: 'Personne n’a pris l’appel de {caller} sur « {hotline} » le {at}.\n{ending}\n\nIl attend d’être rappelé :\n{link}',
    sms: '{hotline} : appel manqué de {caller} le {at}. A rappeler. {link}',
  },
  voicemail: {
    subject: '{hotline} : message vocal de {caller}',
    body: '{caller} a laissé un message sur « {hotline} » le {at} ({seconds} s). Il est joint à ce courriel.\n\nÉcouter en ligne (lien personnel, qui expire) :\n{link}',
    sms: '{hotline} : message vocal de {caller} le {at} ({seconds} s). {link}',
  },
  'voicemail-unfetched': {
    subject: '{hotline} : message vocal de {caller}, sans le son',
    body: '{caller} a laissé un message sur « {hotline} » le {at} ({seconds} s). Son enregistrement n’a pas pu être récupéré sur Asterisk et n’est pas joint. Vigie continue d’essayer ; un autre courriel l’apportera.\n\nL’appel :\n{link}',
    sms: '{hotline} : message de {caller} le {at}, pas encore écoutable. A rappeler.',
  },
  'call-taken': {
    subject: '{hotline} : appel de {caller} pris par {person}',
    body: '{person} a pris l’appel de {caller} sur « {hotline} » le {at}. Vous n’avez rien à faire.',
    sms: "{hotline} : {person} a pris l'appel de {caller}.",
  },
  escalated: {
    subject: '{hotline} : l’appel de {caller} monte jusqu’à vous',
    body: 'L’appel de {caller} sur « {hotline} », arrivé le {at}, n’a été pris par personne et sonne maintenant chez vous.\nDéjà appelés : {tried}.',
    sms: '{hotline} : appel de {caller} non pris, il sonne chez vous. Déjà appelés : {tried}',
  },
  'caller-left': {
    subject: '{hotline} : {caller} a raccroché',
    body: '{caller}, qui appelait « {hotline} » le {at}, a raccroché avant que vous ne preniez l’appel.',
    sms: '{hotline} : {caller} a raccroché avant votre réponse ({at}).',
  },
  'duty-reminder': {
    subject: 'Astreinte « {schedule} » à partir du {from} : à confirmer',
    body: 'Vous êtes d’astreinte « {schedule} » du {from} au {to}.\n\nConfirmez que vous serez joignable :\n{link}\n\nSans confirmation, votre responsable sera prévenu.',
    sms: 'Astreinte {schedule} du {from} au {to}. Confirmez : {link}{reply}',
  },
  'duty-unconfirmed': {
    subject: 'Astreinte « {schedule} » : {person} n’a pas confirmé',
    body: '{person} n’a pas confirmé son astreinte « {schedule} » du {from} au {to}.\nPrévenu en réserve : {next}.',
    sms: "Astreinte {schedule} du {from} : {person} n'a pas confirmé.",
  },
  'duty-stand-by': {
    subject: 'Astreinte « {schedule} » : tenez-vous prêt',
    body: '{person} n’a pas confirmé son astreinte « {schedule} » du {from} au {to}. Vous êtes le suivant : les appels peuvent arriver chez vous.',
    sms: "Astreinte {schedule} du {from} : {person} n'a pas confirmé, vous êtes le suivant.",
  },
  'duty-declined': {
    subject: 'Astreinte « {schedule} » : {person} ne peut pas',
    body: '{person} signale ne pas pouvoir assurer l’astreinte « {schedule} » du {from} au {to}.\nSuivant dans l’ordre d’appel : {next}.\n\nSans remplacement, les appels iront au suivant.',
    sms: 'Astreinte {schedule} du {from} : {person} ne peut pas. Suivant : {next}.',
  },
  'answer-confirmed': {
    subject: 'Confirmé : astreinte « {schedule} »',
    body: 'Confirmé : vous êtes d’astreinte « {schedule} » du {from} au {to}.',
    sms: 'Confirmé : astreinte {schedule} du {from} au {to}. Merci.',
  },
  'answer-declined': {
    subject: 'Noté : vous ne pouvez pas assurer l’astreinte « {schedule} »',
    body: 'Noté : vous ne pouvez pas assurer l’astreinte « {schedule} » du {from} au {to}. Votre responsable est prévenu.',
    sms: "Noté : vous ne pouvez pas assurer l'astreinte {schedule} du {from} au {to}. Votre responsable est prévenu.",
  },
  'answer-unclear': {
    subject: 'Votre réponse n’a pas été comprise',
    body: '{nothing}\nPour confirmer l’astreinte « {schedule} » du {from}, répondez OK ; sinon, NON.',
    sms: "{nothing}\nPour confirmer l'astreinte {schedule} du {from}, répondez OK ; sinon, NON.",
  },
  'duty-began': {
    subject: 'Vous êtes d’astreinte « {schedule} » jusqu’au {to}',
    body: 'Votre astreinte « {schedule} » a commencé le {from}. Elle dure jusqu’au {to}.',
    sms: "Vous êtes d'astreinte {schedule} jusqu'au {to}.",
  },
  'planning-changed': {
    subject: 'Planning « {schedule} » : vos astreintes ont changé',
    body: '{person} a publié ou changé le planning « {schedule} », et cela vous concerne.\n\nVoir et accuser réception :\n{link}',
    sms: 'Planning {schedule} : vos astreintes ont changé. {link}',
  },
  'swap-proposed': {
    subject: 'Planning « {schedule} » : {person} vous propose une astreinte',
    body: '{person} vous propose de prendre son astreinte « {schedule} » du {from} au {to}.\n\nRépondre :\n{link}',
    sms: "{person} vous propose l'astreinte {schedule} du {from} au {to}. {link}",
  },
  'swap-accepted': {
    subject: 'Planning « {schedule} » : {person} prend votre astreinte',
    body: '{person} prend votre astreinte « {schedule} » du {from} au {to}.',
    sms: '{person} prend votre astreinte {schedule} du {from} au {to}.',
  },
  'gap-ahead': {
    subject: 'Planning « {schedule} » : personne du {from} au {to}',
    body: 'Personne n’est d’astreinte « {schedule} » du {from} au {to}.',
    sms: "Personne d'astreinte {schedule} du {from} au {to}.",
  },
  'person-unreachable': {
    subject: '{person} est d’astreinte et injoignable',
    body: '{person} est d’astreinte, mais {reason}.\nNon enregistré : {phones}.',
    sms: "{person} est d'astreinte, mais {reason}.",
  },
  'person-unreachable-soon': {
    subject: 'Astreinte à partir du {from} : votre poste n’est pas enregistré',
    body: 'Vous êtes d’astreinte à partir du {from}, et en l’état aucun appel ne pourrait vous joindre.\nNon enregistré : {phones}.',
    sms: 'Astreinte à partir du {from}, et aucun appel ne pourrait vous joindre. Non enregistré : {phones}.',
  },
  'person-reachable': {
    subject: '{person} est de nouveau joignable',
    body: '{person}, d’astreinte, est de nouveau joignable depuis le {at}.',
    sms: "{person}, d'astreinte, est de nouveau joignable ({at}).",
  },
  trouble: {
    subject: 'Alerte : {subject}',
    body: '{subject}, depuis le {at}.\nDétail : {detail}',
    sms: 'Vigie, alerte : {subject} ({at}).',
  },
  'trouble-over': {
    subject: 'Rétabli : {subject}',
    body: 'Fin d’alerte le {at} : {subject}.',
    sms: "Vigie, fin d'alerte : {subject} ({at}).",
  },
  'task-opened': {
    subject: '{hotline} : {caller} est à rappeler',
    body: 'L’appel de {caller} sur « {hotline} » du {at} est à votre charge.\n\n{link}',
    sms: '{hotline} : {caller} est à rappeler (appel du {at}). {link}',
  },
  'task-escalated': {
    subject: '{hotline} : {caller} attend toujours',
    body: 'Personne ne s’est occupé de l’appel de {caller} sur « {hotline} » du {at}.\nÉtait à la charge de : {person}.\n\nPrendre en charge :\n{link}',
    sms: '{hotline} : {caller} attend toujours (appel du {at}). A vous. {link}',
  },
  'caller-again': {
    subject: '{hotline} : {caller} rappelle',
    body: '{caller}, dont vous vous occupez, a rappelé « {hotline} » le {at}.',
    sms: '{hotline} : {caller}, dont vous vous occupez, a rappelé ({at}).',
  },
};
