import type { Instant, Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { MINUTE } from './intervals.ts';

/** Where work on call came from. */
export type WorkSource =
  | { readonly kind: 'call'; readonly callId: string; readonly attempt: number }
  /** `part`: which entry of the task's story. */
  | { readonly kind: 'call-back'; readonly taskId: number; readonly part: number }
  | { readonly kind: 'task'; readonly taskId: number; readonly part: number };

/** Work that the telephone knows of: from acceptance to hang-up. A task that was closed has no length of its own. */
export interface WorkPiece extends Interval {
  readonly source: WorkSource;
}

export const PLACES = ['remote', 'on-site'] as const;
export type Place = (typeof PLACES)[number];

/** What the person says of it. Travel is work: it lies between start and end. */
export interface Account extends Interval {
  readonly place: Place;
  /** Of the whole, for the record. */
  readonly travelMinutes: number;
  readonly reason: string;
}

/** What happens to an intervention, each an entry of the record. Nothing is ever changed: a correction is one more. */
export type InterventionEvent =
  | { readonly kind: 'opened'; readonly work: WorkPiece }
  | { readonly kind: 'joined'; readonly work: WorkPiece }
  /** The person says that they begin, without a call. */
  | { readonly kind: 'begun'; readonly startAt: Instant }
  | { readonly kind: 'finished'; readonly endAt: Instant }
  /** By telephone, where no reason can be typed. */
  | { readonly kind: 'described'; readonly place: Place; readonly travelMinutes: number }
  | { readonly kind: 'completed'; readonly account: Account }
  | { readonly kind: 'validated' }
  | { readonly kind: 'corrected'; readonly account: Account; readonly why: string }
  | { readonly kind: 'withdrawn'; readonly why: string };

/** `running`: begun by the person, not finished. `open`: as the telephone knows it. */
export const INTERVENTION_STATES = ['running', 'open', 'completed', 'validated', 'withdrawn'] as const;
export type InterventionState = (typeof INTERVENTION_STATES)[number];

/** The work that accepted calls, call-backs or a task were, for rest and pay. */
export interface Intervention {
  readonly id: string;
  readonly personId: string;
  readonly state: InterventionState;
  readonly pieces: readonly WorkPiece[];
  readonly startAt: Instant;
  /** Null: it goes on. */
  readonly endAt: Instant | null;
  readonly place: Place | null;
  readonly travelMinutes: number;
  readonly reason: string;
  readonly validatedBy: string | null;
}

export type InterventionProblem =
  | 'no-such-intervention'
  | 'ends-before-start'
  | 'too-long'
  | 'in-the-future'
  | 'needs-reason'
  | 'needs-why'
  | 'still-running'
  | 'not-running'
  | 'validated-already'
  | 'withdrawn-already'
  | 'own-validation';

/** Longer is a slip of the pen. */
const LONGEST_HOURS = 48;

/** Who enters something into the record, and when. `by`: null is Vigie. */
export interface Entered {
  readonly at: Instant;
  readonly by: string | null;
}

/** A new intervention, by its first entry. */
export function openIntervention(
  id: string,
  personId: string,
  event: Extract<InterventionEvent, { kind: 'opened' | 'begun' }>,
): Intervention {
  const opened = event.kind === 'opened';
  return {
    id,
    personId,
    state: opened ? 'open' : 'running',
    pieces: opened ? [event.work] : [],
    startAt: opened ? event.work.startAt : event.startAt,
    endAt: opened ? event.work.endAt : null,
    place: null,
    travelMinutes: 0,
    reason: '',
    validatedBy: null,
  };
}

/** Everything that can happen to an intervention. A refusal changes nothing. */
export function advanceIntervention(
  now: Intervention,
  event: InterventionEvent,
  { at, by }: Entered,
): Result<Intervention, InterventionProblem> {
  if (now.state === 'withdrawn') return fail('withdrawn-already');
  switch (event.kind) {
    case 'opened':
    case 'begun':
      throw new Error(`intervention ${now.id} is open already`);
    case 'joined':
      return ok(joined(now, event.work));
    case 'finished':
      if (now.state !== 'running') return fail('not-running');
      return event.endAt < now.startAt
        ? fail('ends-before-start')
        : ok({ ...now, state: 'open', endAt: event.endAt });
    case 'described': {
      const { place, travelMinutes } = event;
      if (now.state === 'validated') return fail('validated-already');
      if (now.endAt === null) return fail('still-running');
      return travelMinutes * MINUTE > now.endAt - now.startAt
        ? fail('too-long')
        : ok({ ...now, place, travelMinutes });
    }
    case 'completed': {
      if (now.state === 'validated') return fail('validated-already');
      const problem = accountProblem(event.account, at);
      return problem ? fail(problem) : ok({ ...now, ...event.account, state: 'completed' });
    }
    case 'validated':
      if (now.state === 'running') return fail('still-running');
      if (now.state === 'validated') return fail('validated-already');
      return by === now.personId
        ? fail('own-validation')
        : ok({ ...now, state: 'validated', validatedBy: by });
    case 'corrected': {
      if (event.why.trim() === '') return fail('needs-why');
      const problem = accountProblem(event.account, at);
      // Whoever corrects what was validated asks for it to be looked at anew.
      return problem
        ? fail(problem)
        : ok({ ...now, ...event.account, state: 'completed', validatedBy: null });
    }
    case 'withdrawn':
      return event.why.trim() === '' ? fail('needs-why') : ok({ ...now, state: 'withdrawn' });
  }
}

/** Whether more work belongs to it: it began soon enough after the last, and nobody has closed the matter. */
export function takesIn(intervention: Intervention, work: WorkPiece, gapMinutes: number): boolean {
  if (intervention.state === 'validated' || intervention.state === 'withdrawn') return false;
  if (intervention.endAt === null) return work.startAt >= intervention.startAt;
  const gap = gapMinutes * MINUTE;
  return work.startAt - intervention.endAt < gap && intervention.startAt - work.endAt < gap;
}

/** What the telephone adds lengthens what it knew; what the person said holds, unless the new work reaches beyond. */
function joined(now: Intervention, work: WorkPiece): Intervention {
  return {
    ...now,
    pieces: [...now.pieces, work],
    startAt: Math.min(now.startAt, work.startAt),
    endAt: now.endAt === null ? null : Math.max(now.endAt, work.endAt),
  };
}

function accountProblem(account: Account, at: Instant): InterventionProblem | null {
  if (account.endAt <= account.startAt) return 'ends-before-start';
  if (account.endAt - account.startAt > LONGEST_HOURS * 60 * MINUTE) return 'too-long';
  // People know minutes: the one that has begun may be over.
  if (account.endAt >= at + MINUTE) return 'in-the-future';
  if (account.travelMinutes * MINUTE > account.endAt - account.startAt) return 'too-long';
  return account.reason.trim() === '' ? 'needs-reason' : null;
}
