import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { readWishes, takeWish, wishCalendarHtml } from './wish-calendar.ts';

/** The calendar of one's own wishes in a round, and what became of them. */
export async function myWishes(context: MemberContext): Promise<Reply> {
  const { dependencies, actor, now, t, language, me } = context;
  const shown = (await readWishes(dependencies, roundOf(context), actor.personId, now)) ?? notFound();
  return {
    kind: 'page',
    view: 'wishes/mine',
    title: t.wishes.mine,
    data: {
      heading: t.wishes.ask(me.person.name, shown.schedule),
      round: shown.round,
      calendar: wishCalendarHtml(shown, language),
    },
  };
}

export async function changeMyWishes(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, actor, now, fields } = context;
  const shown = (await readWishes(dependencies, roundOf(context), actor.personId, now)) ?? notFound();
  const sent = { day: fields.text('day'), isDone: fields.text('done') === 'yes' };
  await takeWish(dependencies.wishes, shown, actor.personId, sent, now);
  const place = /^[\d-]{10}$/.test(sent.day) ? `#d-${sent.day}` : '';
  return { kind: 'see', path: `/my/wishes/${shown.round.id}${place}` };
}

function roundOf(context: MemberContext): number {
  const id = param(context, 'round');
  return /^\d{1,9}$/.test(id) ? Number(id) : notFound();
}
