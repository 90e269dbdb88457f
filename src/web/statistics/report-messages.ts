import { inBoth } from '../messages/in-both.ts';

/** The report of a month, for whoever reads no tables. */
export const REPORT = inBoth(
  {
    button: (month: string) => `Report of ${month} (PDF)`,
    title: (name: string) => `${name}: the month on the telephone`,
    everyHotline: 'All hotlines',
    made: (when: string) => `Made on ${when} by Vigie from the call log.`,
    short: 'In short',
    came: (calls: string, before: string, isOne: boolean) =>
      `${calls} ${isOne ? 'call' : 'calls'} came in (${before} the month before).`,
    noCall: 'No call came in this month.',
    taken: (share: string) => `${share} of callers spoke with a person.`,
    fast: (half: string, most: string) =>
      `Half of them had somebody on the line within ${half}, nine of ten within ${most}.`,
    messages: (count: string, isOne: boolean) => `${count} ${isOne ? 'caller' : 'callers'} left a message.`,
    left: (count: string, isOne: boolean) =>
      `${count} ${isOne ? 'caller' : 'callers'} hung up before anybody answered.`,
    handled: (share: string) =>
      `In the end ${share} were dealt with: they spoke with a person, or were called back within two hours.`,
    night: (count: string, isOne: boolean) =>
      isOne
        ? 'A phone rang once in vain between 22:00 and 07:00.'
        : `Phones rang ${count} times in vain between 22:00 and 07:00.`,
    closed: (count: string) => `${count} more called while the hotline was closed.`,
    fallback: (count: string, isOne: boolean) =>
      `${count} ${isOne ? 'call was' : 'calls were'} dealt with by the emergency plan of the telephone system, while Vigie was away.`,
    beforeColumn: 'Month before',
  },
  {
    button: (month: string) => `Rapport : ${month} (PDF)`,
    title: (name: string) => `${name} : le mois au téléphone`,
    everyHotline: 'Toutes les lignes',
    made: (when: string) => `Établi le ${when} par Vigie, à partir du journal des appels.`,
    short: 'En bref',
    came: (calls: string, before: string, isOne: boolean) =>
      `${calls} ${isOne ? 'appel reçu' : 'appels reçus'} (${before} le mois précédent).`,
    noCall: 'Aucun appel reçu ce mois-ci.',
    taken: (share: string) => `${share} des appelants ont parlé à une personne.`,
    fast: (half: string, most: string) =>
      `La moitié d’entre eux ont eu quelqu’un en ligne en ${half} au plus, neuf sur dix en ${most} au plus.`,
    messages: (count: string) => `Appelants ayant laissé un message : ${count}.`,
    left: (count: string) => `Appelants partis avant qu’on leur réponde : ${count}.`,
    handled: (share: string) =>
      `Au bout du compte, ${share} des demandes ont été traitées : par une conversation, ou par un rappel dans les deux heures.`,
    night: (count: string) => `Entre 22 h et 7 h, sonneries restées sans réponse : ${count}.`,
    closed: (count: string) => `Appels reçus pendant la fermeture de la ligne : ${count}.`,
    fallback: (count: string) =>
      `Appels traités par le plan de secours du standard, en l’absence de Vigie : ${count}.`,
    beforeColumn: 'Mois précédent',
  },
);
