import { DONE_REASONS, type TaskEntry } from '../../domain/task/task.ts';
import { readEnd } from '../../tasks/call-back-task.ts';
import type { TaskStory } from '../../tasks/task-store.ts';
import { sentence } from '../../words/phrases.ts';
import { formatOf } from '../format.ts';
import type { MemberContext } from '../request-context.ts';

type NameOf = (id: string | null) => string;

/** What was done about a task, line by line. */
export function storyOf(context: MemberContext, { entries, reason }: TaskStory, nameOf: NameOf) {
  return entries.map((entry) => ({
    at: entry.at,
    text: lineOf(context, entry, nameOf),
    more: wordsOf(context, entry),
    // Of a task that was opened again only the last reason is kept.
    reason: entry.kind === 'done' && entry === lastDone(entries) ? reasonWord(context, reason) : null,
  }));
}

function lineOf({ t }: MemberContext, { kind, by }: TaskEntry, nameOf: NameOf): string {
  const word = t.tasks.entries[kind];
  if (by === null) return word;
  return kind === 'call-back-ended' ? t.tasks.because(nameOf(by), word) : `${nameOf(by)} ${word}`;
}

function lastDone(entries: readonly TaskEntry[]): TaskEntry | undefined {
  return entries.findLast(({ kind }) => kind === 'done');
}

function reasonWord({ t }: MemberContext, reason: TaskStory['reason']): string | null {
  const known = DONE_REASONS.find((word) => word === reason);
  return known === undefined ? null : t.tasks.reasons[known];
}

function wordsOf(context: MemberContext, { kind, text }: TaskEntry): string | null {
  if (kind !== 'call-back-ended' || text === null) return text;
  const { t } = context;
  const end = readEnd(text);
  switch (end.stage) {
    case 'talked':
      return t.tasks.storyTalked(lengthOf(context, end.seconds));
    case 'failed':
      return sentence(t.tasks.because(t.tasks.storyFailed[end.who], t.tasks.failures[end.why]));
    case 'refused':
      return t.tasks.refusals[end.why];
  }
}

/** The call-back that goes on, or how the last one ended. */
export function callBackView(context: MemberContext, task: TaskStory, nameOf: NameOf) {
  const { t, actor, dependencies } = context;
  const running = dependencies.taskCallBacks.running(task.id);
  if (running !== null) {
    const isMine = running.by === actor.personId;
    const { stage, since } = running;
    const text = isMine ? t.tasks.stages[stage] : `${nameOf(running.by)} ${t.tasks.colleagueStages[stage]}`;
    return { running: { stage, since, text }, ended: null };
  }
  const last = task.entries.findLast(({ kind }) => kind === 'call-back' || kind === 'call-back-ended');
  const isFresh = last?.kind === 'call-back-ended' && last.by === actor.personId && task.state !== 'done';
  return { running: null, ended: isFresh ? endedView(context, last.text ?? '') : null };
}

function endedView(context: MemberContext, text: string) {
  const { t } = context;
  const end = readEnd(text);
  switch (end.stage) {
    case 'talked':
      return { well: true, text: t.tasks.talked(lengthOf(context, end.seconds)) };
    case 'failed':
      return {
        well: false,
        text: sentence(t.tasks.because(t.tasks.failed[end.who], t.tasks.failures[end.why])),
      };
    case 'refused':
      return { well: false, text: t.tasks.refusals[end.why] };
  }
}

function lengthOf({ language, dependencies, now }: MemberContext, seconds: number): string {
  return formatOf({ language, now, dependencies }).length(seconds * 1000);
}
