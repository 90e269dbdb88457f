import { stringify } from 'yaml';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { SetupAnswers } from './answers.ts';

const WEEK = 7 * 86_400 * SECOND;

/**
 * A plan by which the hotline rings one person, always: enough to dial the number and hear that all is well, and to be
 * replaced on the pages by who is really on call. In the form of the file that people import.
 */
export function firstPlan(
  answers: Pick<SetupAnswers, 'number' | 'trunk' | 'phone' | 'name'>,
  personId: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Instant },
): string {
  const { phone } = answers;
  // A week that has begun: on call at once.
  const [start] = localOf(now - WEEK, timeZone).split(/[ T]/);
  const contact =
    phone?.kind === 'extension' ? { extension: phone.extension } : { phone: phone?.number ?? '' };
  return stringify({
    people: { [personId]: { name: answers.name, role: 'administrator', contacts: [contact] } },
    schedules: {
      primary: {
        name: 'Astreinte',
        timeZone,
        rotations: [
          {
            id: 'always',
            name: 'Always',
            participants: [personId],
            turn: '1 week',
            handoff: 'mon 08:00',
            start,
          },
        ],
      },
    },
    policies: {
      chain: { name: 'Astreinte', steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 25 }] },
    },
    hotlines: {
      hotline: {
        name: 'Hotline',
        numbers: [answers.number],
        policy: 'chain',
        trunk: answers.trunk,
        noAnswer: { voicemail: { maxSeconds: 120, minSeconds: 2 } },
      },
    },
  });
}
