import type { ManagedSchedule } from '../../domain/items/configuration.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { violationsInInterval } from '../../domain/schedule/validity.ts';
import { occupies, type Swap } from '../../domain/swap/swap.ts';
import type { Instant } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Author } from '../configuration.ts';
import type { PlanningViolation } from '../edit-schedule.ts';
import type { PlanningStore, PlanningTransaction } from '../planning-store.ts';
import { isAbsentIn, isDutyOf, isOnDutyIn } from './swap-facts.ts';

export type SwapOffer = Pick<
  Swap,
  'scheduleId' | 'giverId' | 'offeredTo' | 'startAt' | 'endAt' | 'inReturn' | 'note'
>;

export type SwapRefusal =
  | { readonly kind: 'no-such-schedule' }
  | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] };

/** Offers a duty to one colleague, or to all. What of it has passed by now is left out. */
export function proposeSwap(
  store: PlanningStore,
  wanted: SwapOffer,
  author: Author,
): Promise<Result<Swap, SwapRefusal>> {
  return store.edit(async (planning): Promise<Result<Swap, SwapRefusal>> => {
    const schedule = await planning.configuration.item('schedules', wanted.scheduleId);
    if (!schedule) return fail({ kind: 'no-such-schedule' });
    const offer = { ...wanted, startAt: Math.max(wanted.startAt, author.at) };
    const inForce = { ...schedule, absences: await planning.configuration.absences() };
    const violations: readonly PlanningViolation[] = [
      ...violationsInTimes(wanted, author),
      ...(await violationsInOffer(planning, offer)),
      ...(await violationsByOthers(planning, offer, author)),
    ];
    if (violations.length > 0) return fail({ kind: 'invalid', violations });
    const { giverId, offeredTo } = offer;
    if (!isDutyOf(inForce, giverId, offer)) return refuse({ path: [], rule: 'own-duty', about: giverId });
    if (offeredTo !== null && isAbsentIn(inForce, offeredTo, offer))
      return refuse({ path: ['offeredTo'], rule: 'is-present', about: offeredTo });
    const wrongReturn = violationInReturn(inForce, offer, author.at);
    if (wrongReturn) return refuse(wrongReturn);
    const proposed = { ...offer, proposedAt: author.at, state: { kind: 'proposed' } } as const;
    const audience =
      offeredTo === null ? await whoCouldTake(planning, schedule, offer, author.at) : [offeredTo];
    return ok(await planning.swaps.add(proposed, audience, author));
  });
}

/** Of an exchange: the duty in return is the colleague's, and the giver can take it. */
function violationInReturn(
  schedule: ScheduleInForce,
  { giverId, offeredTo, inReturn }: SwapOffer,
  now: Instant,
): PlanningViolation | null {
  if (inReturn === null) return null;
  const at = (rule: PlanningViolation['rule'], about: string) => ({ path: ['inReturn'], rule, about });
  if (offeredTo === null) return at('return-of-one', '');
  if (inReturn.startAt <= now) return at('return-to-come', '');
  if (!isDutyOf(schedule, offeredTo, inReturn)) return at('own-duty', offeredTo);
  if (isAbsentIn(schedule, giverId, inReturn)) return at('is-present', giverId);
  return isOnDutyIn(schedule, giverId, inReturn) ? at('is-free', giverId) : null;
}

/** Whoever may take a duty that is offered to all, and is free then: people of the schedule and of its team. */
async function whoCouldTake(
  { configuration }: PlanningTransaction,
  schedule: ManagedSchedule,
  { giverId, startAt, endAt }: SwapOffer,
  now: Instant,
): Promise<readonly string[]> {
  const inForce = { ...schedule, absences: await configuration.absences() };
  const team = schedule.teamId === null ? null : await configuration.item('teams', schedule.teamId);
  const could: string[] = [];
  for (const id of new Set([...peopleOf(schedule, now), ...(team?.memberIds ?? [])])) {
    const person = await configuration.item('people', id);
    // Viewers have no duty page to answer on.
    if (!person || person.role === 'viewer' || id === giverId) continue;
    const time = { startAt, endAt };
    if (!isAbsentIn(inForce, id, time) && !isOnDutyIn(inForce, id, time)) could.push(id);
  }
  return could;
}

function violationsInTimes(offer: SwapOffer, author: Author): readonly PlanningViolation[] {
  const violations = violationsInInterval(offer);
  if (violations.length > 0) return violations;
  return offer.endAt <= author.at ? [{ path: ['end'], rule: 'not-over', about: '' }] : [];
}

async function violationsInOffer(
  { configuration }: PlanningTransaction,
  { giverId, offeredTo }: SwapOffer,
): Promise<readonly PlanningViolation[]> {
  if (offeredTo === null) return [];
  if (offeredTo === giverId) return [{ path: ['offeredTo'], rule: 'offered-to-another', about: offeredTo }];
  if (await configuration.item('people', offeredTo)) return [];
  return [{ path: ['offeredTo'], rule: 'knows-person', about: offeredTo }];
}

async function violationsByOthers(
  { swaps }: PlanningTransaction,
  offer: SwapOffer,
  author: Author,
): Promise<readonly PlanningViolation[]> {
  const others = await swaps.ofSchedule(offer.scheduleId, author.at);
  const taken = others.some(
    (swap) =>
      occupies(swap) &&
      swap.giverId === offer.giverId &&
      swap.startAt < offer.endAt &&
      swap.endAt > offer.startAt,
  );
  return taken ? [{ path: [], rule: 'not-swapped-already', about: '' }] : [];
}

function refuse(violation: PlanningViolation): Result<never, SwapRefusal> {
  return fail({ kind: 'invalid', violations: [violation] });
}
