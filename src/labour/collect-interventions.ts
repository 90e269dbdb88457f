import { type Intervention, takesIn } from '../domain/labour/intervention.ts';
import type { DomainEvent } from '../notices/domain-event.ts';
import { SECOND } from '../runtime/instant.ts';
import {
  type RecurringWork,
  type RecurringWorkDependencies,
  recurringWork,
} from '../runtime/recurring-work.ts';
import type { CallWork, NewWork } from './call-work.ts';
import type { InterventionRecord } from './intervention-record.ts';
import { type LabourSources, readRules } from './labour-sources.ts';
import { reliefsFor } from './relief.ts';
import { isToBeNotified, restDueAfter } from './rest-due.ts';

export interface CollectDependencies extends RecurringWorkDependencies {
  readonly work: CallWork;
  readonly record: InterventionRecord;
  readonly sources: LabourSources;
  /** Something may have to be told. */
  readonly onDomainEvent: () => void;
}

const BATCH = 20;
const LOOK_EVERY_SECONDS = 20;
/** Work that ended longer ago is no news: it was there before interventions were kept. */
const REACH_MS = 45 * 24 * 3600 * SECOND;

/**
 * Opens interventions for work that the call log knows of. It reads what calls have left behind: no call waits for it, and
 * what it misses while the service is away it finds afterwards.
 */
export function createInterventionCollector(dependencies: CollectDependencies): RecurringWork {
  const { clock, work } = dependencies;
  return recurringWork(dependencies, 'interventions', async () => {
    const found = await work.unrecorded(clock.now() - REACH_MS, BATCH);
    for (const one of found) await collect(dependencies, one);
    return clock.now() + (found.length === BATCH ? 1 : LOOK_EVERY_SECONDS) * SECOND;
  });
}

/** Takes one piece of work into the record, with what it does to the rest of its person. */
export async function collect(
  {
    record,
    sources,
    clock,
    onDomainEvent,
  }: Pick<CollectDependencies, 'record' | 'sources' | 'clock' | 'onDomainEvent'>,
  { personId, work }: NewWork,
): Promise<Intervention> {
  const entered = { at: clock.now(), by: null };
  const last = await nearest(sources, { personId, work });
  const event = { kind: last ? 'joined' : 'opened', work } as const;
  const domainEvent = await domainEventOf(sources, last, { personId, work });
  if (domainEvent !== null) onDomainEvent();
  if (event.kind === 'opened') return record.open(personId, { kind: 'opened', work }, entered, domainEvent);
  const joined = last && (await record.add(last.id, { kind: 'joined', work }, entered, domainEvent));
  // Withdrawn between the look and the entry.
  if (!joined?.ok) return record.open(personId, { kind: 'opened', work }, entered, domainEvent);
  return joined.value;
}

async function nearest(sources: LabourSources, { personId, work }: NewWork): Promise<Intervention | null> {
  const { gapMinutes } = (await readRules(sources))(personId).team;
  const margin = (gapMinutes + 1) * 60 * SECOND;
  const within = { startAt: work.startAt - margin, endAt: work.endAt + margin };
  const near = await sources.interventions.list({ personIds: [personId], within });
  return near.find((one) => takesIn(one, work, gapMinutes)) ?? null;
}

/** What is told of it: not back to work before its time, and why. */
async function domainEventOf(
  sources: LabourSources,
  last: Intervention | null,
  { personId, work }: NewWork,
): Promise<DomainEvent | null> {
  const ended: Pick<Intervention, 'startAt' | 'endAt'> = last
    ? { startAt: Math.min(last.startAt, work.startAt), endAt: Math.max(last.endAt ?? work.endAt, work.endAt) }
    : work;
  const prospect: Intervention = {
    ...{ id: last?.id ?? '', personId, state: 'open', pieces: [work], place: null },
    ...{ travelMinutes: 0, reason: '', validatedBy: null },
    ...ended,
  };
  return restEventOf(sources, prospect);
}

/** What is told of the rest after an intervention that has ended; null: nothing has to be. */
export async function restEventOf(sources: LabourSources, ended: Intervention): Promise<DomainEvent | null> {
  const { personId, endAt } = ended;
  const due = endAt === null ? null : await restDueAfter(sources, ended);
  if (due === null || endAt === null) return null;
  const reliefs = await reliefsFor(sources, due, endAt);
  const hasNextDuty = reliefs.some(({ startAt }) => startAt > endAt);
  if (!isToBeNotified(due) && !hasNextDuty) return null;
  return {
    kind: 'rest-due',
    personId,
    interventionEndAt: endAt,
    outcome: due.outcome,
    nextWorkAt: due.rest.nextWorkAt,
    hours: due.hours,
    source: due.source,
    reliefs: reliefs.map(({ startAt, endAt: until, scheduleName, timeZone, personId: standIn }) => ({
      ...{ startAt, endAt: until, schedule: scheduleName, timeZone, personId: standIn },
    })),
    timeZone: (await readRules(sources))(personId).team.timeZone,
  };
}
