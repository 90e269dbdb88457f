import type { Candidate } from '../call.ts';
import type { Language } from '../person.ts';
import type { Dialable, Lane, Stop } from './call-state.ts';
import type { Step } from './policy.ts';

/**
 * The order of ringing for one step: a list of waves, each a list of lanes that ring side by side.
 * In order and longest idle have one lane a wave, all at once one lane a person; with a skill asked for,
 * those who have it make the first wave. Nobody is dialled by two lanes.
 */
export function planLanes(
  step: Step,
  stop: Stop,
  candidates: readonly Candidate[],
  fallbackLanguage: Language,
): Lane[][] {
  const people = order(step, withoutRepeats(candidates));
  const skilled = step.skill === null ? people : people.filter((person) => hasSkill(person, step.skill));
  const others = people.filter((person) => !skilled.includes(person));
  return [skilled, others]
    .map((group) => lanesOf(step, stop, group, fallbackLanguage))
    .filter((lanes) => lanes.length > 0);
}

function lanesOf(step: Step, stop: Stop, people: readonly Candidate[], fallbackLanguage: Language): Lane[] {
  const queues = people
    .map((person) => dialables(step, stop, person, fallbackLanguage))
    .filter((queue) => queue.length > 0);
  const separate = step.strategy === 'all-at-once' ? queues : [queues.flat()];
  return separate.filter((queue) => queue.length > 0).map((queue) => ({ queue, active: null }));
}

function order(step: Step, people: readonly Candidate[]): readonly Candidate[] {
  if (step.strategy !== 'longest-idle') return people;
  const idleSince = (person: Candidate) => person.lastAcceptedAt ?? Number.NEGATIVE_INFINITY;
  return people.toSorted((a, b) => Math.sign(idleSince(a) - idleSince(b)) || 0);
}

function hasSkill(person: Candidate, skill: string | null): boolean {
  return skill !== null && person.skills.includes(skill);
}

function withoutRepeats(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(
    ({ personId }) => personId === null || (!seen.has(personId) && seen.add(personId)),
  );
}

function dialables(step: Step, stop: Stop, person: Candidate, fallbackLanguage: Language): Dialable[] {
  return person.contactMethods.map(({ target, mustAccept }) => ({
    personId: person.personId,
    name: person.name,
    language: person.language ?? fallbackLanguage,
    target,
    mustAccept,
    ringSeconds: step.ringSeconds,
    reason: person.reason,
    ...(person.scheduleId === undefined ? {} : { scheduleId: person.scheduleId }),
    round: stop.round,
    step: stop.step,
  }));
}
