import { callerPrefix } from '../../calls/log/call-search.ts';
import { mayAbout, type Right, scopeOf } from '../../domain/permissions.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import { withinScope } from '../calls/calls-pages.ts';
import { NAV } from '../page.ts';
import { subjectOf } from '../people/people-pages.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { scopeOverTasks } from '../served.ts';
import { hasDigits, isCalled, type Wanted, wantedIn } from './likeness.ts';

/** More of one kind are found on its own page. */
const MOST = 8;
/** Of the tasks that wait, the oldest are looked through. */
const LOOKED_THROUGH = 500;

interface Found {
  readonly path: string;
  readonly name: string;
  /** What it is found by, or belongs to; empty: its name says it. */
  readonly detail: string;
  /** When it happened. */
  readonly at?: Instant;
}

const KINDS = ['pages', 'people', 'teams', 'planning', 'hotlines', 'escalation', 'tasks', 'calls'] as const;
type Kind = (typeof KINDS)[number];

/** Everything that this person may look at and that is called so, or has these digits. */
export async function searchPage(context: MemberContext): Promise<Reply> {
  const { t, request } = context;
  const wanted = wantedIn(String(request.query.q ?? ''));
  const found = wanted.typed === '' ? [] : await everything(context, wanted);
  return {
    kind: 'page',
    view: 'search/search',
    title: t.search.title,
    data: { typed: wanted.typed, found: found.filter(({ items }) => items.length > 0) },
  };
}

async function everything(
  context: MemberContext,
  wanted: Wanted,
): Promise<readonly { readonly kind: Kind; readonly items: readonly Found[]; readonly more: boolean }[]> {
  const looks: Readonly<Record<Kind, () => Promise<readonly Found[]> | readonly Found[]>> = {
    pages: () => pages(context, wanted),
    people: () => people(context, wanted),
    teams: () => teams(context, wanted),
    planning: () => plannings(context, wanted),
    hotlines: () => hotlines(context, wanted),
    escalation: () => escalations(context, wanted),
    tasks: () => tasks(context, wanted),
    calls: () => calls(context, wanted),
  };
  return Promise.all(
    KINDS.map(async (kind) => {
      const items = await looks[kind]();
      return { kind, items: items.slice(0, MOST), more: items.length > MOST };
    }),
  );
}

function may({ actor }: MemberContext, right: Right): boolean {
  return scopeOf(right, actor.role) !== 'none';
}

function pages(context: MemberContext, wanted: Wanted): readonly Found[] {
  return NAV.filter((entry) => may(context, entry.may))
    .map(({ key, path }) => ({ path, name: context.t.shell[key], detail: '' }))
    .filter(({ name }) => isCalled(name, wanted));
}

async function people(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  const { reader } = context.dependencies;
  if (!may(context, 'people.see')) return [];
  const [all, teams] = await Promise.all([reader.people(), reader.teams()]);
  return [...all.values()]
    .filter((person) => mayAbout('people.see', context.actor, subjectOf(person, teams)))
    .flatMap((person) => {
      const number = person.contactMethods
        .map(({ target }) => describeTarget(target))
        .find((one) => hasDigits(one, wanted));
      if (number === undefined && !isCalled(person.name, wanted)) return [];
      return [{ path: `/people/${person.id}`, name: person.name, detail: number ?? '' }];
    });
}

async function teams(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  if (!may(context, 'people.see')) return [];
  const all = await context.dependencies.reader.teams();
  return [...all.values()]
    .filter(({ id, name }) => isCalled(name, wanted) && maySeeTeam(context, id))
    .map(({ id, name }) => ({ path: `/teams/${id}`, name, detail: '' }));
}

function maySeeTeam({ actor }: MemberContext, id: string): boolean {
  return mayAbout('people.see', actor, { personId: '', role: 'viewer', teamIds: [id] });
}

async function plannings(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  if (!may(context, 'planning.see')) return [];
  const names = await context.dependencies.reader.scheduleNames();
  return [...names]
    .filter(([, name]) => isCalled(name, wanted))
    .map(([id, name]) => ({ path: `/planning/${id}`, name, detail: '' }));
}

async function hotlines(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  if (!may(context, 'hotlines.see')) return [];
  const all = await context.dependencies.reader.hotlines();
  return [...all.values()].flatMap(({ id, name, numbers }) => {
    const number = numbers.find((one) => hasDigits(one, wanted));
    if (number === undefined && !isCalled(name, wanted)) return [];
    return [{ path: `/hotlines/${id}`, name, detail: number ?? '' }];
  });
}

async function escalations(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  if (!may(context, 'hotlines.see')) return [];
  const all = await context.dependencies.reader.policies();
  return [...all.values()]
    .filter(({ name }) => isCalled(name, wanted))
    .map(({ id, name }) => ({ path: `/escalation/${id}`, name, detail: '' }));
}

async function tasks(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  if (!may(context, 'tasks.see')) return [];
  const within = await scopeOverTasks(context, 'tasks.see');
  const query = { state: 'waiting', ...(within === undefined ? {} : { within }) } as const;
  const waiting = await context.dependencies.taskSearch.page(query, null, LOOKED_THROUGH);
  return waiting
    .filter(
      ({ callerNumber, callerName }) =>
        hasDigits(callerNumber ?? '', wanted) || isCalled(callerName ?? '', wanted),
    )
    .map(({ id, callerNumber, callerName }) => ({
      path: `/tasks/${id}`,
      name: callerName ?? callerNumber ?? '',
      detail: callerName === null ? '' : (callerNumber ?? ''),
    }));
}

/** The latest calls whose number begins so: calls are too many to be looked through. */
async function calls(context: MemberContext, wanted: Wanted): Promise<readonly Found[]> {
  const { dependencies, t } = context;
  const prefix =
    wanted.digits === null ? null : callerPrefix(wanted.typed, dependencies.numberingPlan.homeCountry);
  if (prefix === null || !may(context, 'calls.see')) return [];
  const found = await dependencies.search.page(
    withinScope(context, { callerPrefix: prefix }),
    null,
    MOST + 1,
  );
  return found.map((call) => ({
    path: `/calls/${call.id}`,
    name: call.caller.number ?? '',
    detail: call.hotlineName ?? t.calls.removedHotline,
    at: call.startedAt,
  }));
}
