import type { InterventionEvent } from '../../domain/labour/intervention.ts';
import { mayAbout } from '../../domain/permissions.ts';
import { restEventOf } from '../../labour/collect-interventions.ts';
import { readRules } from '../../labour/labour-sources.ts';
import { restDueAfter } from '../../labour/rest-due.ts';
import { restInWords } from '../../words/rest-words.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import {
  type Done,
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  Refusal,
  type Reply,
} from '../request-context.ts';
import {
  type InterventionValues,
  problemAt,
  readAccount,
  typedValues,
  valuesOf,
} from './intervention-form.ts';
import { inWords, shownIntervention, shownReliefs } from './interventions-pages.ts';
import { holdTo, peopleInScope, subjectOf } from './people-in-scope.ts';

interface Tried {
  readonly values: InterventionValues;
  readonly validationErrors: ValidationErrors;
}

/** One intervention: what is known, what its person says, its rest and its history. */
export async function interventionPage(context: MemberContext, tried: Tried | null = null): Promise<Reply> {
  const { dependencies, now, t, language, actor } = context;
  const one = await findIntervention(context);
  const [history, scope, due, rules] = await Promise.all([
    dependencies.labour.interventions.history(one.id),
    peopleInScope(context, 'interventions.see'),
    restDueAfter(dependencies.labour, one),
    readRules(dependencies.labour),
  ]);
  const zone = rules(one.personId).team.timeZone;
  return {
    kind: 'page',
    view: 'labour/intervention',
    title: t.labour.interventionOf(scope.nameOf(one.personId)),
    status: (tried?.validationErrors.count ?? 0) > 0 ? 422 : 200,
    data: {
      one: shownIntervention(context, one, scope),
      zone,
      values: tried?.values ?? valuesOf(one, zone),
      validationErrors: tried?.validationErrors ?? NO_ERRORS,
      conflict: null,
      reliefs: await shownReliefs(context, due, scope),
      rest: due && inWords(restInWords(due.outcome, due, { zone, now }, language)),
      validatedBy: one.validatedBy === null ? null : scope.nameOf(one.validatedBy),
      mayValidate: one.personId !== actor.personId && (await isInScope(context, one.personId)),
      mayWithdraw: await isInScope(context, one.personId),
      history: history.toReversed().map((entry) => ({
        ...entry,
        by: scope.nameOf(entry.by),
      })),
    },
  };
}

/** Whatever its person or a supervisor does to it: one more entry of the record. */
export async function changeIntervention(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, now, actor, t } = context;
  const one = await findIntervention(context);
  const zone = (await readRules(dependencies.labour))(one.personId).team.timeZone;
  const values = typedValues(fields);
  const wanted = await readEvent(context, one.personId, values, zone);
  if ('wrong' in wanted) return interventionPage(context, { values, validationErrors: wanted.wrong });
  const { event } = wanted;
  const told =
    event.kind === 'finished' ? await restEventOf(dependencies.labour, { ...one, endAt: event.endAt }) : null;
  const entered = { at: now, by: actor.personId };
  const added = await dependencies.interventions.add(one.id, event, entered, told);
  if (!added.ok) return interventionPage(context, { values, validationErrors: problemAt(added.error, t) });
  return { kind: 'see', path: `/interventions/${one.id}`, done: wanted.done };
}

type Read = { readonly event: InterventionEvent; readonly done: Done } | { readonly wrong: ValidationErrors };

async function readEvent(
  context: MemberChangeContext,
  personId: string,
  values: InterventionValues,
  zone: string,
): Promise<Read> {
  const { fields, now, t } = context;
  switch (fields.text('do')) {
    case 'finish':
      return { event: { kind: 'finished', endAt: now }, done: 'finished' };
    case 'validate':
      await holdTo(context, 'interventions.validate', personId);
      return { event: { kind: 'validated' }, done: 'validated' };
    case 'withdraw':
      await holdTo(context, 'interventions.validate', personId);
      return { event: { kind: 'withdrawn', why: values.why }, done: 'withdrawn' };
    default: {
      const { account, wrong } = readAccount(values, zone, t);
      if (account === null) return { wrong };
      const isCorrection = fields.text('do') === 'correct';
      return isCorrection
        ? { event: { kind: 'corrected', account, why: values.why }, done: 'corrected' }
        : { event: { kind: 'completed', account }, done: 'saved' };
    }
  }
}

/** The one in the address, if the visitor may see its person's. */
async function findIntervention(context: MemberContext) {
  const one =
    (await context.dependencies.labour.interventions.find(param(context, 'intervention'))) ?? notFound();
  // Whoever is gone may still have interventions: they are the administrators' to see.
  const people = await context.dependencies.reader.people();
  if (people.has(one.personId)) await holdTo(context, 'interventions.see', one.personId);
  else if (context.actor.role !== 'administrator') throw new Refusal(403, 'interventions.see');
  return one;
}

async function isInScope(context: MemberContext, personId: string): Promise<boolean> {
  const [people, teams] = await Promise.all([
    context.dependencies.reader.people(),
    context.dependencies.reader.teams(),
  ]);
  const person = people.get(personId);
  return person !== undefined && mayAbout('interventions.validate', context.actor, subjectOf(person, teams));
}
