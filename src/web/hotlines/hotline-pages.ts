import { ANSWER_MODES, REFUSAL_TREATMENTS } from '../../domain/hotline.ts';
import { reachOf } from '../../domain/permissions.ts';
import { idFor } from '../../planning/portable-config/item-id.ts';
import { createFormat } from '../format.ts';
import { type Flaws, NO_FLAWS } from '../forms/flaws.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from '../forms/save-edits.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';
import { presentGreeting } from './greeting-pages.ts';
import {
  BLANK_BRANCH,
  type HotlineValues,
  rawHotline,
  typedHotline,
  valuesOfHotline,
} from './hotline-form.ts';

export async function hotlinesPage(visit: MemberVisit): Promise<Reply> {
  const { needs, t } = visit;
  const [hotlines, policies] = await Promise.all([needs.reader.hotlines(), needs.reader.policies()]);
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
      mayEdit: mayEdit(visit),
    },
  };
}

export async function hotlinePage(visit: MemberVisit): Promise<Reply> {
  const { needs, language, now } = visit;
  const opened = await openedOf(visit, 'hotlines', param(visit, 'hotline'));
  const hotline = (await needs.reader.hotlines()).get(param(visit, 'hotline')) ?? notFound();
  const format = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  return hotlineForm(visit, hotline.id, {
    values: valuesOfHotline(hotline, format.phone),
    flaws: NO_FLAWS,
    opened,
    conflict: null,
  });
}

export async function saveHotline(visit: MemberChange): Promise<Reply> {
  const id = param(visit, 'hotline');
  const typed = typedHotline(visit.fields);
  const opened = visit.fields.text('opened');
  const order = readOrder(visit.fields.text('do'));
  const branches = applyOrder(order, 'branch', typed.branches, BLANK_BRANCH);
  const values = { ...typed, branches };
  if (order.kind !== 'save')
    return hotlineForm(visit, id, { values, flaws: NO_FLAWS, opened, conflict: null });
  const edit = {
    section: 'hotlines',
    id,
    raw: rawHotline(values),
    basedOn: basedOnOf(opened),
  } as const;
  const saved = await saveEdits(visit, [edit]);
  if (saved.kind === 'saved')
    return { kind: 'see', path: `/hotlines/${id}`, done: saved.changed ? 'saved' : 'unchanged' };
  const { conflict } = saved;
  return hotlineForm(visit, id, {
    values,
    flaws: saved.flaws('hotlines'),
    opened: conflict?.opened ?? opened,
    conflict,
  });
}

interface HotlineFormState {
  readonly values: HotlineValues;
  readonly flaws: Flaws;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

async function hotlineForm(visit: MemberVisit, id: string, state: HotlineFormState): Promise<Reply> {
  const { reader } = visit.needs;
  const [policies, hotlines] = await Promise.all([reader.policies(), reader.hotlines()]);
  const hotline = hotlines.get(id);
  return {
    kind: 'page',
    view: 'hotlines/hotline',
    title: state.values.name,
    status: state.conflict ? 409 : state.flaws.count > 0 ? 422 : 200,
    data: {
      ...state,
      id,
      policies: [...policies.values()],
      greeting: hotline ? await presentGreeting(visit, hotline) : null,
      answers: ANSWER_MODES,
      treatments: REFUSAL_TREATMENTS,
      mayEdit: mayEdit(visit),
    },
  };
}

export function mayEdit({ actor }: MemberVisit): boolean {
  return reachOf('hotlines.edit', actor.role) === 'all';
}

/** A free id for a new hotline or escalation. */
export async function freeId(
  visit: MemberVisit,
  section: 'hotlines' | 'policies',
  name: string,
): Promise<string> {
  const taken = await (section === 'hotlines'
    ? visit.needs.reader.hotlines()
    : visit.needs.reader.policies());
  return idFor(section, name, (id) => taken.has(id));
}
