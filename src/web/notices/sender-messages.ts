import { inBoth } from '../messages/in-both.ts';

/** Where mails and SMS leave, and trying it. */
export const SENDERS = inBoth(
  {
    title: 'Mail and SMS',
    lead: 'The senders come from the environment of the service; passwords and tokens are shown nowhere. Each can be tried here, and by vigie doctor.',
    goes: 'Where it goes',
    from: 'From',
    other: 'When it fails',
    otherYes: 'the other way is used',
    otherNo: 'it waits',
    variable: 'Variables',
    alarm: 'State',
    well: 'Works, as far as is known.',
    check: 'Ask whether it works',
    test: 'Send me a test',
    toWhom: (address: string) => `To ${address}.`,
    noAddress: {
      email: 'You have no mail address.',
      sms: 'You have no mobile: put one on your card.',
    },
    testSubject: 'A test from Vigie',
    testText: (name: string, when: string) =>
      `${name} had this test sent on ${when}. It arrived: mails from Vigie reach you.`,
    testSms: (when: string) => `Vigie: a test of ${when}. It arrived.`,
    sent: (way: string, address: string) => `${way} took the test for ${address}. See whether it arrives.`,
    refused: (address: string, detail: string) => `The gateway works, but refuses ${address}: ${detail}`,
    failed: (detail: string) => `It could not be sent: ${detail}`,
    checkFailed: (detail: string) => `It does not work: ${detail}`,
  },
  {
    title: 'Courriel et SMS',
    lead: 'Les voies de sortie viennent de l’environnement du service ; mots de passe et jetons ne sont montrés nulle part. Chacune s’essaie ici, et par vigie doctor.',
    goes: 'Où cela part',
    from: 'De',
    other: 'En cas d’échec',
    otherYes: 'l’autre voie est prise',
    otherNo: 'cela attend',
    variable: 'Variables',
    alarm: 'État',
    well: 'Fonctionne, pour autant que l’on sache.',
    check: 'Demander si cela fonctionne',
    test: 'M’envoyer un essai',
    toWhom: (address: string) => `À ${address}.`,
    noAddress: {
      email: 'Vous n’avez pas d’adresse de courriel.',
      sms: 'Vous n’avez pas de mobile : mettez-en un sur votre fiche.',
    },
    testSubject: 'Un essai de Vigie',
    testText: (name: string, when: string) =>
      `${name} a demandé cet essai le ${when}. Il est arrivé : les courriels de Vigie vous parviennent.`,
    testSms: (when: string) => `Vigie : essai du ${when}. Il est arrivé.`,
    sent: (way: string, address: string) => `${way} a pris l’essai pour ${address}. Voyez s’il arrive.`,
    refused: (address: string, detail: string) =>
      `La passerelle fonctionne, mais refuse ${address} : ${detail}`,
    failed: (detail: string) => `L’envoi n’a pas abouti : ${detail}`,
    checkFailed: (detail: string) => `Cela ne fonctionne pas : ${detail}`,
  },
);
