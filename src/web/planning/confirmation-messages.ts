import type { ConfirmationState } from '../../domain/notice/confirmation-state.ts';
import { inBoth } from '../messages/in-both.ts';

type Count = Readonly<Record<ConfirmationState, number>> & { readonly all: number };

/** Whether duty is confirmed: on “My duty”, on plannings and in the readiness view. */
export const CONFIRMING = inBoth(
  {
    states: {
      'not-asked': 'not asked yet',
      asked: 'to be confirmed',
      overdue: 'not confirmed',
      confirmed: 'confirmed',
      declined: 'cannot',
    },
    mineTitle: 'To be confirmed',
    yes: 'I confirm',
    no: 'I cannot',
    noMeans: 'Your supervisor and the next in line are told at once.',
    noDo: 'I cannot be on call then',
    declinedHint: 'You said that you cannot. Your supervisor has been told.',
    count: ({ confirmed, all }: Count) => `${confirmed} of ${all} confirmed`,
    ofWhich: (count: Count) =>
      [
        count.declined > 0 ? `${count.declined} cannot` : '',
        count.overdue > 0 ? `${count.overdue} without an answer` : '',
        count.asked > 0 ? `${count.asked} asked` : '',
        count['not-asked'] > 0 ? `${count['not-asked']} not asked yet` : '',
      ]
        .filter(Boolean)
        .join(', '),
  },
  {
    states: {
      'not-asked': 'pas encore demandée',
      asked: 'à confirmer',
      overdue: 'non confirmée',
      confirmed: 'confirmée',
      declined: 'ne peut pas',
    },
    mineTitle: 'À confirmer',
    yes: 'Je confirme',
    no: 'Je ne peux pas',
    noMeans: 'Votre responsable et la personne suivante sont prévenus aussitôt.',
    noDo: 'Je ne peux pas assurer cette astreinte',
    declinedHint: 'Vous avez signalé que vous ne pouvez pas. Votre responsable est prévenu.',
    count: ({ confirmed, all }: Count) => `${confirmed} sur ${all} confirmée${confirmed > 1 ? 's' : ''}`,
    ofWhich: (count: Count) =>
      [
        count.declined > 0 ? `${count.declined} refusée${count.declined > 1 ? 's' : ''}` : '',
        count.overdue > 0 ? `${count.overdue} sans réponse` : '',
        count.asked > 0 ? `${count.asked} en attente` : '',
        count['not-asked'] > 0
          ? `${count['not-asked']} pas encore demandée${count['not-asked'] > 1 ? 's' : ''}`
          : '',
      ]
        .filter(Boolean)
        .join(', '),
  },
);
