import { linesOf } from '../../domain/items/form-part.ts';
import { BLANK_TARGET, rawTarget, type TargetRow, typedTarget } from '../../domain/items/step-rows.ts';
import { localDate, weekdayOf } from '../../domain/schedule/calendar.ts';
import { dayOf } from '../../domain/schedule/wall-clock.ts';
import type { ItemEdit } from '../../planning/save-items.ts';
import { readOrder } from '../forms/rows.ts';
import { saveEdits } from '../forms/save-edits.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import { afterMaking } from '../now/first-run.ts';
import type { MemberChangeContext, MemberContext, Reply } from '../request-context.ts';
import { freeId } from './hotline-pages.ts';
import { targetChoices } from './target-choices.ts';
import { likelyTrunk, trunkChoices } from './trunk-choices.ts';

interface NewHotline {
  readonly name: string;
  readonly language: string;
  readonly numbers: string;
  /** Id of an escalation; empty: a new one that begins with `target`. */
  readonly chain: string;
  readonly target: TargetRow;
  /** People on call for it a week each, in this order; none: `target` is dialled. */
  readonly turns: readonly string[];
  /** The trunk by which mobiles are dialled; empty: none. */
  readonly trunk: string;
}

export async function newHotlinePage(context: MemberContext): Promise<Reply> {
  const { language } = context;
  const trunk = (await likelyTrunk(context)) ?? '';
  return newHotlineForm(
    context,
    { name: '', language, numbers: '', chain: '', target: BLANK_TARGET, turns: [], trunk },
    NO_ERRORS,
  );
}

/** Makes a hotline from nothing, with its escalation when it has none of its own yet: both or neither. */
export async function createHotline(context: MemberChangeContext): Promise<Reply> {
  const { fields } = context;
  const wanted: NewHotline = {
    name: fields.text('name'),
    language: fields.text('language'),
    numbers: fields.text('numbers'),
    chain: fields.text('chain'),
    target: typedTarget(
      fields.text('targetWho'),
      fields.text('targetAddress'),
      fields.text('targetName'),
      fields.text('targetConfirm'),
    ),
    turns: fields.all('turns'),
    trunk: fields.text('trunk'),
  };
  if (readOrder(fields.text('do')).kind === 'refresh') return newHotlineForm(context, wanted, NO_ERRORS);
  const id = await freeId(context, 'hotlines', wanted.name);
  const policyId = wanted.chain === '' ? await freeId(context, 'policies', wanted.name) : wanted.chain;
  const hotline: ItemEdit = { section: 'hotlines', id, raw: rawNew(wanted, policyId), basedOn: 'nothing' };
  const isNew = wanted.chain === '';
  const inTurns = isNew && wanted.turns.length > 0;
  const scheduleId = inTurns ? await freeId(context, 'schedules', wanted.name) : null;
  const schedule = scheduleId === null ? [] : [newSchedule(context, wanted, scheduleId)];
  const chain: readonly ItemEdit[] = isNew ? [newChain(wanted, policyId, scheduleId)] : [];
  const hotlinesBefore = (await context.dependencies.reader.hotlines()).size;
  const saved = await saveEdits(context, [hotline, ...schedule, ...chain]);
  if (saved.kind === 'saved') {
    const { warnings } = saved;
    return afterMaking({ kind: 'see', path: `/hotlines/${id}`, done: 'created', warnings }, hotlinesBefore);
  }
  // The escalation's own validation errors are all about whom to ring: its name is the hotline's.
  const ofChain = saved.validationErrors('policies').list.filter(({ path }) => path !== 'name');
  const validationErrors = [
    ...saved.validationErrors('hotlines').list,
    ...[...ofChain, ...saved.validationErrors('schedules').list.filter(({ path }) => path !== 'name')].map(
      ({ message }) => ({ path: 'whom', message }),
    ),
  ];
  return newHotlineForm(context, wanted, validationErrorsOf(validationErrors));
}

function rawNew(
  { name, language, numbers, trunk }: NewHotline,
  policy: string,
): Readonly<Record<string, unknown>> {
  return { name, language, numbers: linesOf(numbers), policy, ...(trunk === '' ? {} : { trunk }) };
}

/** Everybody a week, handed over on Mondays at 8; it has begun, so that somebody is on duty at once. */
function newSchedule(
  { now, dependencies, t }: MemberContext,
  { name, turns }: NewHotline,
  id: string,
): ItemEdit {
  const yesterday = dayOf(now, dependencies.timeZone) - 1;
  const rotation = {
    id: 'weekly',
    name: t.hotlines.turnsName,
    participants: turns,
    turn: '1 week',
    handoff: 'mon 08:00',
    start: localDate(yesterday - weekdayOf(yesterday) + 1),
  };
  return {
    section: 'schedules',
    id,
    raw: { name, timeZone: dependencies.timeZone, rotations: [rotation] },
    basedOn: 'nothing',
  };
}

function newChain({ name, target }: NewHotline, id: string, scheduleId: string | null): ItemEdit {
  const alone = target.who === '' ? [] : [rawTarget(target)];
  const ring = scheduleId === null ? alone : [{ schedule: scheduleId }];
  return {
    section: 'policies',
    id,
    raw: { name, steps: [{ ring }] },
    basedOn: 'nothing',
  };
}

async function peopleWithPhones({ dependencies, language }: MemberContext) {
  return [...(await dependencies.reader.people()).values()]
    .filter(({ contactMethods }) => contactMethods.length > 0)
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .map(({ id, name }) => ({ id, name }));
}

async function newHotlineForm(
  context: MemberContext,
  values: NewHotline,
  validationErrors: ValidationErrors,
): Promise<Reply> {
  return {
    kind: 'page',
    view: 'hotlines/new',
    title: context.t.hotlines.newHotline,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      values,
      validationErrors,
      policies: [...(await context.dependencies.reader.policies()).values()],
      choices: await targetChoices(context),
      people: await peopleWithPhones(context),
      trunks: await trunkChoices(context),
    },
  };
}
