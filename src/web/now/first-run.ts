import type { Hotline } from '../../domain/hotline.ts';
import type { Person } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { whoWouldRing } from '../dry-run/try-call.ts';
import { formatOf } from '../format.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import type { HotlineDuty } from './duty.ts';

/** A step of the guided card. */
export interface FirstStep {
  readonly key: 'account' | 'asterisk' | 'people' | 'hotline' | 'rings' | 'call';
  readonly done: boolean;
  /** What was found, in words; empty: nothing is to be said. */
  readonly told: string;
  readonly path: string | null;
  readonly action:
    | 'howAsterisk'
    | 'addPerson'
    | 'addHotline'
    | 'chooseTrunk'
    | 'seeDryRun'
    | 'callMe'
    | 'giveMyNumber'
    | null;
}

/** So many, and the first ones are over. */
const FIRST_CALLS = 5;

/**
 * What is still missing before a first call reaches somebody; null when nothing is. A hotline counts as ready when a
 * dry run of this moment rings somebody, and not because its form was filled in.
 */
export async function firstRun(
  context: MemberContext,
  duty: readonly HotlineDuty[],
): Promise<readonly FirstStep[] | null> {
  const { dependencies, actor, t } = context;
  if (actor.role !== 'administrator') return null;
  const [people, calls, health] = await Promise.all([
    dependencies.reader.people(),
    dependencies.history.list({ limit: FIRST_CALLS }),
    dependencies.health(),
  ]);
  const hasPeople = [...people.values()].some(({ contactMethods }) => contactMethods.length > 0);
  const ready = duty.filter(
    ({ numbers, steps }) => numbers.length > 0 && steps.some(({ targets }) => targets.length > 0),
  );
  const isConnected = health.asterisk === 'connected';
  const isSetUp = isConnected && hasPeople && ready.length > 0;
  // A house that has had its first calls is not asked again: gaps to come are told elsewhere.
  if (isSetUp && calls.length === FIRST_CALLS) return null;
  const first = ready[0]?.hotline ?? null;
  const dialled = first === null ? [] : await whoWouldRing(context, first);
  if (isSetUp && calls.length > 0 && dialled.length > 0) return null;
  const { phone } = formatOf(context);
  const number = first?.numbers[0];
  const own = people.get(actor.personId)?.contactMethods[0];
  return [
    { key: 'account', done: true, told: '', path: null, action: null },
    { key: 'asterisk', done: isConnected, told: '', path: '/settings', action: 'howAsterisk' },
    { key: 'people', done: hasPeople, told: '', path: '/people/new', action: 'addPerson' },
    { key: 'hotline', done: first !== null, told: '', path: '/hotlines/new', action: 'addHotline' },
    {
      key: 'rings',
      done: dialled.length > 0,
      told: first === null ? '' : t.now.wouldRing(first.name, dialled),
      ...whyNot(first, people),
    },
    {
      key: 'call',
      done: calls.length > 0,
      told: number === undefined ? '' : t.now.dialThis(phone(number)),
      path:
        own === undefined
          ? `/people/${actor.personId}`
          : `/people/${actor.personId}/ring?number=${encodeURIComponent(describeTarget(own.target))}`,
      action: own === undefined ? 'giveMyNumber' : 'callMe',
    },
  ];
}

/** Where it is told why the hotline rings nobody: without a trunk no mobile can be dialled. */
function whyNot(
  hotline: Hotline | null,
  people: ReadonlyMap<string, Person>,
): Pick<FirstStep, 'path' | 'action'> {
  if (hotline === null) return { path: null, action: null };
  const methods = [...people.values()].flatMap(({ contactMethods }) => contactMethods);
  const wantsTrunk = hotline.trunk === null && methods.some(({ target }) => target.kind === 'phone');
  return wantsTrunk
    ? { path: `/hotlines/${hotline.id}#trunk`, action: 'chooseTrunk' }
    : { path: `/hotlines/${hotline.id}/dry-run`, action: 'seeDryRun' };
}

/**
 * Where whoever made a person or a hotline goes on: while the house has no hotline yet, or has just got its first one,
 * at the guided card, which says what is next; afterwards at what was made.
 */
export function afterMaking(reply: Reply, hotlinesBefore: number): Reply {
  return reply.kind === 'see' && hotlinesBefore === 0 ? { ...reply, path: '/now' } : reply;
}
