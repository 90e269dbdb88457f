import { type EscalationPolicy, STRATEGIES, type Step, type Target } from '../escalation/policy.ts';
import { type Codec, lacking, list, made, mapping, unmet } from './codec.ts';
import { type FieldContext, type Fields, itemCodec } from './field.ts';
import { NUMERIC } from './form-part.ts';
import { itemForm } from './item-form.ts';
import { NAME } from './name.ts';
import { dialFields, dialKeys, dialTarget } from './numbers.ts';
import { STEP_ROWS } from './step-rows.ts';
import { flag, label, oneOf, reference, wholeNumber, word } from './values.ts';

/** All that people decide about an escalation policy. */
export const POLICY_FIELDS: Fields<EscalationPolicy> = {
  name: NAME,
  rounds: {
    codec: () => wholeNumber(1, 20),
    fallback: () => 2,
    form: NUMERIC,
    words: {
      en: { label: 'Rounds', hint: 'How many times the whole chain is tried.' },
      fr: { label: 'Tours', hint: 'Combien de fois toute la chaîne est essayée.' },
    },
  },
  overallLimitSeconds: {
    codec: () => wholeNumber(1, 7200),
    fallback: () => 300,
    form: NUMERIC,
    words: {
      en: {
        label: 'Overall limit, in seconds',
        hint: 'From the first step to giving up, whatever is left to try.',
      },
      fr: {
        label: 'Limite totale, en secondes',
        hint: 'De la première étape à l’abandon, quoi qu’il reste à essayer.',
      },
    },
  },
  steps: {
    codec: (context) => list(step(context)).min(1, { error: lacking({ what: 'a-step' }) }),
    form: STEP_ROWS,
    words: { en: { label: 'Steps' }, fr: { label: 'Étapes' } },
  },
};

export const policies = itemCodec(POLICY_FIELDS);
export const policyForm = itemForm(POLICY_FIELDS, policies);

function step(context: FieldContext): Codec<Step> {
  return made(
    mapping({
      ring: list(target(context)).min(1, { error: lacking({ what: 'a-target' }) }),
      strategy: oneOf(STRATEGIES).default('in-order'),
      ringSeconds: wholeNumber(1, 300).default(25),
      skill: word.optional(),
    }),
    ({ ring, skill, ...rest }): Step => ({ ...rest, targets: ring, skill: skill ?? null }),
    ({ targets, strategy, ringSeconds, skill }) => ({
      ring: [...targets],
      strategy,
      ringSeconds,
      ...(skill === null ? {} : { skill }),
    }),
  );
}

function target(context: FieldContext): Codec<Target> {
  return made(
    mapping({
      schedule: reference(context, 'schedules').optional(),
      person: reference(context, 'people').optional(),
      team: reference(context, 'teams').optional(),
      ...dialKeys(context.plan),
      name: label.optional(),
      confirm: flag.optional(),
    }),
    ({ schedule, person, team, name, confirm, ...number }, refuse): Target => {
      const named = [schedule, person, team, number.extension, number.phone];
      if (named.filter((value) => value !== undefined).length !== 1)
        return refuse(unmet({ what: 'one-target' }));
      const isNumber = number.extension !== undefined || number.phone !== undefined;
      if (!isNumber && (name !== undefined || confirm !== undefined))
        return refuse({ code: 'names-no-number' });
      if (schedule !== undefined) return { kind: 'schedule', scheduleId: schedule };
      if (person !== undefined) return { kind: 'person', personId: person };
      if (team !== undefined) return { kind: 'team', teamId: team };
      const shown = name ?? number.extension ?? number.phone ?? '';
      return {
        kind: 'number',
        label: shown,
        target: dialTarget(number, refuse),
        mustAccept: confirm ?? true,
      };
    },
    writtenTarget,
  );
}

function writtenTarget(target: Target) {
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
