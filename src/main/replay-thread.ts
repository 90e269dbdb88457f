import { parentPort, workerData } from 'node:worker_threads';
import type { Directory } from '../calls/directory.ts';
import { createPastCalls } from '../database/calls/past-calls.ts';
import { createDirectory } from '../database/configuration/directory.ts';
import { openDatabase } from '../database/database.ts';
import { createScheduleStore } from '../database/planning/schedule-store.ts';
import type { ScheduleStore } from '../planning/schedule-store.ts';
import type { Instant } from '../runtime/instant.ts';
import { replay } from '../statistics/what-if/replay.ts';
import type { ReplayWork } from './replay-apart.ts';

/** The thread that `replay-apart` starts: replays one period, and ends. */
const { database, question, numberingPlan, maxOutboundLegs, shortAbandonSeconds } = workerData as ReplayWork;
const db = openDatabase(database, { mustExist: true, readOnly: true });
parentPort?.postMessage(
  await replay(
    {
      sources: {
        directory: readOnce(createDirectory(db)),
        schedules: readOnceSince(createScheduleStore(db), question.interval.startAt),
      },
      past: createPastCalls(db),
      ...{ numberingPlan, maxOutboundLegs, shortAbandonSeconds },
    },
    question,
  ),
);
await db.destroy();

/** Thousands of calls ask for the same few people. */
function readOnce(directory: Directory): Directory {
  const person = once((id) => directory.people([id]));
  return {
    ...directory,
    policy: once(directory.policy),
    people: async (ids) => (await Promise.all(ids.map(person))).flat(),
    team: once(directory.team),
  };
}

/** From the period's beginning on every answer of a schedule is the same. */
function readOnceSince(store: ScheduleStore, since: Instant): ScheduleStore {
  return { schedule: once((id: string) => store.schedule(id, since)) };
}

function once<Answer>(read: (id: string) => Promise<Answer>): (id: string) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (id) => {
    const answer = known.get(id) ?? read(id);
    known.set(id, answer);
    return answer;
  };
}
