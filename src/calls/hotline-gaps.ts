import type { EscalationPolicy, Target } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import { type HotlineGap, hotlineGaps } from '../domain/hotline-gaps.ts';
import type { DialTarget, NumberingPlan } from '../domain/phone-number.ts';
import { peopleOf } from '../domain/schedule/people-of.ts';
import type { Instant } from '../runtime/instant.ts';
import type { CandidateSources } from './live/candidates.ts';
import { whyNotDialled } from './live/dial-leg.ts';

/**
 * Of every hotline, or of `only`, when it would reach nobody within `[from, to)`. The one question for all who tell of
 * gaps.
 */
export async function gapsOfHotlines(
  { directory, schedules }: CandidateSources,
  plan: NumberingPlan,
  from: Instant,
  to: Instant,
  only: string | null = null,
): Promise<readonly { readonly hotline: Hotline; readonly gaps: readonly HotlineGap[] }[]> {
  const hotlines = (await directory.hotlines()).filter(({ id }) => only === null || id === only);
  const policies = await byId(hotlines.flatMap(policyIdsOf), (id) => directory.policy(id));
  const targets = [...policies.values()].flatMap(({ steps }) => steps.flatMap((step) => step.targets));
  const [onSchedules, teams] = await Promise.all([
    byId(idsOf(targets, 'schedule'), (id) => schedules.schedule(id, from)),
    byId(idsOf(targets, 'team'), (id) => directory.team(id)),
  ]);
  const personIds = new Set([
    ...idsOf(targets, 'person'),
    ...[...teams.values()].flatMap(({ memberIds }) => memberIds),
    ...[...onSchedules.values()].flatMap((schedule) => [...peopleOf(schedule)]),
  ]);
  const people = new Map((await directory.people([...personIds])).map((person) => [person.id, person]));
  const surroundings = {
    policies,
    schedules: onSchedules,
    teams,
    people,
    // Asked by calls, by the dry run and by the duty list of the fallback too.
    canRing: (target: DialTarget, hotline: Hotline) => whyNotDialled(target, hotline, plan) === null,
  };
  return hotlines.map((hotline) => ({ hotline, gaps: hotlineGaps(hotline, surroundings, from, to) }));
}

function policyIdsOf({ policyId, branches }: Hotline): readonly string[] {
  return [policyId, ...branches.flatMap((branch) => branch.policyId ?? [])];
}

function idsOf(targets: EscalationPolicy['steps'][number]['targets'], kind: Target['kind']) {
  return targets.flatMap((target) => {
    if (target.kind !== kind) return [];
    if (target.kind === 'schedule') return [target.scheduleId];
    if (target.kind === 'team') return [target.teamId];
    return target.kind === 'person' ? [target.personId] : [];
  });
}

async function byId<T>(
  ids: readonly string[],
  find: (id: string) => Promise<T | null>,
): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all([...new Set(ids)].map(async (id) => [id, await find(id)] as const));
  return new Map(found.flatMap(([id, one]) => (one === null ? [] : [[id, one] as const])));
}
