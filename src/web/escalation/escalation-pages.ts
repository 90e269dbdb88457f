import { STRATEGIES } from '../../domain/escalation/policy.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import { POLICY_FIELDS, policyForm } from '../../domain/items/policy.ts';
import { BLANK_STEP, BLANK_TARGET, type StepRow } from '../../domain/items/step-rows.ts';
import { createItem, type NewItemPage, newItem, openItem, saveItem } from '../forms/item-editor.ts';
import { applyOrder, type RowOrder } from '../forms/rows.ts';
import { mayEdit } from '../hotlines/hotline-pages.ts';
import { targetChoices } from '../hotlines/target-choices.ts';
import { skillsOf } from '../people/people-pages.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';

type EscalationValues = FormValues & { readonly name: string; readonly steps: readonly StepRow[] };

const ESCALATION_PAGE: NewItemPage<'policies', EscalationValues> = {
  section: 'policies',
  view: 'escalation/escalation',
  fields: POLICY_FIELDS,
  form: policyForm,
  address: (id) => `/escalation/${id}`,
  blank: () => ({ name: '', rounds: '2', overallLimitSeconds: '300', steps: [BLANK_STEP] }),
  stored: async ({ dependencies }, id) => (await dependencies.reader.policies()).get(id) ?? null,
  taken: ({ dependencies }) => dependencies.reader.policies(),
  rearranged: (_context, values, order) => rearranged(values, order),
  tidied: (values) => ({
    ...values,
    steps: values.steps.map((step) => ({ ...step, targets: step.targets.filter(({ who }) => who !== '') })),
  }),
  async show(context, id, { values }) {
    const { reader } = context.dependencies;
    const [hotlines, people] = await Promise.all([reader.hotlines(), reader.people()]);
    const chosen = values.steps.map(({ skill }) => skill).filter((skill) => skill !== '');
    return {
      title: id === null ? context.t.hotlines.newChain : values.name,
      data: {
        strategies: STRATEGIES,
        skills: [...new Set([...skillsOf(people.values()), ...chosen])],
        choices: await targetChoices(context),
        users: [...hotlines.values()].filter(({ policyId }) => policyId === id),
        mayEdit: mayEdit(context),
        targetList,
      },
    };
  },
};

export function newEscalationPage(context: MemberContext): Promise<Reply> {
  return newItem(ESCALATION_PAGE, context);
}

export function escalationPage(context: MemberContext): Promise<Reply> {
  return openItem(ESCALATION_PAGE, context, param(context, 'policy'));
}

export function createEscalation(context: MemberChangeContext): Promise<Reply> {
  return createItem(ESCALATION_PAGE, context);
}

export function saveEscalation(context: MemberChangeContext): Promise<Reply> {
  return saveItem(ESCALATION_PAGE, context, param(context, 'policy'));
}

/** The form after a button that moves, adds or removes steps (`step-…`) or the targets of one (`targeta-…` for the first). */
function rearranged(values: EscalationValues, order: RowOrder): EscalationValues {
  const steps = applyOrder(order, 'step', values.steps, BLANK_STEP).map((step, index) => ({
    ...step,
    targets: applyOrder(order, targetList(index), step.targets, BLANK_TARGET),
  }));
  return { ...values, steps };
}

/** Name of a step's list of targets in orders: letters only, as orders want it. */
function targetList(step: number): string {
  return `target${[...String(step)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
}
