import type { FallbackReason } from '../../domain/escalation/call-event.ts';
import type { DoneReason, TaskKind } from '../../domain/task/task.ts';
import type { ConfirmedBy } from '../../notices/confirmations.ts';
import { inBoth } from '../messages/in-both.ts';

type Words<Code extends string> = Readonly<Record<Code, string>>;

/** Tasks, the fallback, duty confirmed. */
export const AFTERWARDS_WORDS = inBoth(
  {
    firstGaps: (most: number) => `The first ${most} of them.`,
    leftAtMessage: 'Left when asked for a message',
    gapsTooLong: (days: number) => `Choose ${days} days at most to see them.`,
    tasks: {
      opened: 'Tasks opened',
      kinds: {
        'missed-call': 'Missed calls',
        voicemail: 'Messages',
        fallback: 'From the fallback plan',
      } satisfies Words<TaskKind> as Words<TaskKind>,
      taken: 'Until somebody took it, median',
      taken90: 'Until somebody took it, 9 of 10 within',
      done: 'Until closed, median',
      done90: 'Until closed, 9 of 10 within',
      ends: {
        reached: 'Closed: caller reached',
        'not-reached': 'Closed: caller not reached',
        'not-needed': 'Closed: nothing to do',
        duplicate: 'Closed: duplicate',
        other: 'Closed: other',
      } satisfies Words<DoneReason> as Words<DoneReason>,
    },
    fallback: {
      all: 'Calls',
      why: {
        'no-proof': 'Vigie gave no sign of life',
        'not-connected': 'Vigie was not there',
        'dead-man': 'Vigie had the call and did nothing',
        'handed-back': 'Vigie gave the call back',
      } satisfies Words<FallbackReason> as Words<FallbackReason>,
    },
    confirmations: {
      duties: 'Duties begun',
      inTime: 'Confirmed in time',
      late: 'Confirmed late, after others were told',
      declined: 'Declined',
      unconfirmed: 'Not confirmed',
      short: { inTime: 'In time', late: 'Late', declined: 'Declined', unconfirmed: 'Not confirmed' },
      was: {
        inTime: 'in time',
        late: 'late, after others were told',
        declined: 'declined',
        unconfirmed: 'not confirmed',
      },
      count: (duties: number) => (duties === 1 ? '1 duty' : `${duties} duties`),
      first: (most: number) => `The first ${most} of them.`,
      columns: {
        person: 'Person',
        schedule: 'Schedule',
        began: 'Begins',
        how: 'Confirmed',
        at: 'Answered at',
        by: 'How',
        told: 'Others told at',
      },
      ways: {
        link: 'By the link of a reminder',
        key: 'By a key, called up',
        page: 'On the page',
        sms: 'By SMS',
      } satisfies Words<ConfirmedBy> as Words<ConfirmedBy>,
    },
  },
  {
    firstGaps: (most: number) => `Les ${most} premiers.`,
    leftAtMessage: 'Partis à l’invitation à laisser un message',
    gapsTooLong: (days: number) => `Choisissez ${days} jours au plus pour les voir.`,
    tasks: {
      opened: 'Tâches ouvertes',
      kinds: { 'missed-call': 'Appels manqués', voicemail: 'Messages', fallback: 'Du plan de secours' },
      taken: 'Jusqu’à ce que quelqu’un s’en occupe, médiane',
      taken90: 'Jusqu’à ce que quelqu’un s’en occupe, 9 sur 10 en',
      done: 'Jusqu’à la clôture, médiane',
      done90: 'Jusqu’à la clôture, 9 sur 10 en',
      ends: {
        reached: 'Closes : appelant joint',
        'not-reached': 'Closes : appelant non joint',
        'not-needed': 'Closes : rien à faire',
        duplicate: 'Closes : doublon',
        other: 'Closes : autre',
      },
    },
    fallback: {
      all: 'Appels',
      why: {
        'no-proof': 'Vigie ne donnait plus signe de vie',
        'not-connected': 'Vigie n’était pas là',
        'dead-man': 'Vigie avait l’appel et n’en faisait rien',
        'handed-back': 'Vigie a rendu l’appel',
      },
    },
    confirmations: {
      duties: 'Astreintes commencées',
      inTime: 'Confirmées à temps',
      late: 'Confirmées en retard, après alerte',
      declined: 'Refusées',
      unconfirmed: 'Non confirmées',
      short: { inTime: 'À temps', late: 'En retard', declined: 'Refusées', unconfirmed: 'Non confirmées' },
      was: {
        inTime: 'à temps',
        late: 'en retard, après alerte',
        declined: 'refusée',
        unconfirmed: 'non confirmée',
      },
      count: (duties: number) => (duties < 2 ? `${duties} astreinte` : `${duties} astreintes`),
      first: (most: number) => `Les ${most} premières.`,
      columns: {
        person: 'Personne',
        schedule: 'Planning',
        began: 'Début',
        how: 'Confirmation',
        at: 'Réponse le',
        by: 'Comment',
        told: 'Alerte le',
      },
      ways: {
        link: 'Par le lien d’un rappel',
        key: 'Par une touche, au téléphone',
        page: 'Sur la page',
        sms: 'Par SMS',
      },
    },
  },
);
