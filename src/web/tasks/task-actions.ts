import { DONE_REASONS, type TaskEvent } from '../../domain/task/task.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import {
  type Done,
  type MemberChangeContext,
  type MemberContext,
  notFound,
  type Reply,
} from '../request-context.ts';
import { taskOf } from './task-of.ts';
import { NOTHING_TYPED, taskPage } from './task-page.ts';

const LONGEST_TEXT = 2000;

interface Wanted {
  readonly event: TaskEvent;
  readonly done: Done;
}

/** Takes, takes over, gives back, notes, closes or reopens a task: the form's button says which. */
export async function changeTask(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, now } = context;
  const task = await taskOf(context);
  const validationErrors = errorsIn(context);
  if (validationErrors.count > 0) return notTaken(context, 422, null, validationErrors);
  const { event, done } = wanted(context) ?? notFound();
  const changed = await dependencies.tasks.change(task.id, event, now);
  if (changed.ok) return { kind: 'see', path: `/tasks/${task.id}`, done };
  if (changed.error === 'no-such-task') return notFound();
  return notTaken(context, 409, context.t.tasks.problems[wordOf(changed.error)], NO_ERRORS);
}

/** Rings the visitor on the number of the button, then the caller. */
export async function callBack(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, actor, fields, t } = context;
  const task = await taskOf(context);
  const started = await dependencies.taskCallBacks.start(
    task.id,
    actor.personId,
    fields.text('contact') || null,
  );
  if (started.ok) return { kind: 'see', path: `/tasks/${task.id}` };
  const { error } = started;
  if (error === 'no-such-task') return notFound();
  const problem =
    error in t.tasks.refusals
      ? t.tasks.refusals[error as keyof typeof t.tasks.refusals]
      : t.tasks.problems[error as keyof typeof t.tasks.problems];
  return notTaken(context, 409, problem, NO_ERRORS);
}

function wanted({ fields, actor }: MemberContext): Wanted | null {
  const by = actor.personId;
  switch (fields.text('do')) {
    case 'take':
      return { event: { type: 'take', by }, done: 'task-taken' };
    case 'take-over':
      return { event: { type: 'take-over', by, from: fields.text('from') }, done: 'task-taken' };
    case 'give-back':
      return { event: { type: 'give-back', by }, done: 'task-given-back' };
    case 'note':
      return { event: { type: 'note', by, text: fields.text('note') }, done: 'noted' };
    case 'reopen':
      return { event: { type: 'reopen', by }, done: 'task-reopened' };
    case 'finish': {
      const reason = DONE_REASONS.find((word) => word === fields.text('reason'));
      if (reason === undefined) return null;
      return { event: { type: 'finish', by, reason, text: fields.text('text') }, done: 'task-closed' };
    }
    default:
      return null;
  }
}

function errorsIn({ fields, t }: MemberContext): ValidationErrors {
  const words = t.tasks.validationErrors;
  const found: { path: string; message: string }[] = [];
  const check = (path: string, needed: boolean) => {
    const text = fields.text(path);
    if (needed && text === '') found.push({ path, message: words.text });
    if (text.length > LONGEST_TEXT) found.push({ path, message: words.long(LONGEST_TEXT) });
  };
  if (fields.text('do') === 'note') check('note', true);
  if (fields.text('do') === 'finish') {
    const reason = fields.text('reason');
    if (!DONE_REASONS.some((word) => word === reason)) found.push({ path: 'reason', message: words.reason });
    check('text', reason === 'other');
  }
  return validationErrorsOf(found);
}

/** The page again, with what was typed. */
function notTaken(
  context: MemberContext,
  status: 409 | 422,
  problem: string | null,
  validationErrors: ValidationErrors,
): Promise<Reply> {
  const { fields } = context;
  const typed = {
    ...NOTHING_TYPED,
    note: fields.text('note'),
    reason: fields.text('reason'),
    text: fields.text('text'),
  };
  return taskPage(context, { status, problem, validationErrors, typed });
}

/** A withheld number has no button to call it back, so that nobody is told so here. */
function wordOf<Problem extends string>(problem: Problem): Exclude<Problem, 'no-number'> {
  if (problem === 'no-number') throw new Error('this changes nothing that needs a number');
  return problem as Exclude<Problem, 'no-number'>;
}
