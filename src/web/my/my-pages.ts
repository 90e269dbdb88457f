import { isWaiting, type Swap } from '../../domain/swap/swap.ts';
import { isOver, lastDayToAnswer } from '../../domain/wishes/wish-round.ts';
import { describeReason } from '../../words/describe-duty.ts';
import { sentence } from '../../words/phrases.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import { shownCalendars } from '../people/absence-calendars.ts';
import { comingAbsences, ILL_DAYS, illnessOf, readAbsenceForm } from '../people/absences.ts';
import { listPhones } from '../phones/phone-list.ts';
import { aheadOf, readConfirmations } from '../planning/confirmations.ts';
import { awaitingMe, lateAwaitingMe } from '../planning/receipts.ts';
import { type MemberContext, notFound, type Reply } from '../request-context.ts';
import { waitingTasks } from '../tasks/tasks-page.ts';
import { todayOf } from '../wishes/wish-calendar.ts';
import { myCard } from './my-card.ts';
import { mySchedules, relievable } from './read-my.ts';

/** So many are shown; the rest is in the list of tasks. */
const SHOWN_TASKS = 3;

/** Tasks that wait and are for this person to do: those that they took first. */
async function myTasks(context: MemberContext) {
  const { tasks, open, taken } = await waitingTasks(context);
  const id = context.actor.personId;
  const own = tasks
    .filter((task) => task.state === 'open' || task.takenBy === id)
    .toSorted((a, b) => Number(b.takenBy === id) - Number(a.takenBy === id));
  return { tasks: own.slice(0, SHOWN_TASKS), moreTasks: open + taken > SHOWN_TASKS };
}

/** Rounds of wishes in which they are asked, whose period is not over. */
async function myRounds({ dependencies, actor, now }: MemberContext) {
  const rounds = await dependencies.wishes.ofPerson(actor.personId, todayOf(now, dependencies.timeZone));
  return Promise.all(
    rounds.map(async (round) => {
      const asked = await dependencies.wishes.asked(round.id);
      const own = asked.find(({ personId }) => personId === actor.personId);
      return {
        ...round,
        lastDayToAnswer: lastDayToAnswer(round, dependencies.timeZone),
        isOver: isOver(round, now),
        hasAnswered: own?.answeredAt !== null,
      };
    }),
  );
}

/** Am I on call, until when, and what can I do about it. */
export async function myPage(
  context: MemberContext,
  wrongCalendar: ValidationErrors = NO_ERRORS,
): Promise<Reply> {
  const { dependencies, now, actor, me, t, language } = context;
  const personId = actor.personId;
  const [mine, people, absences, feeds] = await Promise.all([
    mySchedules(context),
    dependencies.reader.people(),
    comingAbsences(context, personId, now),
    dependencies.feeds.list(),
  ]);
  const swaps = await dependencies.planning.read(async (planning) => {
    const found: Swap[] = [];
    for (const { schedule } of mine) found.push(...(await planning.swaps.ofSchedule(schedule.id, now)));
    return found;
  });
  const zones = new Map(mine.map(({ schedule }) => [schedule.id, schedule]));
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const shown = (swap: Swap) => ({
    ...swap,
    giver: nameOf(swap.giverId),
    zone: zones.get(swap.scheduleId)?.timeZone ?? dependencies.timeZone,
    schedule: zones.get(swap.scheduleId)?.name ?? swap.scheduleId,
  });
  const confirmationOf = await readConfirmations(context, aheadOf(now));
  const shifts = mine
    .flatMap(({ schedule, shifts: own }) =>
      own.map((shift) => ({ ...shift, schedule, confirmation: confirmationOf(schedule.id, shift) })),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
  const person = people.get(personId) ?? notFound();
  const absenceForm = readAbsenceForm(context);
  return {
    kind: 'page',
    view: 'my/my',
    title: t.my.title,
    status: absenceForm.validationErrors.count + wrongCalendar.count > 0 ? 422 : 200,
    data: {
      name: me.person.name,
      current: shifts.filter(({ startAt }) => startAt <= now),
      coming: shifts.filter(({ startAt }) => startAt > now),
      toConfirm: shifts.filter(
        ({ startAt, confirmation }) =>
          startAt > now && (confirmation === 'asked' || confirmation === 'overdue'),
      ),
      shifts,
      inReturn: Object.fromEntries(
        mine.map(({ schedule, ofOthers }) => [
          schedule.id,
          ofOthers.map((shift) => ({ ...shift, name: nameOf(shift.personId) })),
        ]),
      ),
      shadows: mine
        .flatMap(({ schedule, shadows }) =>
          shadows.map((shift) => ({
            ...shift,
            schedule,
            why: sentence(describeReason(shift.reason, nameOf, language)),
          })),
        )
        .toSorted((a, b) => a.startAt - b.startAt),
      others: mine.flatMap((one) =>
        relievable(one, personId, now).map((duty) => ({
          ...duty,
          name: nameOf(duty.personId),
          schedule: one.schedule,
        })),
      ),
      colleagues: [...people.values()]
        .filter(
          ({ id, role, leavesAt }) =>
            id !== personId && role !== 'viewer' && (leavesAt === null || leavesAt > now),
        )
        .toSorted((a, b) => a.name.localeCompare(b.name, language)),
      offers: swaps
        .filter(
          (swap) =>
            swap.state.kind === 'proposed' &&
            swap.giverId !== personId &&
            (swap.offeredTo === null || swap.offeredTo === personId),
        )
        .map(shown),
      proposals: swaps
        .filter((swap) => swap.giverId === personId)
        .map((swap) => ({
          ...shown(swap),
          waiting: isWaiting(swap),
        })),
      id: personId,
      phones: await listPhones(context, person),
      absences,
      absenceForm,
      absencesWrong: absenceForm.validationErrors.count + wrongCalendar.count > 0,
      card: await myCard(context),
      calendars: await shownCalendars(context, personId, now, wrongCalendar),
      feeds: feeds.filter(({ of }) => of.kind === 'person' && of.personId === personId),
      feed: context.shownOnce.take(me.session.id, '/my')?.address ?? null,
      publications: [...(await awaitingMe(context)), ...(await lateAwaitingMe(context))],
      rounds: await myRounds(context),
      ...(await myTasks(context)),
      illUntil: Object.fromEntries(
        ILL_DAYS.map((days) => [days, illnessOf(now, days, dependencies.timeZone).endAt - 1]),
      ),
    },
  };
}
