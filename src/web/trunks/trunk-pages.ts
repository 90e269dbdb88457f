import type { FormValues } from '../../domain/items/form-part.ts';
import { TRUNK_FIELDS, trunkForm } from '../../domain/items/trunk.ts';
import { parseTrunk, readableNumber, storedPhoneNumber } from '../../domain/phone-number.ts';
import {
  dialledNumber,
  NUMBER_FORMS,
  SHOWN_NUMBERS,
  type TrunkSettings,
  usualTrunk,
} from '../../domain/trunk.ts';
import { type ItemPage, openItem, saveItem } from '../forms/item-editor.ts';
import { type MemberChangeContext, type MemberContext, param, type Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';

const EXAMPLE = storedPhoneNumber('+33612345678');

/** Every trunk that a hotline names, that was described, or that stands behind one of those; each before its next. */
export async function trunksPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const asked = typeof request.query.name === 'string' ? request.query.name.trim() : null;
  if (asked !== null && parseTrunk(asked).ok) return { kind: 'see', path: `/settings/trunks/${asked}` };
  const [all, hotlines] = await Promise.all([allTrunks(context), dependencies.reader.hotlines()]);
  return {
    kind: 'page',
    view: 'trunks/list',
    title: t.trunks.title,
    status: asked === null ? 200 : 422,
    data: {
      asked,
      trunks: inOrder(all).map((trunk) => ({
        trunk,
        state: trunk.context === null ? dependencies.endpoints.stateOf(trunk.id) : null,
        example: example(context, trunk),
        hotlines: [...hotlines.values()].filter((hotline) => hotline.trunk === trunk.id),
      })),
      files: filesAt((kind) => `/settings/trunks.${kind}`),
    },
  };
}

export async function trunksList(context: MemberContext): Promise<List> {
  const { dependencies, t } = context;
  const [all, hotlines] = await Promise.all([allTrunks(context), dependencies.reader.hotlines()]);
  return {
    name: t.trunks.title.toLowerCase(),
    head: [t.people.name, t.tasks.state, t.tasks.kind, t.trunks.usedBy],
    parts: inOrder(all).map((trunk) => [
      trunk.id,
      trunk.context === null
        ? t.phones.trunkStates[dependencies.endpoints.stateOf(trunk.id)]
        : t.trunks.byDialplan,
      [
        example(context, trunk),
        ...(trunk.nextTrunk === null ? [] : [t.trunks.thenTried(trunk.nextTrunk)]),
      ].join('; '),
      [...hotlines.values()]
        .filter((hotline) => hotline.trunk === trunk.id)
        .map(({ name }) => name)
        .join(', '),
    ]),
  };
}

const TRUNK_PAGE: ItemPage<'trunks', FormValues> = {
  section: 'trunks',
  view: 'trunks/trunk',
  fields: TRUNK_FIELDS,
  form: trunkForm,
  address: () => '/settings/trunks',
  /** One of which nothing was said is dialled in the usual way, and can be described. */
  async stored({ dependencies }, id) {
    const name = parseTrunk(id);
    return (await dependencies.reader.trunks()).get(id) ?? (name.ok ? usualTrunk(name.value) : null);
  },
  rearranged: (_context, values) => values,
  async show(context, id) {
    const all = await allTrunks(context);
    const stored = await context.dependencies.reader.trunks();
    const trunk = all.get(id ?? '') ?? null;
    return {
      title: `${context.t.trunks.title}: ${id}`,
      data: {
        isDescribed: stored.has(id ?? ''),
        example: trunk === null ? null : example(context, trunk),
        forms: NUMBER_FORMS,
        shownNumbers: SHOWN_NUMBERS,
        others: [...all.keys()].filter((other) => other !== id),
      },
    };
  },
};

export function trunkPage(context: MemberContext): Promise<Reply> {
  return openItem(TRUNK_PAGE, context, param(context, 'trunk'));
}

export function saveTrunk(context: MemberChangeContext): Promise<Reply> {
  return saveItem(TRUNK_PAGE, context, param(context, 'trunk'));
}

async function allTrunks({ dependencies }: MemberContext): Promise<ReadonlyMap<string, TrunkSettings>> {
  const [described, hotlines] = await Promise.all([
    dependencies.reader.trunks(),
    dependencies.reader.hotlines(),
  ]);
  const named = [...hotlines.values()].flatMap(({ trunk }) => trunk ?? []);
  const behind = [...described.values()].flatMap(({ nextTrunk }) => nextTrunk ?? []);
  const usual = [...named, ...behind].map((name) => [name, usualTrunk(name)] as const);
  return new Map([...usual, ...described]);
}

/** Those that stand behind no other first, each followed by what is tried after it. */
function inOrder(all: ReadonlyMap<string, TrunkSettings>): readonly TrunkSettings[] {
  const behind = new Set([...all.values()].map(({ nextTrunk }) => nextTrunk));
  const names = [...all.keys()].toSorted();
  const ordered = new Set<TrunkSettings>();
  for (const name of [...names.filter((one) => !behind.has(all.get(one)?.id ?? null)), ...names])
    for (let next = all.get(name); next && !ordered.has(next); next = all.get(next.nextTrunk ?? ''))
      ordered.add(next);
  return [...ordered];
}

/** What would be dialled for a mobile. */
function example({ dependencies, t }: MemberContext, trunk: TrunkSettings): string {
  const home = dependencies.numberingPlan.homeCountry;
  const number = dialledNumber(trunk, EXAMPLE, home);
  const where =
    trunk.context === null ? t.trunks.endpoint(number, trunk.id) : t.trunks.dialplan(number, trunk.context);
  return t.trunks.dialled(readableNumber(EXAMPLE, home), where);
}
