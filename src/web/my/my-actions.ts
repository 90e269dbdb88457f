import type { SwapAction } from '../../domain/swap/swap.ts';
import { hashOfToken, newFeedId, newToken } from '../../planning/calendar-feed/feed.ts';
import { takeDuty } from '../../planning/schedule-edits.ts';
import { actOnSwap } from '../../planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../planning/swaps/propose-swap.ts';
import { baseUrl } from '../access/links.ts';
import { changeAbsence } from '../people/absences.ts';
import { answerChange } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { type MemberChange, type MemberVisit, notFound, param, Refusal, type Reply } from '../visit.ts';
import { myPage } from './my-pages.ts';
import { isMine } from './read-my.ts';

/** Takes a colleague's duty at once. */
export async function takeOver(visit: MemberChange): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const scheduleId = await ownScheduleId(visit);
  const edit = { scheduleId, basedOn: null, author };
  const wanted = { personId: actor.personId, fromId: fields.text('from') };
  return answerChange(visit, await takeDuty(needs.configuration, edit, wanted), 'taken');
}

/** Offers one's duty to a colleague, or to whoever wants it. */
export async function giveAway(visit: MemberChange): Promise<Reply> {
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
export async function answerSwap(visit: MemberChange): Promise<Reply> {
  const { needs, fields, actor, author } = visit;
  const id = param(visit, 'swap');
  const kind = ANSWERS.find((word) => word === fields.text('do'));
  if (!/^\d{1,9}$/.test(id) || kind === undefined) return notFound();
  const swap = (await needs.planning.read(({ swaps }) => swaps.swap(Number(id)))) ?? notFound();
  await insistOnOwn(visit, swap.scheduleId);
  const action: SwapAction = { kind, by: actor.personId };
  return answerChange(visit, await actOnSwap(needs.planning, swap.id, action, author), 'answered');
}

export function changeMyAbsence(visit: MemberChange): Promise<Reply> {
  return changeAbsence(visit, visit.actor.personId, myPage);
}

/** Notes that one knows what was published for one. */
export async function acknowledge(visit: MemberChange): Promise<Reply> {
  const { needs, actor, author } = visit;
  const id = param(visit, 'publication');
  const known =
    /^\d{1,9}$/.test(id) && (await needs.receipts.acknowledge(Number(id), actor.personId, author));
  return known ? { kind: 'see', path: '/my', done: 'acknowledged' } : notFound();
}

/** Makes a private calendar address, shown this once, or ends one. */
export async function changeFeed(visit: MemberChange): Promise<Reply> {
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
