import type { DeliveryTrouble } from '../../domain/notice/delivery-trouble.ts';
import type { ByCode } from '../by-code.ts';

export const FRENCH_DELIVERY_TROUBLES: ByCode<DeliveryTrouble> = {
  'too-late': () => 'trop tard pour être utile',
  'unwanted-by-person': () => 'la personne n’en veut pas',
  'unwanted-by-hotline': () => 'désactivé pour la ligne',
  unwanted: () => 'désactivé pour tous',
  'no-address': () => 'la personne n’a ni adresse ni mobile',
  gone: () => 'la personne est partie',
  answered: ({ said }) => `réponse reçue : « ${said} »`,
  'no-answer': () => 'pas de réponse à temps',
  'not-reached': ({ error }) => `le serveur n’a pas pu être joint (${error})`,
  certificate: ({ error }) => `le certificat du serveur n’est pas reconnu (${error})`,
  'not-written': ({ error }) => `le fichier n’a pas pu être écrit (${error})`,
  'not-made': () => 'la pièce jointe n’a pas pu être établie ; le journal dit pourquoi',
  'no-reference': () => 'la passerelle n’a pas donné de nom au message',
  account: ({ status }) => `le compte chez la passerelle n’est pas actif (${status})`,
};
