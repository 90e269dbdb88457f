import { ANSWER_MODES, REFUSAL_TREATMENTS } from '../../domain/hotline.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import { createFormat } from '../format.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { presentGreeting } from './greeting-pages.ts';
import {
  BLANK_BRANCH,
  type HotlineValues,
  rawHotline,
  typedHotline,
  valuesOfHotline,
} from './hotline-form.ts';

export async function hotlinesPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t } = context;
  const [hotlines, policies] = await Promise.all([
    dependencies.reader.hotlines(),
    dependencies.reader.policies(),
  ]);
  const usersOf = (id: string) => [...hotlines.values()].filter(({ policyId }) => policyId === id).length;
  return {
    kind: 'page',
    view: 'hotlines/list',
    title: t.hotlines.title,
    data: {
      hotlines: [...hotlines.values()].map((hotline) => ({
        hotline,
        chain: policies.get(hotline.policyId)?.name ?? hotline.policyId,
      })),
      chains: [...policies.values()].map((policy) => ({ policy, users: usersOf(policy.id) })),
      mayEdit: mayEdit(context),
    },
  };
}

export async function hotlinePage(context: MemberContext): Promise<Reply> {
  const { dependencies, language, now } = context;
  const opened = await openedOf(context, 'hotlines', param(context, 'hotline'));
  const hotline = (await dependencies.reader.hotlines()).get(param(context, 'hotline')) ?? notFound();
  const format = createFormat(language, dependencies.timeZone, now, dependencies.numberingPlan);
  return hotlineForm(context, hotline.id, {
    values: valuesOfHotline(hotline, format.phone),
    validationErrors: NO_ERRORS,
    opened,
    conflict: null,
  });
}

export async function saveHotline(context: MemberChangeContext): Promise<Reply> {
  const id = param(context, 'hotline');
  const typed = typedHotline(context.fields);
  const opened = context.fields.text('opened');
  const order = readOrder(context.fields.text('do'));
  const branches = applyOrder(order, 'branch', typed.branches, BLANK_BRANCH);
  const values = { ...typed, branches };
  if (order.kind !== 'save')
    return hotlineForm(context, id, { values, validationErrors: NO_ERRORS, opened, conflict: null });
  const edit = {
    section: 'hotlines',
    id,
    raw: rawHotline(values),
    basedOn: basedOnOf(opened),
  } as const;
  const saved = await saveEdits(context, [edit]);
  if (saved.kind === 'saved')
    return { kind: 'see', path: `/hotlines/${id}`, done: saved.changed ? 'saved' : 'unchanged' };
  const { conflict } = saved;
  return hotlineForm(context, id, {
    values,
    validationErrors: saved.validationErrors('hotlines'),
    opened: conflict?.opened ?? opened,
    conflict,
  });
}

interface HotlineFormState {
  readonly values: HotlineValues;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function hotlineForm(context: MemberContext, id: string, state: HotlineFormState): Promise<Reply> {
  const { reader } = context.dependencies;
  const [policies, hotlines] = await Promise.all([reader.policies(), reader.hotlines()]);
  const hotline = hotlines.get(id);
  return {
    kind: 'page',
    view: 'hotlines/hotline',
    title: state.values.name,
    status: state.conflict ? 409 : state.validationErrors.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      policies: [...policies.values()],
      greeting: hotline ? await presentGreeting(context, hotline) : null,
      answers: ANSWER_MODES,
      treatments: REFUSAL_TREATMENTS,
      mayEdit: mayEdit(context),
    },
  };
}

export function mayEdit({ actor }: MemberContext): boolean {
  return scopeOf('hotlines.edit', actor.role) === 'all';
}

/** A free id for a new hotline or escalation. */
export async function freeId(
  context: MemberContext,
  section: 'hotlines' | 'policies',
  name: string,
): Promise<string> {
  const taken = await (section === 'hotlines'
    ? context.dependencies.reader.hotlines()
    : context.dependencies.reader.policies());
  return idFor(section, name, (id) => taken.has(id));
}
