import type { DeliveryTrouble } from '../../domain/notice/delivery-trouble.ts';
import type { ByCode } from '../by-code.ts';

export const ENGLISH_DELIVERY_TROUBLES: ByCode<DeliveryTrouble> = {
  'too-late': () => 'too late to be of use',
  'unwanted-by-person': () => 'the person has turned it off',
  'unwanted-by-hotline': () => 'turned off for the hotline',
  unwanted: () => 'turned off for everybody',
  'no-address': () => 'the person has neither mail address nor mobile',
  gone: () => 'whom it was for has left',
  answered: ({ said }) => `the answer was “${said}”`,
  'no-answer': () => 'no answer in time',
  'not-reached': ({ error }) => `the server could not be reached (${error})`,
  certificate: ({ error }) => `the server’s certificate is not trusted (${error})`,
  'not-written': ({ error }) => `the file could not be written (${error})`,
  'not-made': () => 'the attachment could not be made; the log says why',
  'no-reference': () => 'the gateway gave no name to the message',
  account: ({ status }) => `the account at the gateway is not active (${status})`,
};
