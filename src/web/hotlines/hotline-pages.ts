import { ANSWER_MODES, REFUSAL_TREATMENTS } from '../../domain/hotline.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import { HOTLINE_FIELDS, hotlineForm } from '../../domain/items/hotline.ts';
import { BLANK_BRANCH, type BranchRow } from '../../domain/items/hotline-parts.ts';
import { idFor } from '../../domain/items/item-id.ts';
import { scopeOf } from '../../domain/permissions.ts';
import { holidayChoices } from '../forms/holiday-choices.ts';
import { type ItemPage, openItem, saveItem } from '../forms/item-editor.ts';
import { applyOrder } from '../forms/rows.ts';
import { timeZoneOptions } from '../forms/time-zones.ts';
import { windowOrders } from '../forms/window-orders.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { presentGreeting } from './greeting-pages.ts';
import { trunkChoices } from './trunk-choices.ts';

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
      files: filesAt((kind) => `/hotlines.${kind}`),
    },
  };
}

/** Every hotline with its numbers; a row for each number that is called. */
export async function hotlinesList({ dependencies, t }: MemberContext): Promise<List> {
  const [hotlines, policies] = await Promise.all([
    dependencies.reader.hotlines(),
    dependencies.reader.policies(),
  ]);
  return {
    name: t.hotlines.title.toLowerCase(),
    head: [t.hotlines.name, t.hotlines.numbers, t.hotlines.chain],
    parts: [...hotlines.values()].flatMap(({ name, numbers, policyId }) =>
      (numbers.length === 0 ? [''] : numbers).map((number) => [
        name,
        number,
        policies.get(policyId)?.name ?? policyId,
      ]),
    ),
  };
}

type HotlineValues = FormValues & {
  readonly name: string;
  readonly trunk: string;
  readonly branches: readonly BranchRow[];
  readonly timeZone: string;
  readonly country: string;
  readonly region: string;
  readonly closedDays: readonly string[];
};

const HOTLINE_PAGE: ItemPage<'hotlines', HotlineValues> = {
  section: 'hotlines',
  view: 'hotlines/hotline',
  fields: HOTLINE_FIELDS,
  form: hotlineForm,
  address: (id) => `/hotlines/${id}`,
  stored: async ({ dependencies }, id) => (await dependencies.reader.hotlines()).get(id) ?? null,
  rearranged: (_context, values, order) => ({
    ...values,
    closedDays: applyOrder(order, 'closedday', values.closedDays, ''),
    branches: windowOrders(order, 'branch', values.branches, BLANK_BRANCH),
  }),
  async show(context, id, { values }) {
    const { reader } = context.dependencies;
    const [policies, hotlines] = await Promise.all([reader.policies(), reader.hotlines()]);
    const hotline = hotlines.get(id ?? '');
    return {
      title: values.name,
      data: {
        policies: [...policies.values()],
        holidayChoices: holidayChoices(context, values),
        zones: timeZoneOptions(values.timeZone, context.language),
        paints: true,
        trunks: await trunksFor(context, values.trunk),
        greeting: hotline ? await presentGreeting(context, hotline) : null,
        answers: ANSWER_MODES,
        treatments: REFUSAL_TREATMENTS,
        mayEdit: mayEdit(context),
      },
    };
  },
};

/** What is typed stays a choice, also when Asterisk knows nothing of it. */
async function trunksFor(context: MemberContext, typed: string): Promise<readonly string[]> {
  const choices = await trunkChoices(context);
  return typed === '' || choices.includes(typed) ? choices : [...choices, typed];
}

export function hotlinePage(context: MemberContext): Promise<Reply> {
  return openItem(HOTLINE_PAGE, context, param(context, 'hotline'));
}

export function saveHotline(context: MemberChangeContext): Promise<Reply> {
  return saveItem(HOTLINE_PAGE, context, param(context, 'hotline'));
}

export function mayEdit({ actor }: MemberContext): boolean {
  return scopeOf('hotlines.edit', actor.role) === 'all';
}

/** A free id for a new hotline or escalation. */
export async function freeId(
  context: MemberContext,
  section: 'hotlines' | 'policies' | 'schedules',
  name: string,
): Promise<string> {
  const { reader } = context.dependencies;
  const taken: ReadonlyMap<string, unknown> = await {
    hotlines: reader.hotlines,
    policies: reader.policies,
    schedules: reader.scheduleNames,
  }[section]();
  return idFor(section, name, (id) => taken.has(id));
}
