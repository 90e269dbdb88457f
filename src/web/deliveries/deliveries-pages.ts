import type { DeliveryTrouble } from '../../domain/notice/delivery-trouble.ts';
import { timeToLiveSeconds } from '../../domain/notice/notice-kinds.ts';
import type { Language } from '../../domain/person.ts';
import { mailHtml } from '../../notices/compose/mail-html.ts';
import { smsLength } from '../../notices/compose/sms-length.ts';
import type { Notice } from '../../notices/outbox.ts';
import { withoutTokens } from '../../notices/tokens.ts';
import { SECOND } from '../../runtime/instant.ts';
import { deliveryTroubleInWords } from '../../words/delivery-trouble-words.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { filesAt } from '../tables/list-files.ts';
import { alarmsNow } from './alarms.ts';
import { deliveriesPath, readDeliveryFilter, SHOWN_STATES, shownState } from './delivery-filter.ts';

const PAGE_SIZE = 50;

/** What people were told and what became of it, filtered as the address says, a page at a time. */
export async function deliveriesPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const { outbox } = dependencies.notices;
  const read = readDeliveryFilter(request.query, dependencies.timeZone);
  const [found, counts, people, hotlines, alarms] = await Promise.all([
    outbox.list({ ...read.filter, limit: PAGE_SIZE + 1 }),
    outbox.counts(),
    dependencies.reader.people(),
    dependencies.reader.hotlines(),
    alarmsNow(dependencies, context.language),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const countOf = (state: keyof typeof SHOWN_STATES) =>
    SHOWN_STATES[state].reduce((sum, word) => sum + (counts[word] ?? 0), 0);
  return {
    kind: 'page',
    view: 'deliveries/list',
    title: t.deliveries.title,
    data: {
      read,
      alarms,
      notices: shown.map((notice) => ({
        notice,
        state: shownState(notice.state),
        why: troubleText(notice.trouble, context.language),
        to: people.get(notice.personId)?.name ?? notice.personId,
        hotline: notice.hotlineId === null ? '' : (hotlines.get(notice.hotlineId)?.name ?? notice.hotlineId),
      })),
      states: Object.keys(SHOWN_STATES),
      counts: (['waiting', 'failed'] as const)
        .map((state) => ({ state, count: countOf(state) }))
        .filter(({ count }) => count > 0),
      people: [...people.values()],
      hotlines: [...hotlines.values()],
      older: last ? deliveriesPath(read.typed, last.id) : null,
      newest: read.filter.before === undefined ? null : deliveriesPath(read.typed, null),
      files: filesAt((kind) =>
        deliveriesPath(read.typed, null).replace('/deliveries', `/deliveries.${kind}`),
      ),
    },
  };
}

/** One notice: the text as it was sent, and every try. Private links are shown to nobody: they are their reader's. */
export async function deliveryPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t } = context;
  const { outbox } = dependencies.notices;
  const notice = await readNotice(context);
  const [history, copies, insteadOf, people, hotlines] = await Promise.all([
    outbox.history(notice.id),
    outbox.list({ againOf: notice.id, limit: PAGE_SIZE }),
    notice.insteadOf === null ? null : outbox.find(notice.insteadOf),
    dependencies.reader.people(),
    dependencies.reader.hotlines(),
  ]);
  return {
    kind: 'page',
    view: 'deliveries/one',
    title: t.notices.kinds[notice.kind].name,
    data: {
      notice,
      state: shownState(notice.state),
      why: troubleText(notice.trouble, context.language),
      subject: withoutTokens(notice.subject),
      text: withoutTokens(notice.body),
      hidesLink: withoutTokens(notice.body) !== notice.body,
      sms: notice.medium === 'sms' ? smsLength(notice.body) : null,
      person: people.get(notice.personId) ?? null,
      hotline: notice.hotlineId === null ? null : (hotlines.get(notice.hotlineId)?.name ?? notice.hotlineId),
      history: history.map((event) => ({
        ...event,
        detail: event.reference ?? troubleText(event.trouble, context.language),
      })),
      copies,
      insteadOf,
      nth: copies.length,
      again: notice.nextTryAt === null ? await addressOf(context, notice) : null,
    },
  };
}

/** The HTML part of a mail, for the frame that shows it: it runs nothing, loads nothing and leads nowhere. */
export async function deliveryHtml(context: MemberContext): Promise<Reply> {
  const notice = await readNotice(context);
  if (notice.medium !== 'email') return notFound();
  const { language, subject, body } = notice;
  const html = mailHtml({ language, subject: withoutTokens(subject), text: withoutTokens(body) });
  return {
    kind: 'own',
    answer(response) {
      response.set({
        'content-security-policy':
          "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        'x-frame-options': 'SAMEORIGIN',
      });
      response.type('html').send(html);
    },
  };
}

/** Puts a copy into the outbox; the form says which copy, so that a double click makes one. */
export async function sendAgain(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, now } = context;
  const notice = await readNotice(context);
  const nth = /^\d{1,4}$/.test(fields.text('nth')) ? Number(fields.text('nth')) : null;
  const address = await addressOf(context, notice);
  if (nth === null || address === null) return { kind: 'see', path: `/deliveries/${notice.id}` };
  const expiresAt = now + timeToLiveSeconds(notice.kind, notice.medium) * SECOND;
  const copy = await dependencies.notices.outbox.sendAgain(notice.id, { nth, address, expiresAt }, author);
  if (copy === null) return { kind: 'see', path: `/deliveries/${notice.id}` };
  dependencies.notices.onQueued();
  return { kind: 'see', path: `/deliveries/${copy}`, done: 'queued' };
}

/** Where it would go today: what was wrong with an address may have been put right. Null: nowhere. */
async function addressOf({ dependencies }: MemberContext, notice: Notice): Promise<string | null> {
  const [reader] = await dependencies.notices.recipients.of([notice.personId]);
  return reader?.[notice.medium] ?? (notice.address || null);
}

async function readNotice(context: MemberContext): Promise<Notice> {
  const id = param(context, 'notice');
  if (!/^\d{1,15}$/.test(id)) return notFound();
  return (await context.dependencies.notices.outbox.find(Number(id))) ?? notFound();
}

export function troubleText(trouble: DeliveryTrouble | null, language: Language): string {
  return trouble === null ? '' : deliveryTroubleInWords(trouble, language);
}
