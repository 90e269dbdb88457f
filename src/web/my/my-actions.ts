import { fail } from '../../domain/result.ts';
import { dayNumber, isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOfMinute } from '../../domain/schedule/wall-clock.ts';
import type { SwapAction } from '../../domain/swap/swap.ts';
import { hashOfToken, newFeedId, newToken } from '../../planning/calendar-feed/feed.ts';
import { recordAbsence, removeAbsence } from '../../planning/record-absence.ts';
import { actOnSwap } from '../../planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../planning/swaps/propose-swap.ts';
import { takeDuty } from '../../planning/take-duty.ts';
import { baseUrl } from '../access/links.ts';
import { answerChange, type ChangeRefusal } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { type MemberVisit, notFound, param, Refusal, type Reply } from '../visit.ts';
import { myPage } from './my-pages.ts';
import { isMine } from './read-my.ts';

/** Takes a colleague's duty at once. */
export async function takeOver(visit: MemberVisit): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const scheduleId = await ownScheduleId(visit);
  const edit = { scheduleId, basedOn: null, author };
  const wanted = { personId: actor.personId, fromId: fields.text('from') };
  return answerChange(visit, await takeDuty(needs.configuration, edit, wanted), 'taken');
}

/** Offers one's duty to a colleague, or to whoever wants it. */
export async function giveAway(visit: MemberVisit): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
  if (startAt === null || endAt === null) return notFound();
  const wish = {
    scheduleId: await ownScheduleId(visit),
    giverId: actor.personId,
    offeredTo: fields.text('to') === '' ? null : fields.text('to'),
    startAt,
    endAt,
    note: fields.text('note').slice(0, 200) || null,
  };
  return answerChange(visit, await proposeSwap(needs.planning, wish, author), 'proposed');
}

const ANSWERS = ['accept', 'decline', 'withdraw'] as const;

/** Answers a swap, or withdraws one's own; who may do which is the swap's own rule. */
export async function answerSwap(visit: MemberVisit): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const id = param(visit, 'swap');
  const kind = ANSWERS.find((word) => word === fields.text('do'));
  if (!/^\d{1,9}$/.test(id) || kind === undefined) return notFound();
  const swap = (await needs.planning.edit(({ swaps }) => swaps.swap(Number(id)))) ?? notFound();
  await insistOnOwn(visit, swap.scheduleId);
  const action: SwapAction = { kind, by: actor.personId };
  return answerChange(visit, await actOnSwap(needs.planning, swap.id, action, author), 'answered');
}

/** Notes that one is absent on whole days, or takes that back. */
export async function changeAbsence(visit: MemberVisit): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const edit = { personId: actor.personId, basedOn: null, author };
  if (fields.text('do') === 'remove') {
    const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
    if (startAt === null || endAt === null) return notFound();
    const note = fields.has('note') && fields.exact('note') !== '' ? fields.exact('note') : null;
    const outcome = await removeAbsence(needs.configuration, edit, { startAt, endAt, note });
    return answerChange(visit, outcome, 'removed');
  }
  const [first, last] = [fields.text('first'), fields.text('last') || fields.text('first')];
  const note = fields.text('note').slice(0, 100) || null;
  const outcome =
    isLocalDate(first) && isLocalDate(last)
      ? await recordAbsence(needs.configuration, edit, {
          startAt: instantOfMinute(dayNumber(first), 0, needs.timeZone),
          endAt: instantOfMinute(dayNumber(last) + 1, 0, needs.timeZone),
          note,
        })
      : fail<ChangeRefusal>({
          kind: 'invalid',
          broken: [{ path: ['end'], rule: 'ends-after-start', about: '' }],
        });
  return answerChange(visit, outcome, 'saved');
}

/** Notes that one knows what was published for one. */
export async function acknowledge(visit: MemberVisit): Promise<Reply> {
  const { needs, actor, author } = visit;
  const id = param(visit, 'publication');
  const known =
    /^\d{1,9}$/.test(id) && (await needs.receipts.acknowledge(Number(id), actor.personId, author));
  return known ? { kind: 'see', path: '/my', done: 'acknowledged' } : notFound();
}

/** Makes a private calendar address, shown this once, or ends one. */
export async function changeFeed(visit: MemberVisit): Promise<Reply> {
  const { needs, fields, actor, author, now } = visit;
  if (fields.text('do') === 'revoke') {
    const feeds = await needs.feeds.list();
    const own = feeds.find(
      ({ id, of }) => id === fields.text('feed') && of.kind === 'person' && of.personId === actor.personId,
    );
    if (!own) return notFound();
    await needs.feeds.revoke(own.id, author);
    return { kind: 'see', path: '/my', done: 'ended' };
  }
  const token = newToken();
  const feed = {
    id: newFeedId(),
    of: { kind: 'person', personId: actor.personId },
    label: fields.text('label').slice(0, 60),
    language: visit.language,
    createdAt: now,
    lastUsedAt: null,
  } as const;
  await needs.feeds.add(feed, hashOfToken(token), author);
  return myPage(visit, `${baseUrl(visit)}/calendar/${token}.ics`);
}

async function ownScheduleId(visit: MemberVisit): Promise<string> {
  const id = visit.fields.text('schedule');
  await insistOnOwn(visit, id);
  return id;
}

async function insistOnOwn(visit: MemberVisit, scheduleId: string): Promise<void> {
  const { needs, now } = visit;
  const [schedule, teams] = await Promise.all([
    needs.schedules.schedule(scheduleId, now),
    needs.reader.scheduleTeams(),
  ]);
  if (!schedule) return notFound();
  if (!isMine(visit, schedule, teams.get(scheduleId) ?? null)) throw new Refusal(403, 'a schedule of others');
}
