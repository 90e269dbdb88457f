import type { EscalationPolicy } from '../../domain/escalation/policy.ts';
import type { Change } from '../../statistics/what-if/change.ts';

/** A step rings no shorter and no longer than in a policy. */
const [SHORTEST, LONGEST] = [5, 300] as const;

/** What is asked to be otherwise, as typed and as understood. */
export interface WhatIfQuery {
  readonly change: Change;
  readonly typed: {
    readonly policy: string;
    readonly instead: string;
    readonly dialled: string;
    /** By step. */
    readonly ring: readonly string[];
  };
  /** Steps whose seconds are none. */
  readonly wrong: readonly number[];
  /** One schedule is named, and not by or for which other one. */
  readonly isHalfChosen: boolean;
  readonly wantsReplay: boolean;
}

/** Reads an address; `policyOf`: the one that would hold, by which the steps are counted. */
export function readWhatIf(
  query: Readonly<Record<string, unknown>>,
  policyOf: (id: string) => EscalationPolicy | undefined,
): WhatIfQuery {
  const given = (field: string) => (typeof query[field] === 'string' ? query[field].trim() : '');
  const [policy, instead, dialled] = [given('policy'), given('instead'), given('dialled')];
  const ring = (policyOf(policy)?.steps ?? []).map((_, index) => given(`ring-${index + 1}`));
  const wrong = ring.flatMap((text, index) => (text === '' || isSeconds(text) ? [] : [index]));
  const isHalfChosen = (instead === '') !== (dialled === '');
  return {
    change: {
      policyId: policy === '' ? null : policy,
      ringSeconds: ring.flatMap((text, step) => (isSeconds(text) ? [{ step, seconds: Number(text) }] : [])),
      schedule: instead === '' || dialled === '' ? null : { instead, dialled },
    },
    typed: { policy, instead, dialled, ring },
    ...{ wrong, isHalfChosen },
    wantsReplay: given('replay') === 'yes' && wrong.length === 0 && !isHalfChosen,
  };
}

function isSeconds(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= SHORTEST && Number(text) <= LONGEST;
}
