import { STRATEGIES } from '../../domain/escalation/policy.ts';
import { createFormat } from '../format.ts';
import { readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import { freeId, mayEdit } from '../hotlines/hotline-pages.ts';
import { targetChoices } from '../hotlines/targets.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import {
  BLANK_ESCALATION,
  type EscalationValues,
  rawEscalation,
  rearranged,
  targetList,
  typedEscalation,
  valuesOfEscalation,
  withoutOpenTargets,
} from './escalation-form.ts';

export function newEscalationPage(context: MemberContext): Promise<Reply> {
  return escalationForm(context, null, {
    values: BLANK_ESCALATION,
    validationErrors: NO_ERRORS,
    opened: '',
    conflict: null,
  });
}

export async function escalationPage(context: MemberContext): Promise<Reply> {
  const { dependencies, language, now } = context;
  const opened = await openedOf(context, 'policies', param(context, 'policy'));
  const policy = (await dependencies.reader.policies()).get(param(context, 'policy')) ?? notFound();
  const format = createFormat(language, dependencies.timeZone, now, dependencies.numberingPlan);
  return escalationForm(context, policy.id, {
    values: valuesOfEscalation(policy, format.phone),
    validationErrors: NO_ERRORS,
    opened,
    conflict: null,
  });
}

export async function createEscalation(context: MemberChangeContext): Promise<Reply> {
  return takeEscalation(context, null, await freeId(context, 'policies', context.fields.text('name')));
}

export function saveEscalation(context: MemberChangeContext): Promise<Reply> {
  const id = param(context, 'policy');
  return takeEscalation(context, id, id);
}

async function takeEscalation(
  context: MemberChangeContext,
  existing: string | null,
  id: string,
): Promise<Reply> {
  const { fields } = context;
  const typed = typedEscalation(fields);
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save') {
    const values = rearranged(typed, order);
    return escalationForm(context, existing, { values, validationErrors: NO_ERRORS, opened, conflict: null });
  }
  const values = withoutOpenTargets(typed);
  const edit = {
    section: 'policies',
    id,
    raw: rawEscalation(values),
    basedOn: basedOnOf(opened),
  } as const;
  const saved = await saveEdits(context, [edit]);
  if (saved.kind === 'saved') {
    const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
    return { kind: 'see', path: `/escalation/${id}`, done };
  }
  const { conflict } = saved;
  const state = {
    values,
    validationErrors: saved.validationErrors('policies'),
    opened: conflict?.opened ?? opened,
    conflict,
  };
  return escalationForm(context, existing, state);
}

interface EscalationFormState {
  readonly values: EscalationValues;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function escalationForm(
  context: MemberContext,
  id: string | null,
  state: EscalationFormState,
): Promise<Reply> {
  const hotlines = await context.dependencies.reader.hotlines();
  return {
    kind: 'page',
    view: 'escalation/escalation',
    title: id === null ? context.t.hotlines.newChain : state.values.name,
    status: state.conflict ? 409 : state.validationErrors.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      strategies: STRATEGIES,
      choices: await targetChoices(context),
      users: [...hotlines.values()].filter(({ policyId }) => policyId === id),
      mayEdit: mayEdit(context),
      targetList,
    },
  };
}
