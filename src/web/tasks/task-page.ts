import type { CallRecord } from '../../calls/log/call-history.ts';
import { mayAboutTask, reachOf } from '../../domain/permissions.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { DONE_REASONS } from '../../domain/task/task.ts';
import type { TaskStory } from '../../tasks/task-book.ts';
import { createFormat } from '../format.ts';
import { type Flaws, NO_FLAWS } from '../forms/flaws.ts';
import { servedHotlines } from '../served.ts';
import type { MemberVisit, Reply } from '../visit.ts';
import { taskOf } from './task-of.ts';
import { callBackView, storyOf } from './task-story.ts';

/** A caller who calls every minute makes a long list; each call has a page of its own. */
const SHOWN_CALLS = 20;

/** What a form on the page sent that was not taken. */
export interface NotTaken {
  readonly status: 409 | 422;
  /** Why, where no field is to blame. */
  readonly problem: string | null;
  readonly flaws: Flaws;
  readonly typed: { readonly note: string; readonly reason: string; readonly text: string };
}

export const NOTHING_TYPED = { note: '', reason: '', text: '' };

/** One call that still needs a human: what happened, whose it is, and everything to do about it. */
export async function taskPage(visit: MemberVisit, notTaken: NotTaken | null = null): Promise<Reply> {
  const { needs, t, actor } = visit;
  const task = await taskOf(visit);
  const [hotlines, people, calls, served] = await Promise.all([
    needs.reader.hotlines(),
    needs.reader.people(),
    callsOf(visit, task),
    servedHotlines(visit),
  ]);
  const nameOf = (id: string | null) => (id === null ? t.tasks.nobody : (people.get(id)?.name ?? id));
  const hotline = hotlines.get(task.hotlineId);
  const format = createFormat(visit.language, needs.timeZone, visit.now, needs.numberingPlan);
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
      mayListen: reachOf('calls.listen', actor.role) !== 'none',
      mayDelete: reachOf('messages.delete', actor.role) !== 'none',
      contacts: (people.get(actor.personId)?.contactMethods ?? []).map(({ target }) => ({
        value: describeTarget(target),
        label: format.phone(describeTarget(target)),
      })),
      callBack: callBackView(visit, task, nameOf),
      whole: true,
      story: storyOf(visit, task, nameOf),
      reasons: DONE_REASONS,
      problem: notTaken?.problem ?? null,
      flaws: notTaken?.flaws ?? NO_FLAWS,
      conflict: null,
      typed: notTaken?.typed ?? NOTHING_TYPED,
    },
  };
}

/** How the call-back stands, for a page that waits for it to go on. */
export async function callBackPart(visit: MemberVisit): Promise<Reply> {
  const { needs, request, t } = visit;
  const task = await taskOf(visit);
  const people = await needs.reader.people();
  const nameOf = (id: string | null) => (id === null ? t.tasks.nobody : (people.get(id)?.name ?? id));
  const callBack = callBackView(visit, task, nameOf);
  // What the page shows already is not sent again: screen readers would read it out every second.
  if (callBack.running?.stage !== undefined && callBack.running.stage === request.query.seen)
    return { kind: 'own', answer: (response) => void response.status(204).end() };
  return {
    kind: 'part',
    view: 'tasks/call-back',
    data: { task, callBack, whole: false, story: storyOf(visit, task, nameOf) },
  };
}

/** The calls that joined, the latest first, with who was rung and the messages they left. */
async function callsOf({ needs }: MemberVisit, { callIds }: TaskStory) {
  const found = await Promise.all(
    callIds
      .toReversed()
      .slice(0, SHOWN_CALLS)
      .map(async (id) => {
        const call = await needs.history.find(id);
        return call && { call, rung: namesOf(call), messages: await needs.search.messages(id) };
      }),
  );
  return found.filter((one) => one !== null);
}

function namesOf({ attempts }: CallRecord): string {
  return [...new Set(attempts.map(({ name }) => name))].join(', ');
}
