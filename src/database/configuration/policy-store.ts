import { type EscalationPolicy, STRATEGIES, type Target } from '../../domain/escalation/policy.ts';
import type { Queryable } from '../database.ts';
import { byId, groupBy, storedTarget, storedWord, targetColumns } from '../stored.ts';
import type { PolicyTargetRow } from '../tables/hotline-tables.ts';

/** Policies by id; all of them, or that one. */
export async function readPolicies(
  db: Queryable,
  id?: string,
): Promise<ReadonlyMap<string, EscalationPolicy>> {
  const policies = await db
    .selectFrom('policies')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .execute();
  const steps = await db
    .selectFrom('policy_steps')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('policy_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const targets = await db
    .selectFrom('policy_targets')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('policy_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const stepsOf = groupBy(steps, (row) => row.policy_id);
  const targetsOf = groupBy(targets, (row) => `${row.policy_id} ${row.step}`);
  return byId(
    policies.map((row) => ({
      id: row.id,
      name: row.name,
      rounds: row.rounds,
      overallLimitSeconds: row.overall_limit_seconds,
      steps: stepsOf(row.id).map((step) => ({
        targets: targetsOf(`${row.id} ${step.position}`).map(toTarget),
        strategy: storedWord(STRATEGIES, step.strategy),
        ringSeconds: step.ring_seconds,
        skill: step.skill,
      })),
    })),
  );
}

/** Adds the policy, or changes it to be exactly this. */
export async function writePolicy(db: Queryable, policy: EscalationPolicy): Promise<void> {
  const { id, name, rounds } = policy;
  const row = { id, name, rounds, overall_limit_seconds: policy.overallLimitSeconds };
  await db
    .insertInto('policies')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  // Takes the steps' targets with them.
  await db.deleteFrom('policy_steps').where('policy_id', '=', id).execute();
  for (const [position, step] of policy.steps.entries()) {
    await db
      .insertInto('policy_steps')
      .values({
        policy_id: id,
        position,
        strategy: step.strategy,
        ring_seconds: step.ringSeconds,
        skill: step.skill,
      })
      .execute();
    const targets = step.targets.map((target, order) => ({
      policy_id: id,
      step: position,
      position: order,
      ...toColumns(target),
    }));
    if (targets.length > 0) await db.insertInto('policy_targets').values(targets).execute();
  }
}

const NO_TARGET = {
  schedule_id: null,
  person_id: null,
  team_id: null,
  label: null,
  dial_kind: null,
  dial_address: null,
  must_accept: null,
};

function toColumns(target: Target): Omit<PolicyTargetRow, 'policy_id' | 'step' | 'position'> {
  const { kind } = target;
  switch (kind) {
    case 'schedule':
      return { ...NO_TARGET, kind, schedule_id: target.scheduleId };
    case 'person':
      return { ...NO_TARGET, kind, person_id: target.personId };
    case 'team':
      return { ...NO_TARGET, kind, team_id: target.teamId };
    case 'number': {
      const dial = targetColumns(target.target);
      const mustAccept = target.mustAccept ? 1 : 0;
      return {
        ...NO_TARGET,
        kind,
        label: target.label,
        dial_kind: dial.kind,
        dial_address: dial.address,
        must_accept: mustAccept,
      };
    }
  }
}

function toTarget(row: PolicyTargetRow): Target {
  if (row.schedule_id !== null) return { kind: 'schedule', scheduleId: row.schedule_id };
  if (row.person_id !== null) return { kind: 'person', personId: row.person_id };
  if (row.team_id !== null) return { kind: 'team', teamId: row.team_id };
  const target = storedTarget(row.dial_kind ?? '', row.dial_address ?? '');
  return { kind: 'number', label: row.label ?? '', target, mustAccept: row.must_accept === 1 };
}
