import { type EscalationPolicy, STRATEGIES, type Step, type Target } from '../../domain/escalation/policy.ts';
import { ok } from '../../runtime/result.ts';
import {
  dialFields,
  dialKeys,
  dialTarget,
  firstGiven,
  flag,
  label,
  list,
  mapping,
  neededWhenNew,
  oneOf,
  type ReadingContext,
  reference,
  refuse,
  wholeNumber,
  word,
} from './fields.ts';
import { type ItemForm, parse } from './form.ts';

/** Escalation policies. */
export const policiesForm: ItemForm<'policies'> = {
  read(id, raw, before, context) {
    const parsed = parse(policyShape(context, before === null), raw);
    if (!parsed.ok) return parsed;
    const file = parsed.value;
    return ok<EscalationPolicy>({
      id,
      name: firstGiven(file.name, before?.name),
      rounds: firstGiven(file.rounds, before?.rounds, 2),
      overallLimitSeconds: firstGiven(file.overallLimitSeconds, before?.overallLimitSeconds, 300),
      steps: firstGiven<readonly Step[]>(file.steps, before?.steps),
    });
  },
  write: (policy) => ({
    name: policy.name,
    rounds: policy.rounds,
    overallLimitSeconds: policy.overallLimitSeconds,
    steps: policy.steps.map((step) => ({
      ring: step.targets.map(writeTarget),
      strategy: step.strategy,
      ringSeconds: step.ringSeconds,
      ...(step.skill === null ? {} : { skill: step.skill }),
    })),
  }),
};

function policyShape(context: ReadingContext, isNew: boolean) {
  const step = mapping({
    ring: list(targetShape(context)).min(1, { error: 'expected at least one target to ring' }),
    strategy: oneOf(STRATEGIES).default('in-order'),
    ringSeconds: wholeNumber(1, 300).default(25),
    skill: word.optional(),
  }).transform(
    ({ ring, strategy, ringSeconds, skill }): Step => ({
      targets: ring,
      strategy,
      ringSeconds,
      skill: skill ?? null,
    }),
  );
  return mapping({
    name: neededWhenNew(isNew, label),
    rounds: wholeNumber(1, 20).optional(),
    overallLimitSeconds: wholeNumber(1, 7200).optional(),
    steps: neededWhenNew(isNew, list(step).min(1, { error: 'expected at least one step' })),
  });
}

function targetShape(context: ReadingContext) {
  return mapping({
    schedule: reference(context, 'schedules').optional(),
    person: reference(context, 'people').optional(),
    team: reference(context, 'teams').optional(),
    ...dialKeys(context.plan),
    name: label.optional(),
    confirm: flag.optional(),
  }).transform((fields, issues): Target => {
    const { schedule, person, team, name, confirm, ...number } = fields;
    const kinds = [schedule, person, team, number.extension, number.phone].filter(
      (value) => value !== undefined,
    );
    if (kinds.length !== 1)
      return refuse(issues, 'expected exactly one of schedule, person, team, extension, phone');
    const isNumber = number.extension !== undefined || number.phone !== undefined;
    if (!isNumber && (name !== undefined || confirm !== undefined)) {
      return refuse(issues, 'name and confirm belong to an extension or a phone only');
    }
    if (schedule !== undefined) return { kind: 'schedule', scheduleId: schedule };
    if (person !== undefined) return { kind: 'person', personId: person };
    if (team !== undefined) return { kind: 'team', teamId: team };
    const target = dialTarget(number, issues);
    const shown = number.extension ?? number.phone ?? '';
    return { kind: 'number', label: name ?? shown, target, mustAccept: confirm ?? true };
  });
}

function writeTarget(target: Target): Readonly<Record<string, unknown>> {
  switch (target.kind) {
    case 'schedule':
      return { schedule: target.scheduleId };
    case 'person':
      return { person: target.personId };
    case 'team':
      return { team: target.teamId };
    case 'number':
      return { ...dialFields(target.target), name: target.label, confirm: target.mustAccept };
  }
}
