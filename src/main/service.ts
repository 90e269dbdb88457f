import type { LinkReport } from '../asterisk/ari-link.ts';
import type { ServiceConfig } from '../config.ts';
import type { CallEvent } from '../domain/escalation/call-event.ts';
import type { CallFacts } from '../domain/escalation/call-state.ts';
import type { Logger } from '../runtime/log.ts';
import type { TaskCallBacks } from '../tasks/call-back-task.ts';

export interface ServiceDependencies {
  readonly config: ServiceConfig;
  readonly log: Logger;
  /** Told of everything that happens to a call, once it is saved. */
  readonly onCallEvent?: (facts: CallFacts, callEvent: CallEvent) => void;
  /** `connected` is told when calls can come in: the dialplan has seen a proof of life. */
  readonly onLink?: (report: LinkReport) => void;
  /** True: takes Asterisk over from another Vigie that serves it. */
  readonly takesOver?: boolean;
  /** A bug, or an end that another start would not mend: the process must end. */
  readonly fatal: (error: unknown) => void;
}

export interface Service {
  readonly webUrl: string;
  /** Rings the person, then the caller of the task, who sees the hotline's number. */
  callBack(taskId: number, personId: string): ReturnType<TaskCallBacks['start']>;
  /** Waiting callers go to the dialplan, conversations go on without us. */
  stop(): Promise<void>;
}
