import type { CallOpening } from '../calls/live/call-opening.ts';
import { type CandidateSources, resolveCandidates } from '../calls/live/candidates.ts';
import type { EscalationPolicy, Step, Target } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import { describeTarget } from '../domain/phone-number.ts';
import type { Instant } from '../runtime/instant.ts';
import { ringReasonInWords } from '../words/reason-words.ts';

/** Whom a call at an instant would ring. Instants are ISO times: this is also what `--json` prints. */
export interface Forecast {
  readonly hotline: { readonly id: string; readonly name: string };
  /** The opening branch that chooses the policy; null: none holds then. */
  readonly branch: string | null;
  readonly policy: Pick<EscalationPolicy, 'id' | 'name' | 'rounds' | 'overallLimitSeconds'>;
  readonly at: string;
  readonly steps: readonly ForecastStep[];
}

export interface ForecastStep extends Pick<Step, 'strategy' | 'ringSeconds' | 'skill'> {
  readonly step: number;
  readonly targets: readonly ForecastTarget[];
}

export interface ForecastTarget {
  /** "schedule primary", "team technicians"… */
  readonly target: string;
  /** Empty in a gap. */
  readonly people: readonly ForecastPerson[];
}

export interface ForecastPerson {
  readonly id: string | null;
  readonly name: string;
  readonly contacts: readonly { readonly address: string; readonly confirm: boolean }[];
  /** The reason in words, and for those on duty its end. */
  readonly why: string;
  readonly until: string | null;
}

/** Resolves each step as a call would at `at`, by the same doors. */
export async function foresee(
  sources: CandidateSources,
  hotline: Hotline,
  { branch, policy }: Pick<CallOpening, 'branch' | 'policy'>,
  at: Instant,
): Promise<Forecast> {
  const { id, name, rounds, overallLimitSeconds } = policy;
  const steps = policy.steps.map(async (step, index) => ({
    step: index + 1,
    strategy: step.strategy,
    ringSeconds: step.ringSeconds,
    skill: step.skill,
    targets: await Promise.all(step.targets.map((target) => foreseeTarget(sources, step, target, at))),
  }));
  return {
    hotline: { id: hotline.id, name: hotline.name },
    branch,
    policy: { id, name, rounds, overallLimitSeconds },
    at: new Date(at).toISOString(),
    steps: await Promise.all(steps),
  };
}

async function foreseeTarget(
  sources: CandidateSources,
  step: Step,
  target: Target,
  at: Instant,
): Promise<ForecastTarget> {
  const candidates = await resolveCandidates(sources, { ...step, targets: [target] }, at);
  return {
    target: nameTarget(target),
    people: candidates.map((candidate) => {
      const contacts = candidate.contactMethods.map((method) => ({
        address: describeTarget(method.target),
        confirm: method.mustAccept,
      }));
      return {
        id: candidate.personId,
        name: candidate.name,
        contacts,
        why: ringReasonInWords(candidate.reason, 'en'),
        until: candidate.dutyUntil === null ? null : new Date(candidate.dutyUntil).toISOString(),
      };
    }),
  };
}

function nameTarget(target: Target): string {
  switch (target.kind) {
    case 'schedule':
      return `schedule ${target.scheduleId}`;
    case 'person':
      return `person ${target.personId}`;
    case 'team':
      return `team ${target.teamId}`;
    case 'number':
      return 'number';
  }
}
