import type { EscalationPolicy } from '../../domain/escalation/policy.ts';

/** What is asked to be otherwise; nothing: only how well a replay follows what happened is to be seen. */
export interface Change {
  /** Another policy; null: as the hotline has it. */
  readonly policyId: string | null;
  /** How long each step rings a phone; steps that are not named ring as long as in the policy. */
  readonly ringSeconds: readonly { readonly step: number; readonly seconds: number }[];
  /** Whoever is on duty on another schedule is dialled in the place of one's. */
  readonly schedule: { readonly instead: string; readonly dialled: string } | null;
}

/** The policy with the changes in it. */
export function changed(policy: EscalationPolicy, { ringSeconds, schedule }: Change): EscalationPolicy {
  return {
    ...policy,
    steps: policy.steps.map((step, index) => ({
      ...step,
      ringSeconds: ringSeconds.find((one) => one.step === index)?.seconds ?? step.ringSeconds,
      targets: step.targets.map((target) =>
        target.kind === 'schedule' && target.scheduleId === schedule?.instead
          ? { ...target, scheduleId: schedule.dialled }
          : target,
      ),
    })),
  };
}
