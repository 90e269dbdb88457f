import type { Dialable } from '../../domain/escalation/call-state.ts';
import type { EscalationPolicy } from '../../domain/escalation/policy.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { Person } from '../../domain/person.ts';
import {
  type DialTarget,
  describeTarget,
  type NumberingPlan,
  parsePhoneNumber,
} from '../../domain/phone-number.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { BEHAVIOURS, type Behaviour, parseBehaviour } from './behaviour.ts';

/** What people do in a dry run. Nobody answers, unless something else is assumed. */
export interface Assumptions {
  /** By the address that is dialled (`201`, `+33199001201`); counts before the person's. */
  readonly byAddress: ReadonlyMap<string, Behaviour>;
  readonly byPerson: ReadonlyMap<string, Behaviour>;
  readonly everyoneElse: Behaviour;
}

export const NOBODY_ANSWERS: Assumptions = {
  byAddress: new Map(),
  byPerson: new Map(),
  everyoneElse: { kind: 'no-answer' },
};

/** Whom assumptions may be made of. */
export interface Assumable {
  readonly people: readonly Person[];
  readonly hotline: Hotline;
  readonly policies: readonly EscalationPolicy[];
  readonly plan: NumberingPlan;
}

/** What becomes of one try. */
export interface Answer {
  /** Until the phone rings, or the network says that it does not. */
  readonly networkSeconds: number;
  readonly behaviour: Behaviour;
}

/** Whom an attempt rings, and what they do. */
export type Answering = (attempt: number, who: Dialable) => Answer;

/** What is assumed of the address that is dialled, or of the person; networks are taken to need no time. */
export function assumedAnswers({ byAddress, byPerson, everyoneElse }: Assumptions): Answering {
  return (_attempt, who) => {
    const ofPerson = who.personId === null ? undefined : byPerson.get(who.personId);
    const behaviour = byAddress.get(describeTarget(who.target)) ?? ofPerson ?? everyoneElse;
    return { networkSeconds: 0, behaviour };
  };
}

/** Reads `bob=busy`, `201=accepts:8`, `everyone=unreachable`; every mistake is told. Of two about the same, the last counts. */
export function parseAssumptions(
  texts: readonly string[],
  assumable: Assumable,
): Result<Assumptions, readonly string[]> {
  const byAddress = new Map<string, Behaviour>();
  const byPerson = new Map<string, Behaviour>();
  let { everyoneElse } = NOBODY_ANSWERS;
  const mistakes: string[] = [];
  for (const text of texts) {
    const [who = '', ...what] = text.split('=');
    const behaviour = parseBehaviour(what.join('='));
    const subject = subjectOf(who.trim(), assumable);
    if (subject === null) mistakes.push(unknownSubject(text, who.trim()));
    if (behaviour === null) mistakes.push(unknownBehaviour(text, what.join('=')));
    if (subject === null || behaviour === null) continue;
    if (subject.kind === 'everyone') everyoneElse = behaviour;
    else (subject.kind === 'person' ? byPerson : byAddress).set(subject.key, behaviour);
  }
  return mistakes.length > 0 ? fail(mistakes) : ok({ byAddress, byPerson, everyoneElse });
}

type Subject = { readonly kind: 'everyone' } | { readonly kind: 'person' | 'address'; readonly key: string };

function subjectOf(who: string, assumable: Assumable): Subject | null {
  if (who === 'everyone') return { kind: 'everyone' };
  if (assumable.people.some(({ id }) => id === who)) return { kind: 'person', key: who };
  const number = parsePhoneNumber(who, assumable.plan);
  const known = addresses(assumable);
  const key = [who, number.ok ? number.value : who].find((address) => known.has(address));
  return key === undefined ? null : { kind: 'address', key };
}

/** Everything that a call to the hotline could ring. */
function addresses({ people, hotline, policies }: Assumable): ReadonlySet<string> {
  const targets: DialTarget[] = people.flatMap(({ contactMethods }) =>
    contactMethods.map(({ target }) => target),
  );
  for (const { steps } of policies) {
    for (const target of steps.flatMap((step) => step.targets)) {
      if (target.kind === 'number') targets.push(target.target);
    }
  }
  if (hotline.noAnswer.kind === 'last-resort') targets.push(hotline.noAnswer.target);
  return new Set(targets.map(describeTarget));
}

function unknownSubject(text: string, who: string): string {
  return `${JSON.stringify(text)}: ${JSON.stringify(who)} is nobody: expected everyone, the id of a person, or an extension or number that is dialled`;
}

function unknownBehaviour(text: string, what: string): string {
  return `${JSON.stringify(text)}: ${JSON.stringify(what)} is no behaviour: expected one of ${BEHAVIOURS.join(', ')}, with seconds as in accepts:8 or accepts:8+3`;
}
