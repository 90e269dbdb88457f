import { localDate } from '../../domain/schedule/calendar.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import { LONGEST_VIEW_NAME, MOST_VIEWS, type SavedView } from '../../statistics/saved-views.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import type { MemberChangeContext, MemberContext, Reply } from '../request-context.ts';
import { usualSpans } from './statistics-filter.ts';
import { PATHS } from './statistics-subjects.ts';

const LONGEST_ADDRESS = 1000;

/** One's own views, and a form for the one that came with the address. */
export function viewsPage(context: MemberContext): Promise<Reply> {
  const { address } = context.request.query;
  return shown(context, { name: '', address: typeof address === 'string' ? address : '' }, NO_ERRORS);
}

/** Gives a view a name, or takes one away. */
export async function changeViews(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, t } = context;
  const { savedViews } = dependencies;
  const removed = fields.text('remove');
  if (removed !== '') {
    await savedViews.remove(actor.personId, removed);
    return { kind: 'see', path: '/statistics/views', done: 'removed' };
  }
  const typed = { name: fields.text('name'), address: fields.text('address') };
  const address = lasting(typed.address, localDate(dayOf(context.now, dependencies.timeZone)));
  const views = await savedViews.of(actor.personId);
  const isFull = views.length >= MOST_VIEWS && !views.some(({ name }) => name === typed.name);
  const { wrongName, wrongAddress, full } = t.statistics.views;
  const wrong = [
    ...(isName(typed.name) ? [] : [{ path: 'name', message: wrongName(LONGEST_VIEW_NAME) }]),
    ...(isFull ? [{ path: 'name', message: full(MOST_VIEWS) }] : []),
    ...(address === null ? [{ path: 'address', message: wrongAddress }] : []),
  ];
  if (address === null || wrong.length > 0) return shown(context, typed, validationErrorsOf(wrong), 422);
  await savedViews.save(actor.personId, { name: typed.name, address });
  return { kind: 'see', path: address, done: 'saved' };
}

function isName(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_VIEW_NAME && !/\p{Cc}/u.test(text);
}

async function shown(
  context: MemberContext,
  typed: SavedView,
  validationErrors: ValidationErrors,
  status = 200,
): Promise<Reply> {
  const { dependencies, actor, t } = context;
  return {
    kind: 'page',
    view: 'statistics/views',
    title: `${t.statistics.title}: ${t.statistics.views.title}`,
    status,
    data: {
      typed,
      validationErrors,
      longest: LONGEST_VIEW_NAME,
      views: await dependencies.savedViews.of(actor.personId),
    },
  };
}

/** An address of a page of statistics that stays right: usual periods go with the time. Null: it is none. */
export function lasting(address: string, today: string): string | null {
  if (address.length > LONGEST_ADDRESS) return null;
  const [path = '', query = ''] = address.split('?', 2);
  if (path !== '/statistics/what-if' && !Object.values(PATHS).includes(path)) return null;
  const fields = new URLSearchParams(query);
  const { from, to } = { from: fields.get('from'), to: fields.get('to') };
  const usual = Object.entries(usualSpans(today)).find(([, days]) => days.from === from && days.to === to);
  if (usual) {
    fields.delete('from');
    fields.delete('to');
    fields.set('span', usual[0]);
  }
  const kept = fields.toString();
  return kept === '' ? path : `${path}?${kept}`;
}
