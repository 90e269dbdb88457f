import type { EscalationPolicy } from '../../domain/escalation/policy.ts';
import type { Fields } from '../forms/fields.ts';
import { applyOrder, type RowOrder } from '../forms/rows.ts';
import { BLANK_TARGET, rawTarget, type TargetRow, targetRow } from '../hotlines/targets.ts';

export interface StepRow {
  readonly strategy: string;
  readonly ringSeconds: string;
  readonly skill: string;
  readonly targets: readonly TargetRow[];
}

/** An escalation as it stands in its form: what was typed, right or wrong. */
export interface EscalationValues {
  readonly name: string;
  readonly rounds: string;
  readonly limit: string;
  readonly steps: readonly StepRow[];
}

export const BLANK_STEP: StepRow = {
  strategy: 'in-order',
  ringSeconds: '25',
  skill: '',
  targets: [BLANK_TARGET],
};
export const BLANK_ESCALATION: EscalationValues = {
  name: '',
  rounds: '2',
  limit: '300',
  steps: [BLANK_STEP],
};

export function valuesOfEscalation(
  policy: EscalationPolicy,
  phone: (number: string) => string,
): EscalationValues {
  return {
    name: policy.name,
    rounds: String(policy.rounds),
    limit: String(policy.overallLimitSeconds),
    steps: policy.steps.map((step) => ({
      strategy: step.strategy,
      ringSeconds: String(step.ringSeconds),
      skill: step.skill ?? '',
      targets: step.targets.map((target) => targetRow(target, phone)),
    })),
  };
}

/** Targets say which step they are of; a row that chose no number has no fields for one. */
export function typedEscalation(fields: Fields): EscalationValues {
  const targets = fields.rows('targetStep', 'targetWho', 'targetAddress', 'targetName', 'targetConfirm');
  return {
    name: fields.text('name'),
    rounds: fields.text('rounds'),
    limit: fields.text('limit'),
    steps: fields.rows('strategy', 'ringSeconds', 'skill').map((step, index) => ({
      ...step,
      targets: targets
        .filter(({ targetStep }) => targetStep === String(index))
        .map(({ targetWho, targetAddress, targetName, targetConfirm }) => ({
          who: targetWho,
          address: targetAddress,
          name: targetName,
          confirm: targetConfirm === '' ? 'yes' : targetConfirm,
        })),
    })),
  };
}

/** The form after a button that moves, adds or removes steps (`step-…`) or the targets of one (`targeta-…` for the first). */
export function rearranged(values: EscalationValues, order: RowOrder): EscalationValues {
  const steps = applyOrder(order, 'step', values.steps, BLANK_STEP).map((step, index) => ({
    ...step,
    targets: applyOrder(order, targetList(index), step.targets, BLANK_TARGET),
  }));
  return { ...values, steps };
}

/** Name of a step's list of targets in orders: letters only, as orders want it. */
export function targetList(step: number): string {
  return `target${[...String(step)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
}

/** As a configuration file would say it. Targets left open mean nothing. */
export function rawEscalation(values: EscalationValues): Readonly<Record<string, unknown>> {
  return {
    name: values.name,
    rounds: values.rounds,
    overallLimitSeconds: values.limit,
    steps: values.steps.map(({ strategy, ringSeconds, skill, targets }) => ({
      ring: targets.filter(({ who }) => who !== '').map(rawTarget),
      strategy,
      ringSeconds,
      ...(skill === '' ? {} : { skill }),
    })),
  };
}

/** What `rawEscalation` leaves out goes, so that validation errors are told at the row they are about. */
export function withoutOpenTargets(values: EscalationValues): EscalationValues {
  const steps = values.steps.map((step) => ({
    ...step,
    targets: step.targets.filter(({ who }) => who !== ''),
  }));
  return { ...values, steps };
}
