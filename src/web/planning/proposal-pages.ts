import { z } from 'zod';
import { localDate } from '../../domain/schedule/calendar.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import { spansOf } from '../../domain/wishes/wish-round.ts';
import { readRules } from '../../labour/labour-sources.ts';
import { withinTheLaw } from '../../labour/lawful-problem.ts';
import { beginDraft } from '../../planning/drafts/begin-draft.ts';
import { setDraftShifts } from '../../planning/drafts/edit-draft.ts';
import { buildProblem } from '../../planning/proposal-request/build-problem.ts';
import { shiftsOf } from '../../planning/proposal-request/write-proposal.ts';
import { applyOrder, readOrder } from '../forms/rows.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  Refusal,
  type Reply,
} from '../request-context.ts';
import { type ProposalValues, readProposal, TURN_KINDS, typedProposal } from './proposal-form.ts';
import { answerChange } from './take-edit.ts';
import { BLANK_WISH, PREFERENCES } from './wish-rows.ts';

/** For each search; a person waits. */
const MAX_SECONDS = 20;
const MOST_SHIFTS = 2000;

/** The form, with those who know the schedule chosen and the three months to come. */
export async function proposalPage(context: MemberContext): Promise<Reply> {
  const { dependencies, now } = context;
  const [schedule, people] = await Promise.all([
    dependencies.schedules.schedule(param(context, 'schedule')),
    dependencies.reader.people(),
  ]);
  if (!schedule) return notFound();
  const today = dayOf(now, schedule.timeZone);
  const known = peopleOf(schedule);
  const asked = await wishesOf(context, schedule.id);
  const values: ProposalValues = {
    from: asked?.from ?? localDate(today + 1),
    to: asked?.to ?? localDate(today + 92),
    people: asked?.people ?? [...people.keys()].filter((id) => known.has(id)),
    atOnce: String(Math.max(1, ...schedule.rotations.map(({ atOnce }) => atOnce))),
    turn: 'week',
    handoff: '08:00',
    rest: '',
    run: '',
    cap: '',
    noTwoWeeks: true,
    wishes: asked?.wishes ?? [],
  };
  return proposalForm(context, values, NO_ERRORS, null);
}

/** The period, the people and the wishes of the round in the address; null: there is none. */
async function wishesOf({ dependencies, request }: MemberContext, scheduleId: string) {
  const id = String(request.query.round ?? '');
  const round = /^\d{1,9}$/.test(id) ? await dependencies.wishes.round(Number(id)) : null;
  if (round?.scheduleId !== scheduleId) return null;
  const [asked, wishes] = await Promise.all([
    dependencies.wishes.asked(round.id),
    dependencies.wishes.wishes(round.id),
  ]);
  return {
    from: round.firstDay,
    to: round.lastDay,
    people: asked.map(({ personId }) => personId),
    wishes: [...wishes].flatMap(([person, days]) =>
      spansOf(days).map(({ preference, first, last }) => ({ person, what: preference, first, last })),
    ),
  };
}

/** Proposes, in a thread of its own, and shows it before anything is taken. */
export async function makeProposal(context: MemberContext): Promise<Reply> {
  const { dependencies, fields, t, language } = context;
  const [schedule, people] = await Promise.all([
    dependencies.schedules.schedule(param(context, 'schedule')),
    dependencies.reader.people(),
  ]);
  if (!schedule) return notFound();
  const typed = typedProposal(fields);
  const order = readOrder(fields.text('do'));
  const values = { ...typed, wishes: applyOrder(order, 'wish', typed.wishes, BLANK_WISH) };
  if (order.kind !== 'save') return proposalForm(context, values, NO_ERRORS, null);
  const { period, request, validationErrors } = readProposal(values, schedule, people, t);
  if (period === null || validationErrors.length > 0)
    return proposalForm(context, values, validationErrorsOf(validationErrors), null);
  const problem = withinTheLaw(
    buildProblem(request, schedule, period, people),
    await readRules(dependencies.labour),
  );
  if (problem.slots.length === 0)
    return proposalForm(
      context,
      values,
      validationErrorsOf([{ path: 'to', message: t.planning.noSlots }]),
      null,
    );
  const outcome = await dependencies.proposals.propose(problem, MAX_SECONDS);
  if (!outcome.ok)
    return proposalForm(
      context,
      values,
      validationErrorsOf([
        { path: 'to', message: outcome.error === 'busy' ? t.planning.proposalsBusy : t.planning.noProposal },
      ]),
      null,
    );
  const proposal = outcome.value;
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const shifts = shiftsOf(problem, proposal.assignments);
  return proposalForm(context, values, NO_ERRORS, {
    zone: schedule.timeZone,
    duties: problem.slots.map((slot) => ({
      startAt: slot.startAt,
      endAt: slot.endAt,
      names: proposal.assignments
        .filter(({ slotId }) => slotId === slot.id)
        .map((one) => nameOf(one.personId)),
      missing: slot.people - proposal.assignments.filter(({ slotId }) => slotId === slot.id).length,
    })),
    open: proposal.open.map(({ slot, missing, people: others }) => ({
      startAt: slot.startAt,
      endAt: slot.endAt,
      missing,
      people: others.map(({ personId, obstacles }) => ({
        name: nameOf(personId),
        why: obstacles.map((one) => (one.kind === 'rule' ? one.breach.rule : one.kind)),
      })),
    })),
    waivers: proposal.waivers.flatMap(({ rule, uncoveredHours }) =>
      rule === null || uncoveredHours >= proposal.fairness.uncoveredHours
        ? []
        : [{ rule: t.planning.obstacles[rule], hours: Math.round(uncoveredHours) }],
    ),
    people: proposal.fairness.people.map((person) => ({
      name: nameOf(person.personId),
      figures: FIGURES.map((key) => number.format(person[key])),
      bar: Math.round(person.planned + person.past),
    })),
    most: Math.max(1, ...proposal.fairness.people.map(({ planned, past }) => planned + past)),
    columns: FIGURES,
    spread: number.format(proposal.fairness.spread),
    turnsSpread: number.format(proposal.rotation.spread),
    proved: proposal.proved.coverage && proposal.proved.fairness,
    period,
    shifts: JSON.stringify(shifts.map(({ personId, startAt, endAt }) => [personId, startAt, endAt])),
  });
}

const FIGURES = [
  'past',
  'planned',
  'due',
  'hours',
  'duties',
  'nights',
  'weekends',
  'holidays',
  'ratherNot',
] as const;

const SHIFTS = z.array(z.tuple([z.string().max(60), z.number().int(), z.number().int()])).max(MOST_SHIFTS);

/** Puts the proposal that was shown into a draft, which is judged like any other. */
export async function takeProposal(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, t } = context;
  const scheduleId = param(context, 'schedule');
  const shifts = readShifts(fields.exact('shifts'));
  const startAt = Number(fields.text('startAt'));
  const endAt = Math.max(Number(fields.text('endAt')), ...shifts.map((shift) => shift.endAt));
  const wanted = { scheduleId, name: t.planning.proposal, startAt, endAt };
  if (!Number.isSafeInteger(startAt) || !Number.isSafeInteger(endAt)) throw new Refusal(400, 'no period');
  const begun = await beginDraft(dependencies.planning, wanted, author);
  if (!begun.ok) return answerChange(context, begun, 'created');
  const { id, shifts: before } = begun.value;
  // What reaches into the period from before, or began after its last day, is no business of the proposal.
  const kept = before.filter(
    (shift) => shift.startAt === startAt || shift.startAt >= Number(fields.text('endAt')),
  );
  const taken = [
    ...kept.filter((shift) => !shifts.some((one) => one.startAt < shift.endAt && shift.startAt < one.endAt)),
    ...shifts,
  ];
  const set = await setDraftShifts(dependencies.planning, { id, basedOn: null, author }, taken);
  if (!set.ok) return answerChange(context, set, 'created');
  return { kind: 'see', path: `/planning/${scheduleId}/drafts/${id}`, done: 'created' };
}

function readShifts(text: string): readonly PlannedShift[] {
  try {
    return SHIFTS.parse(JSON.parse(text)).map(([personId, startAt, endAt]) => ({ personId, startAt, endAt }));
  } catch {
    throw new Refusal(400, 'no proposal of ours');
  }
}

async function proposalForm(
  context: MemberContext,
  values: ProposalValues,
  validationErrors: ValidationErrors,
  proposal: Readonly<Record<string, unknown>> | null,
): Promise<Reply> {
  const { dependencies, t, language } = context;
  const id = param(context, 'schedule');
  const [names, people] = await Promise.all([
    dependencies.reader.scheduleNames(),
    dependencies.reader.people(),
  ]);
  return {
    kind: 'page',
    view: 'planning/propose',
    title: t.planning.propose,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      schedule: { id, name: names.get(id) ?? id },
      values,
      validationErrors,
      conflict: null,
      proposal,
      turnKinds: TURN_KINDS,
      preferences: PREFERENCES,
      people: [...people.values()]
        .filter(({ role, id: personId }) => role !== 'viewer' || values.people.includes(personId))
        .toSorted((a, b) => a.name.localeCompare(b.name, language)),
    },
  };
}
