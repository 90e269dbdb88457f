import { dayNumber, isLocalDate, type LocalDate, localDate } from '../../domain/schedule/calendar.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { shiftsBetween } from '../../domain/schedule/shifts.ts';
import { dayOf, instantOfMinute, localOf } from '../../domain/schedule/wall-clock.ts';
import {
  type DayWish,
  isOver,
  lastDayToAnswer,
  type WishRound,
  whatBecame,
} from '../../domain/wishes/wish-round.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';

const LONGEST_DAYS = 366;

interface RoundValues {
  readonly from: string;
  readonly to: string;
  readonly deadline: string;
  readonly people: readonly string[];
}

/** The rounds of a schedule, and a form to begin one: the next quarter, everybody whom it names. */
export async function roundsPage(context: MemberContext): Promise<Reply> {
  const { dependencies, now } = context;
  const schedule = (await dependencies.schedules.schedule(param(context, 'schedule'), now)) ?? notFound();
  const today = dayOf(now, schedule.timeZone);
  return roundsForm(
    context,
    schedule,
    {
      from: localDate(today + 28),
      to: localDate(today + 28 + 90),
      deadline: localDate(today + 14),
      people: [...peopleOf(schedule, now)],
    },
    NO_ERRORS,
  );
}

export async function beginRound(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, now, actor, author } = context;
  const schedule = (await dependencies.schedules.schedule(param(context, 'schedule'), now)) ?? notFound();
  const people = await dependencies.reader.people();
  const values: RoundValues = {
    from: fields.text('from'),
    to: fields.text('to'),
    deadline: fields.text('deadline'),
    people: fields.all('person').filter((id) => people.has(id)),
  };
  const errors = errorsIn(context, values, localDate(dayOf(now, schedule.timeZone)));
  if (errors.length > 0) return roundsForm(context, schedule, values, validationErrorsOf(errors));
  const round = {
    scheduleId: schedule.id,
    firstDay: values.from,
    lastDay: values.to,
    deadlineAt: instantOfMinute(dayNumber(values.deadline) + 1, 0, schedule.timeZone),
    openedAt: now,
    openedBy: actor.personId,
  };
  const { id } = await dependencies.wishes.open(round, values.people, author);
  dependencies.notices.onQueued();
  return { kind: 'see', path: `/planning/${schedule.id}/wishes/${id}`, done: 'asked' };
}

function errorsIn({ t }: MemberContext, { from, to, deadline, people }: RoundValues, today: LocalDate) {
  const isPeriod =
    isLocalDate(from) &&
    isLocalDate(to) &&
    from <= to &&
    dayNumber(to) - dayNumber(from) < LONGEST_DAYS &&
    to >= today;
  const isDeadline = isLocalDate(deadline) && deadline >= today && (!isPeriod || deadline <= to);
  return [
    ...(isPeriod ? [] : [{ path: 'to', message: t.wishes.wrongPeriod }]),
    ...(isDeadline ? [] : [{ path: 'deadline', message: t.wishes.wrongDeadline }]),
    ...(people.length > 0 ? [] : [{ path: 'people', message: t.wishes.nobodyAsked }]),
  ];
}

async function roundsForm(
  context: MemberContext,
  { id, name, timeZone }: Pick<ScheduleInForce, 'id' | 'name' | 'timeZone'>,
  values: RoundValues,
  validationErrors: ValidationErrors,
): Promise<Reply> {
  const { dependencies, t, language, now } = context;
  const [people, rounds] = await Promise.all([
    dependencies.reader.people(),
    dependencies.wishes.ofSchedule(id),
  ]);
  return {
    kind: 'page',
    view: 'wishes/rounds',
    title: t.wishes.title,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      schedule: { id, name },
      values,
      validationErrors,
      conflict: null,
      rounds: await Promise.all(
        rounds.map(async (round) => ({
          ...round,
          lastDayToAnswer: lastDayToAnswer(round, timeZone),
          isOver: isOver(round, now),
          asked: await dependencies.wishes.asked(round.id),
        })),
      ),
      files: filesAt((kind) => `/planning/${id}/wishes.${kind}`),
      people: [...people.values()]
        .filter(({ role, id: one }) => role !== 'viewer' || values.people.includes(one))
        .toSorted((a, b) => a.name.localeCompare(b.name, language)),
    },
  };
}

export async function roundsList(context: MemberContext): Promise<List> {
  const { dependencies, now, t } = context;
  const schedule = (await dependencies.schedules.schedule(param(context, 'schedule'), now)) ?? notFound();
  const rounds = await dependencies.wishes.ofSchedule(schedule.id);
  const rows = rounds.map(async (round) => {
    const asked = await dependencies.wishes.asked(round.id);
    const answered = asked.filter(({ answeredAt }) => answeredAt !== null).length;
    const { firstDay, lastDay } = round;
    return [firstDay, lastDay, lastDayToAnswer(round, schedule.timeZone), asked.length, answered];
  });
  const { title, from, to, deadline, howManyAsked, howManyAnswered } = t.wishes;
  return {
    name: `${title.toLowerCase()}-${schedule.id}`,
    head: [from, to, deadline, howManyAsked, howManyAnswered],
    parts: await Promise.all(rows),
  };
}

/** Who has answered, who is missing, and what became of the wishes once people are planned. */
async function answersOf(context: MemberContext) {
  const { dependencies, now, language } = context;
  const round = await roundOf(context);
  const [schedule, people, asked, wishes] = await Promise.all([
    dependencies.schedules.schedule(round.scheduleId, Math.min(now, round.openedAt)),
    dependencies.reader.people(),
    dependencies.wishes.asked(round.id),
    dependencies.wishes.wishes(round.id),
  ]);
  if (!schedule) return notFound();
  const from = instantOfMinute(dayNumber(round.firstDay), 0, schedule.timeZone);
  const to = instantOfMinute(dayNumber(round.lastDay) + 1, 0, schedule.timeZone);
  const shifts = shiftsBetween(schedule, from, to);
  const rows = asked.map(({ personId, answeredAt }) => {
    const own: readonly DayWish[] = wishes.get(personId) ?? [];
    const duty = shifts.filter((shift) => shift.personId === personId);
    const became = [...whatBecame(own, duty, schedule.timeZone).values()];
    const count = (preference: DayWish['preference']) =>
      own.filter((one) => one.preference === preference).length;
    return {
      name: people.get(personId)?.name ?? personId,
      answeredAt,
      unavailable: count('unavailable'),
      ratherNot: count('rather-not'),
      gladly: count('gladly'),
      kept: shifts.length === 0 || own.length === 0 ? null : [became.filter(Boolean).length, own.length],
    };
  });
  return { schedule, round, rows: rows.toSorted((a, b) => a.name.localeCompare(b.name, language)) };
}

export async function roundPage(context: MemberContext): Promise<Reply> {
  const { schedule, round, rows } = await answersOf(context);
  return {
    kind: 'page',
    view: 'wishes/round',
    title: context.t.wishes.title,
    data: {
      schedule: { id: schedule.id, name: schedule.name },
      round,
      lastDayToAnswer: lastDayToAnswer(round, schedule.timeZone),
      isOver: isOver(round, context.now),
      rows,
      answered: rows.filter(({ answeredAt }) => answeredAt !== null).length,
      files: filesAt((kind) => `/planning/${schedule.id}/wishes/${round.id}/answers.${kind}`),
    },
  };
}

export async function roundList(context: MemberContext): Promise<List> {
  const { t } = context;
  const { schedule, round, rows } = await answersOf(context);
  const { unavailable, gladly, 'rather-not': ratherNot } = t.wishes.days;
  return {
    name: `${t.wishes.title.toLowerCase()}-${round.firstDay}`,
    head: [t.planning.person, t.wishes.state, unavailable, ratherNot, gladly, t.wishes.kept],
    parts: rows.map((row) => [
      row.name,
      row.answeredAt === null ? t.wishes.missing : localOf(row.answeredAt, schedule.timeZone),
      ...[row.unavailable, row.ratherNot, row.gladly],
      row.kept?.[0] ?? null,
    ]),
  };
}

/** Reminds those who are missing, at the wish of whoever plans. */
export async function remindMissing(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, now } = context;
  const round = await roundOf(context);
  const asked = await dependencies.wishes.asked(round.id);
  const missing = asked.flatMap(({ personId, answeredAt }) => (answeredAt === null ? [personId] : []));
  if (!isOver(round, now)) {
    await dependencies.wishes.remind(round.id, missing, now);
    dependencies.notices.onQueued();
  }
  return { kind: 'see', path: `/planning/${round.scheduleId}/wishes/${round.id}`, done: 'asked' };
}

async function roundOf(context: MemberContext): Promise<WishRound> {
  const id = param(context, 'round');
  const round = /^\d{1,9}$/.test(id) ? await context.dependencies.wishes.round(Number(id)) : null;
  return round?.scheduleId === param(context, 'schedule') ? round : notFound();
}
