import { STRATEGIES } from '../../domain/escalation/policy.ts';
import { createFormat } from '../format.ts';
import { type Flaws, NO_FLAWS } from '../forms/flaws.ts';
import { readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { freeId, mayEdit } from '../hotlines/hotline-pages.ts';
import { targetChoices } from '../hotlines/targets.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';
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

export function newEscalationPage(visit: MemberVisit): Promise<Reply> {
  return escalationForm(visit, null, {
    values: BLANK_ESCALATION,
    flaws: NO_FLAWS,
    opened: '',
    conflict: null,
  });
}

export async function escalationPage(visit: MemberVisit): Promise<Reply> {
  const { needs, language, now } = visit;
  const opened = await openedOf(visit, 'policies', param(visit, 'policy'));
  const policy = (await needs.reader.policies()).get(param(visit, 'policy')) ?? notFound();
  const format = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  return escalationForm(visit, policy.id, {
    values: valuesOfEscalation(policy, format.phone),
    flaws: NO_FLAWS,
    opened,
    conflict: null,
  });
}

export async function createEscalation(visit: MemberChange): Promise<Reply> {
  return takeEscalation(visit, null, await freeId(visit, 'policies', visit.fields.text('name')));
}

export function saveEscalation(visit: MemberChange): Promise<Reply> {
  const id = param(visit, 'policy');
  return takeEscalation(visit, id, id);
}

async function takeEscalation(visit: MemberChange, existing: string | null, id: string): Promise<Reply> {
  const { fields } = visit;
  const typed = typedEscalation(fields);
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save') {
    const values = rearranged(typed, order);
    return escalationForm(visit, existing, { values, flaws: NO_FLAWS, opened, conflict: null });
  }
  const values = withoutOpenTargets(typed);
  const edit = {
    section: 'policies',
    id,
    raw: rawEscalation(values),
    basedOn: basedOnOf(opened),
  } as const;
  const saved = await saveEdits(visit, [edit]);
  if (saved.kind === 'saved') {
    const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
    return { kind: 'see', path: `/escalation/${id}`, done };
  }
  const { conflict } = saved;
  const state = { values, flaws: saved.flaws('policies'), opened: conflict?.opened ?? opened, conflict };
  return escalationForm(visit, existing, state);
}

interface EscalationFormState {
  readonly values: EscalationValues;
  readonly flaws: Flaws;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function escalationForm(
  visit: MemberVisit,
  id: string | null,
  state: EscalationFormState,
): Promise<Reply> {
  const hotlines = await visit.needs.reader.hotlines();
  return {
    kind: 'page',
    view: 'escalation/escalation',
    title: id === null ? visit.t.hotlines.newChain : state.values.name,
    status: state.conflict ? 409 : state.flaws.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      strategies: STRATEGIES,
      choices: await targetChoices(visit),
      users: [...hotlines.values()].filter(({ policyId }) => policyId === id),
      mayEdit: mayEdit(visit),
      targetList,
    },
  };
}
