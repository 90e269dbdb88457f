import type { WhatIfFailure } from '../../statistics/what-if/what-if.ts';
import { inBoth } from '../messages/in-both.ts';

/** Past calls with something changed. */
export const WHAT_IF = inBoth(
  {
    tab: 'What if',
    title: 'What if…',
    intro:
      'The calls of a past period once more, with something changed: by the same rules as real calls, with people who answer as they really did.',
    policy: 'Escalation policy',
    policyKept: (name: string) => `as the hotline has it (${name})`,
    instead: 'Instead of the schedule',
    rung: 'ring this one',
    unchanged: 'unchanged',
    ring: (step: number) => `Step ${step} rings for, in seconds`,
    ringHint: (seconds: number) => `${seconds} s as it is`,
    wrongRing: 'A whole number of seconds, from 5 to 300.',
    replay: 'Replay',
    none: 'No call to replay in this period',
    noneText: 'Choose other days or another hotline.',
    reception: 'Reception',
    people: 'People',
    happened: 'What happened',
    would: 'What if',
    asItWas: (what: string) => `${what}, what happened`,
    wouldBe: (what: string) => `${what}, what if`,
    median: 'median',
    p90: '9 of 10 within',
    sure: (calls: string, assumed: string) =>
      `${calls} calls were replayed; the course of ${assumed} of them rests on assumptions.`,
    leftOut: (calls: string) =>
      `${calls} more are in neither column: they came while Vigie was away, or are older than the latest 2,000.`,
    failures: {
      gone: 'There is no such hotline or policy any more.',
      busy: 'Others are replaying calls. Try again in a moment.',
      'too-long': 'It took too long. Choose fewer days.',
      failed: 'The calls could not be replayed. The log says why.',
    } satisfies Record<WhatIfFailure, string> as Record<WhatIfFailure, string>,
    assumptions: 'What is assumed',
    assumptionsText: [
      'Who was rung in a call does in the replay what they did then, with the same delay, try by try.',
      'Where somebody was not rung in that call, or not for so long, one of their other answers of the period is drawn, of the same phone first, then of the person, then of anybody. The draw is the same each time.',
      'A caller who was seen to leave leaves after the same time. One who was not seen to leave waits to the end.',
      'Where nobody took the call then, a conversation lasts 3 minutes and a message 15 seconds.',
      'Who is on duty is read from the planning as it is now, and policies as they are now: what was changed since is not undone. With nothing changed, the two columns tell how close the replay comes.',
      'Calls do not disturb each other, unless a person was seen to be on another call.',
    ].join('\n'),
  },
  {
    tab: 'Et si',
    title: 'Et si…',
    intro:
      'Les appels d’une période passée, rejoués avec un changement : selon les mêmes règles que les vrais appels, par des personnes qui répondent comme elles l’ont vraiment fait.',
    policy: 'Chaîne d’escalade',
    policyKept: (name: string) => `celle de la ligne (${name})`,
    instead: 'Au lieu du planning',
    rung: 'faire sonner celui-ci',
    unchanged: 'inchangé',
    ring: (step: number) => `L’étape ${step} sonne pendant, en secondes`,
    ringHint: (seconds: number) => `${seconds} s actuellement`,
    wrongRing: 'Un nombre entier de secondes, de 5 à 300.',
    replay: 'Rejouer',
    none: 'Aucun appel à rejouer sur cette période',
    noneText: 'Choisissez d’autres jours ou une autre ligne.',
    reception: 'Accueil',
    people: 'Personnes',
    happened: 'Ce qui s’est passé',
    would: 'Et si',
    asItWas: (what: string) => `${what}, ce qui s’est passé`,
    wouldBe: (what: string) => `${what}, et si`,
    median: 'médiane',
    p90: '9 sur 10 en',
    sure: (calls: string, assumed: string) =>
      `${calls} appels ont été rejoués ; pour ${assumed} d’entre eux, le résultat repose sur des hypothèses.`,
    leftOut: (calls: string) =>
      `${calls} autres ne figurent dans aucune colonne : ils sont arrivés en l’absence de Vigie, ou sont plus anciens que les 2 000 derniers.`,
    failures: {
      gone: 'Cette ligne ou cette chaîne n’existe plus.',
      busy: 'D’autres rejouent déjà des appels. Réessayez dans un instant.',
      'too-long': 'C’était trop long. Choisissez moins de jours.',
      failed: 'Les appels n’ont pas pu être rejoués. Le journal dit pourquoi.',
    },
    assumptions: 'Ce qui est supposé',
    assumptionsText: [
      'Une personne appelée lors d’un appel fait, une fois rejoué, ce qu’elle a fait alors, avec le même délai, essai par essai.',
      'Si une personne n’a pas été appelée cette fois-là, ou moins longtemps, une autre de ses réponses de la période est tirée au sort : d’abord du même téléphone, puis de la personne, puis de n’importe qui. Le tirage est le même à chaque fois.',
      'Un appelant parti s’en va après la même attente. Celui qui n’est pas parti attend jusqu’au bout.',
      'Si personne n’avait pris l’appel, une conversation dure 3 minutes et un message 15 secondes.',
      'Le planning et les chaînes sont lus tels qu’ils sont aujourd’hui : ce qui a changé depuis n’est pas annulé. Sans aucun changement, les deux colonnes montrent la fidélité du calcul.',
      'Les appels ne se gênent pas entre eux, sauf si une personne était déjà sur un autre appel.',
    ].join('\n'),
  },
);
