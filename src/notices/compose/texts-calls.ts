import type { KindIn } from '../../domain/notice/notice-kinds.ts';
import type { KindTexts } from './kind-texts.ts';

export const CALL_TEXTS = {
  'missed-call': {
    words: ['hotline', 'caller', 'at', 'ending', 'link'],
    en: {
      name: 'Missed call',
      to: 'Who was on call or called, when nobody took the call',
      subject: '{hotline}: missed call from {caller}',
      body: 'Nobody took the call of {caller} on {hotline} on {at}.\n{ending}\n\nThey are waiting to be called back:\n{link}',
      sms: '{hotline}: missed call from {caller}, {at}. Please call back. {link}',
    },
    fr: {
      name: 'Appel manqué',
      to: 'Qui était d’astreinte ou appelé, si personne n’a pris l’appel',
      subject: '{hotline} : appel manqué de {caller}',
      body: 'Personne n’a pris l’appel de {caller} sur « {hotline} » le {at}.\n{ending}\n\nIl attend d’être rappelé :\n{link}',
      sms: '{hotline} : appel manqué de {caller} le {at}. A rappeler. {link}',
    },
  },
  voicemail: {
    words: ['hotline', 'caller', 'at', 'seconds', 'link'],
    en: {
      name: 'Voice message',
      to: 'Who was on call or called, with the sound by mail',
      subject: '{hotline}: voice message from {caller}',
      body: '{caller} left a message on {hotline} on {at} ({seconds} s). It is attached to this mail.\n\nListen online (a link of your own, which expires):\n{link}',
      sms: '{hotline}: voice message from {caller}, {at} ({seconds} s). {link}',
    },
    fr: {
      name: 'Message vocal',
      to: 'Qui était d’astreinte ou appelé, avec le son par courriel',
      subject: '{hotline} : message vocal de {caller}',
      body: '{caller} a laissé un message sur « {hotline} » le {at} ({seconds} s). Il est joint à ce courriel.\n\nÉcouter en ligne (lien personnel, qui expire) :\n{link}',
      sms: '{hotline} : message vocal de {caller} le {at} ({seconds} s). {link}',
    },
  },
  'voicemail-unfetched': {
    words: ['hotline', 'caller', 'at', 'seconds', 'link'],
    en: {
      name: 'Voice message without its sound',
      to: 'The same, when the sound cannot be fetched from Asterisk',
      subject: '{hotline}: voice message from {caller}, without its sound',
      body: '{caller} left a message on {hotline} on {at} ({seconds} s). Its sound could not be fetched from Asterisk, and is not attached. Vigie goes on trying; once it is there, another mail brings it.\n\nThe call:\n{link}',
      sms: '{hotline}: {caller} left a message, {at}. Its sound is not there yet. Please call back.',
    },
    fr: {
      name: 'Message vocal sans le son',
      to: 'Les mêmes, si le son ne peut être récupéré sur Asterisk',
      subject: '{hotline} : message vocal de {caller}, sans le son',
      body: '{caller} a laissé un message sur « {hotline} » le {at} ({seconds} s). Son enregistrement n’a pas pu être récupéré sur Asterisk et n’est pas joint. Vigie continue d’essayer ; un autre courriel l’apportera.\n\nL’appel :\n{link}',
      sms: '{hotline} : message de {caller} le {at}, pas encore écoutable. A rappeler.',
    },
  },
  'call-received': {
    words: ['hotline', 'caller', 'at'],
    en: {
      name: 'Call received',
      to: 'Those who ask for it, at every call',
      subject: '{hotline}: call from {caller}',
      body: 'A call from {caller} came in on {hotline} on {at}.',
      sms: '{hotline}: call from {caller}, {at}.',
    },
    fr: {
      name: 'Appel reçu',
      to: 'Qui le demande, à chaque appel',
      subject: '{hotline} : appel de {caller}',
      body: 'Un appel de {caller} est arrivé sur « {hotline} » le {at}.',
      sms: '{hotline} : appel de {caller} le {at}.',
    },
  },
  'call-taken': {
    words: ['hotline', 'caller', 'at', 'person'],
    en: {
      name: 'Call taken',
      to: 'The others who were called',
      subject: '{hotline}: {person} took the call of {caller}',
      body: '{person} took the call of {caller} on {hotline} on {at}. There is nothing for you to do.',
      sms: '{hotline}: {person} took the call of {caller}.',
    },
    fr: {
      name: 'Appel pris',
      to: 'Les autres personnes appelées',
      subject: '{hotline} : appel de {caller} pris par {person}',
      body: '{person} a pris l’appel de {caller} sur « {hotline} » le {at}. Vous n’avez rien à faire.',
      sms: "{hotline} : {person} a pris l'appel de {caller}.",
    },
  },
  'month-report': {
    words: ['hotline', 'month', 'link'],
    en: {
      name: 'Report of the month',
      to: 'Whom the hotline says, on the 1st at 7, as a PDF',
      subject: '{hotline}: report of {month}',
      body: 'The report of {hotline} for {month} is attached.\n\n{link}',
      sms: '{hotline}: the report of {month} is there. {link}',
    },
    fr: {
      name: 'Rapport du mois',
      to: 'Qui est désigné par la ligne, le 1er à 7 h, en PDF',
      subject: '{hotline} : rapport, {month}',
      body: 'Le rapport de « {hotline} » pour {month} est joint à ce message.\n\n{link}',
      sms: '{hotline} : le rapport ({month}) est disponible. {link}',
    },
  },
  'caller-left': {
    words: ['hotline', 'caller', 'at'],
    en: {
      name: 'Caller hung up',
      to: 'Who picked up and was too late',
      subject: '{hotline}: {caller} hung up',
      body: '{caller}, who called {hotline} on {at}, hung up before you took the call.',
      sms: '{hotline}: {caller} hung up before you took the call ({at}).',
    },
    fr: {
      name: 'Appelant parti',
      to: 'Qui a décroché trop tard',
      subject: '{hotline} : {caller} a raccroché',
      body: '{caller}, qui appelait « {hotline} » le {at}, a raccroché avant que vous ne preniez l’appel.',
      sms: '{hotline} : {caller} a raccroché avant votre réponse ({at}).',
    },
  },
  escalated: {
    words: ['hotline', 'caller', 'at', 'tried'],
    en: {
      name: 'Call that climbs',
      to: 'A supervisor whom the call now rings',
      subject: '{hotline}: the call of {caller} has reached you',
      body: 'The call of {caller} on {hotline}, which came in on {at}, was taken by nobody and is ringing you now.\nCalled before: {tried}.',
      sms: '{hotline}: nobody took the call of {caller}, it is ringing you. Called before: {tried}',
    },
    fr: {
      name: 'Appel transmis au niveau suivant',
      to: 'Un superviseur chez qui l’appel sonne',
      subject: '{hotline} : l’appel de {caller} vous est transmis',
      body: 'L’appel de {caller} sur « {hotline} », arrivé le {at}, n’a été pris par personne ; transmis au niveau suivant, il sonne maintenant chez vous.\nDéjà appelés : {tried}.',
      sms: '{hotline} : appel de {caller} non pris, il sonne chez vous. Déjà appelés : {tried}',
    },
  },
  'task-escalated': {
    words: ['hotline', 'caller', 'at', 'person', 'link'],
    en: {
      name: 'Call still waiting',
      to: 'The next step of the policy',
      subject: '{hotline}: {caller} is still waiting',
      body: 'Nobody has seen to the call of {caller} on {hotline} of {at}.\nIt was with: {person}.\n\nTake it over:\n{link}',
      sms: '{hotline}: {caller} is still waiting (call of {at}). Over to you. {link}',
    },
    fr: {
      name: 'Appel toujours en attente',
      to: 'L’étape suivante de l’escalade',
      subject: '{hotline} : {caller} attend toujours',
      body: 'Personne ne s’est occupé de l’appel de {caller} sur « {hotline} » du {at}.\nÉtait à la charge de : {person}.\n\nPrendre en charge :\n{link}',
      sms: '{hotline} : {caller} attend toujours (appel du {at}). A vous. {link}',
    },
  },
  'caller-again': {
    words: ['hotline', 'caller', 'at'],
    en: {
      name: 'Caller calls again',
      to: 'Whoever sees to them',
      subject: '{hotline}: {caller} called again',
      body: '{caller}, whom you are seeing to, called {hotline} again on {at}.',
      sms: '{hotline}: {caller}, whom you are seeing to, called again ({at}).',
    },
    fr: {
      name: 'L’appelant rappelle',
      to: 'Qui s’en occupe',
      subject: '{hotline} : {caller} rappelle',
      body: '{caller}, dont vous vous occupez, a rappelé « {hotline} » le {at}.',
      sms: '{hotline} : {caller}, dont vous vous occupez, a rappelé ({at}).',
    },
  },
} as const satisfies Readonly<Record<KindIn<'calls' | 'tasks'>, KindTexts>>;
