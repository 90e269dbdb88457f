import type { CallRecord } from '../../calls/log/call-history.ts';
import { mayAboutTask } from '../../domain/permissions.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { DONE_REASONS } from '../../domain/task/task.ts';
import type { TaskStory } from '../../tasks/task-store.ts';
import { isCallInScope } from '../calls/call-scope.ts';
import { formatOf } from '../format.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { servedHotlines } from '../served.ts';
import { taskOf } from './task-of.ts';
import { callBackView, storyOf } from './task-story.ts';

/** A caller who calls every minute makes a long list; each call has a page of its own. */
const SHOWN_CALLS = 20;

/** What a form on the page sent that was not taken. */
export interface NotTaken {
  readonly status: 409 | 422;
  /** Why, where no field is to blame. */
  readonly problem: string | null;
  readonly validationErrors: ValidationErrors;
  readonly typed: { readonly note: string; readonly reason: string; readonly text: string };
}

export const NOTHING_TYPED = { note: '', reason: '', text: '' };

/** One call that still needs a human: what happened, whose it is, and everything to do about it. */
export async function taskPage(context: MemberContext, notTaken: NotTaken | null = null): Promise<Reply> {
  const { dependencies, t, actor } = context;
  const task = await taskOf(context);
  const [hotlines, people, calls, served] = await Promise.all([
    dependencies.reader.hotlines(),
    dependencies.reader.people(),
    callsOf(context, task),
    servedHotlines(context),
  ]);
  const nameOf = (id: string | null) => (id === null ? t.tasks.nobody : (people.get(id)?.name ?? id));
  const hotline = hotlines.get(task.hotlineId);
  const format = formatOf(context);
  return {
    kind: 'page',
    view: 'tasks/task',
    title: t.tasks.one(task.id),
    status: notTaken?.status ?? 200,
    data: {
      task,
      hotline: hotline?.name ?? t.calls.removedHotline,
      shownNumber: hotline?.callerId ? format.phone(hotline.callerId) : null,
      owner: task.ownerId === null ? null : nameOf(task.ownerId),
      taker: task.takenBy === null ? null : nameOf(task.takenBy),
      closer: task.doneBy === null ? null : nameOf(task.doneBy),
      isMine: task.takenBy === actor.personId,
      mayAct: mayAboutTask('tasks.act', actor, task, served),
      calls,
      contacts: (people.get(actor.personId)?.contactMethods ?? []).map(({ target }) => ({
        value: describeTarget(target),
        label: format.phone(describeTarget(target)),
      })),
      callBack: callBackView(context, task, nameOf),
      whole: true,
      story: storyOf(context, task, nameOf),
      reasons: DONE_REASONS,
      problem: notTaken?.problem ?? null,
      validationErrors: notTaken?.validationErrors ?? NO_ERRORS,
      conflict: null,
      typed: notTaken?.typed ?? NOTHING_TYPED,
    },
  };
}

/** How the call-back stands, for a page that waits for it to go on. */
export async function callBackPart(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const task = await taskOf(context);
  const people = await dependencies.reader.people();
  const nameOf = (id: string | null) => (id === null ? t.tasks.nobody : (people.get(id)?.name ?? id));
  const callBack = callBackView(context, task, nameOf);
  // What the page shows already is not sent again: screen readers would read it out every second.
  if (callBack.running?.stage !== undefined && callBack.running.stage === request.query.seen)
    return { kind: 'own', answer: (response) => void response.status(204).end() };
  return {
    kind: 'part',
    view: 'tasks/call-back',
    data: { task, callBack, whole: false, story: storyOf(context, task, nameOf) },
  };
}

/** The calls that joined, the latest first, with who was dialled and the messages they left. */
async function callsOf(context: MemberContext, { callIds }: TaskStory) {
  const { dependencies } = context;
  const found = await Promise.all(
    callIds
      .toReversed()
      .slice(0, SHOWN_CALLS)
      .map(async (id) => {
        const call = await dependencies.history.find(id);
        if (call === null) return null;
        const [messages, mayListen, mayDelete] = await Promise.all([
          dependencies.search.messages(id),
          isCallInScope(context, 'calls.listen', call),
          isCallInScope(context, 'messages.delete', call),
        ]);
        return { call, dialled: namesOf(call), messages, mayListen, mayDelete };
      }),
  );
  return found.filter((one) => one !== null);
}

function namesOf({ attempts }: CallRecord): string {
  return [...new Set(attempts.map(({ name }) => name))].join(', ');
}
