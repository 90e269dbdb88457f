import type { CallBackProblem, CallBacks } from '../calls/call-back.ts';
import type { Directory } from '../calls/directory.ts';
import type { Clock } from '../clock.ts';
import { fail, type Result } from '../domain/result.ts';
import type { TaskProblem } from '../domain/task/task.ts';
import type { TaskBook } from './task-book.ts';

export interface CallBackTaskNeeds {
  readonly tasks: TaskBook;
  readonly directory: Directory;
  readonly callBacks: CallBacks;
  readonly clock: Clock;
}

/** Takes the task in hand and calls its caller back; the story tells that it was tried, also when nobody answers. */
export async function callBackTask(
  { tasks, directory, callBacks, clock }: CallBackTaskNeeds,
  taskId: number,
  by: string,
): Promise<Result<void, CallBackProblem | TaskProblem | 'no-such-task'>> {
  const changed = await tasks.change(taskId, { type: 'call-back', by }, clock.now());
  if (!changed.ok) return changed;
  const { hotlineId, callerNumber } = changed.value;
  const hotline = (await directory.hotlines()).find(({ id }) => id === hotlineId);
  const [responder] = await directory.people([by]);
  if (!hotline || !responder || callerNumber === null) return fail('no-number');
  const language = responder.languages[0] ?? hotline.language;
  const { contactMethods } = responder;
  return callBacks.start({ hotline, responder: { contactMethods, language }, callerNumber });
}
