import { shiftsBetween } from '../../domain/schedule/shifts.ts';
import type { SwapAction } from '../../domain/swap/swap.ts';
import { hashOfToken, newFeedId, newToken } from '../../planning/calendar-feed/feed.ts';
import { takeDuty, undoOverride } from '../../planning/schedule-edits.ts';
import { actOnSwap } from '../../planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../planning/swaps/propose-swap.ts';
import type { Interval } from '../../runtime/instant.ts';
import { ourAddress } from '../access/links.ts';
import { changeCalendar } from '../people/absence-calendars.ts';
import { changeAbsence } from '../people/absences.ts';
import { readConfirmations, shiftsAt } from '../planning/confirmations.ts';
import { undoOfLast } from '../planning/replace-actions.ts';
import { answerChange } from '../planning/take-edit.ts';
import { readInstant } from '../planning/times.ts';
import { readOverride, writeOverride } from '../planning/undo-keys.ts';
import { isOwn } from '../planning/undo-offer.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  Refusal,
  type Reply,
} from '../request-context.ts';
import { myPage } from './my-pages.ts';
import { isMine } from './read-my.ts';

/** Takes a colleague's duty at once. */
export async function takeOver(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, author } = context;
  const scheduleId = await ownScheduleId(context);
  const edit = { scheduleId, basedOn: null, author };
  const wanted = { personId: actor.personId, fromId: fields.text('from') };
  const outcome = await takeDuty(dependencies.configuration, edit, wanted);
  return answerChange(context, outcome, 'taken', ({ schedule }) => undoOfLast(scheduleId, schedule));
}

/** Gives a duty back that one has taken over oneself. */
export async function undoTakeOver(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, me, now, author } = context;
  const override = readOverride(fields.text('override'));
  if (override === null || !isOwn(override, me.person)) return notFound();
  const key = writeOverride(override);
  const teams = await dependencies.reader.scheduleTeams();
  for (const scheduleId of teams.keys()) {
    const schedule = await dependencies.schedules.schedule(scheduleId, now);
    if (!schedule?.overrides.some((one) => writeOverride(one) === key)) continue;
    const edit = { scheduleId, basedOn: null, author };
    return answerChange(context, await undoOverride(dependencies.configuration, edit, override), 'undone');
  }
  return notFound();
}

/** Says of a duty of one's own that one will be there, or cannot. */
export async function answerMyDuty(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, now } = context;
  const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
  const schedule = await dependencies.schedules.schedule(fields.text('schedule'), now);
  if (!schedule || startAt === null || endAt === null || endAt <= startAt) return notFound();
  const shift = shiftsBetween(schedule, startAt, startAt + 1).find(
    (one) => one.personId === actor.personId && one.startAt === startAt && one.endAt === endAt,
  );
  const confirmation = shift && (await readConfirmations(context, shiftsAt(startAt)))(schedule.id, shift);
  // Withdrawn or changed since the page was shown.
  if (!shift || !confirmation) return { kind: 'see', path: '/my', done: 'duty-gone' };
  const answer = fields.text('answer') === 'no' ? 'declined' : 'confirmed';
  const { confirmations, onQueued } = dependencies.notices;
  const own = { scheduleId: schedule.id, personId: actor.personId, startAt, endAt };
  const taken = await confirmations.answerShift(own, answer, 'page', now);
  if (taken) onQueued();
  return { kind: 'see', path: '/my', done: taken ? `duty-${answer}` : 'unchanged' };
}

/** Offers one's duty to a colleague, or to whoever wants it. */
export async function giveAway(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, author } = context;
  const [startAt, endAt] = [readInstant(fields.text('startAt')), readInstant(fields.text('endAt'))];
  if (startAt === null || endAt === null) return notFound();
  const exchange = readExchange(fields.text('inReturn'));
  const offer = {
    scheduleId: await ownScheduleId(context),
    giverId: actor.personId,
    // Whose duty it is in return is whom an exchange is with.
    offeredTo: exchange?.personId ?? (fields.text('to') === '' ? null : fields.text('to')),
    startAt,
    endAt,
    inReturn: exchange && { startAt: exchange.startAt, endAt: exchange.endAt },
    note: fields.text('note').slice(0, 200) || null,
  };
  return answerChange(context, await proposeSwap(dependencies.planning, offer, author), 'proposed');
}

/** A colleague's duty, as the form names it: whose, from when, to when. */
function readExchange(text: string): (Interval & { readonly personId: string }) | null {
  const [personId = '', from = '', to = ''] = text.split(' ');
  const [startAt, endAt] = [readInstant(from), readInstant(to)];
  return personId === '' || startAt === null || endAt === null ? null : { personId, startAt, endAt };
}

const ANSWERS = ['accept', 'decline', 'withdraw'] as const;

/** Answers a swap, or withdraws one's own; who may do which is the swap's own rule. */
export async function answerSwap(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, author } = context;
  const id = param(context, 'swap');
  const kind = ANSWERS.find((word) => word === fields.text('do'));
  if (!/^\d{1,9}$/.test(id) || kind === undefined) return notFound();
  const swap = (await dependencies.planning.read(({ swaps }) => swaps.swap(Number(id)))) ?? notFound();
  await insistOnOwn(context, swap.scheduleId);
  const action: SwapAction = { kind, by: actor.personId };
  return answerChange(context, await actOnSwap(dependencies.planning, swap.id, action, author), 'answered');
}

export function changeMyAbsence(context: MemberChangeContext): Promise<Reply> {
  return changeAbsence(context, context.actor.personId, myPage);
}

export function changeMyCalendar(context: MemberChangeContext): Promise<Reply> {
  return changeCalendar(context, context.actor.personId, '/my', (again, wrongCalendar) =>
    myPage(again, wrongCalendar),
  );
}

/** Notes that one knows what was published for one. */
export async function acknowledge(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, actor, author } = context;
  const id = param(context, 'publication');
  const known =
    /^\d{1,9}$/.test(id) && (await dependencies.receipts.acknowledge(Number(id), actor.personId, author));
  return known ? { kind: 'see', path: '/my', done: 'acknowledged' } : notFound();
}

/** Notes that one knows of duty that one was given late. */
export async function acknowledgeLate(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, actor, author } = context;
  const id = param(context, 'late');
  const known =
    /^\d{1,9}$/.test(id) && (await dependencies.lateChanges.acknowledge(Number(id), actor.personId, author));
  return known ? { kind: 'see', path: '/my', done: 'acknowledged' } : notFound();
}

/** Makes a private calendar address, shown this once, or ends one. */
export async function changeFeed(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, author, now, me, shownOnce } = context;
  if (fields.text('do') === 'revoke') {
    const feeds = await dependencies.feeds.list();
    const own = feeds.find(
      ({ id, of }) => id === fields.text('feed') && of.kind === 'person' && of.personId === actor.personId,
    );
    if (!own) return notFound();
    await dependencies.feeds.revoke(own.id, author);
    return { kind: 'see', path: '/my', done: 'ended' };
  }
  const token = newToken();
  const feed = {
    id: newFeedId(),
    of: { kind: 'person', personId: actor.personId },
    label: fields.text('label').slice(0, 60),
    language: context.language,
    createdAt: now,
    lastUsedAt: null,
  } as const;
  await dependencies.feeds.add(feed, hashOfToken(token), author);
  shownOnce.keep(me.session.id, '/my', {
    address: ourAddress(context, `/calendar/${token}.ics`),
    mailed: null,
  });
  return { kind: 'see', path: '/my' };
}

async function ownScheduleId(context: MemberContext): Promise<string> {
  const id = context.fields.text('schedule');
  await insistOnOwn(context, id);
  return id;
}

async function insistOnOwn(context: MemberContext, scheduleId: string): Promise<void> {
  const { dependencies, now } = context;
  const [schedule, teams] = await Promise.all([
    dependencies.schedules.schedule(scheduleId, now),
    dependencies.reader.scheduleTeams(),
  ]);
  if (!schedule) return notFound();
  if (!isMine(context, schedule, teams.get(scheduleId) ?? null))
    throw new Refusal(403, 'a schedule of others');
}
