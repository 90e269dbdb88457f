import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import { createLabourSources } from '../database/labour/labour-sources-store.ts';
import { createScheduleStore } from '../database/planning/schedule-store.ts';
import { parseMoment } from '../domain/items/moment.ts';
import type { Person } from '../domain/person.ts';
import { USUAL_WEIGHTS } from '../domain/planning-proposal/burden.ts';
import { NO_RULES } from '../domain/planning-proposal/explanation.ts';
import type { PlanningProblem } from '../domain/planning-proposal/problem.ts';
import type { Schedule, ScheduleInForce } from '../domain/schedule/schedule.ts';
import { readRules } from '../labour/labour-sources.ts';
import { withinTheLaw } from '../labour/lawful-problem.ts';
import { buildProblem, servedBefore } from '../planning/proposal-request/build-problem.ts';
import {
  readRequest,
  USUAL_NIGHT,
  USUAL_PAST_DAYS,
  USUAL_PATTERN,
} from '../planning/proposal-request/read-request.ts';
import type { PlanningRequest } from '../planning/proposal-request/request.ts';
import { shiftsOf, writeProposal } from '../planning/proposal-request/write-proposal.ts';
import type { Proposal } from '../planning/propose-planning.ts';
import type { Interval } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { createProposalThreads } from '../solver/proposal-thread.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { describeProposal } from './describe-proposal.ts';
import { withDatabase } from './with-database.ts';

export interface ProposeFlags {
  readonly from: string;
  readonly to: string;
  readonly request?: string;
  readonly json?: boolean;
  readonly yaml?: boolean;
}

/** For each search; a person waits. */
const MAX_SECONDS = 60;

/** `vigie propose SCHEDULE`: who could be on duty in a period, so that it is covered, lawful and fair. Writes nothing. */
export function proposeCommand(
  config: Config,
  scheduleId: string,
  flags: ProposeFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const schedule = await createScheduleStore(db).schedule(scheduleId);
    if (!schedule) return fail([`there is no schedule ${scheduleId}`]);
    const period = readPeriod(flags, schedule.timeZone);
    if (!period.ok) return fail([period.error]);
    const people = await readPeople(db);
    const request = readRequestOf(flags.request, schedule, period.value, people);
    if (!request.ok) return request;
    const problem = withinTheLaw(
      buildProblem(request.value, schedule, period.value, people),
      await readRules(createLabourSources(db)),
    );
    if (problem.slots.length === 0) return fail(['no duty starts in this period']);
    const proposal = await createProposalThreads().propose(problem, MAX_SECONDS);
    if (!proposal.ok) return fail([proposal.error]);
    return ok(print(flags, schedule, period.value, problem, proposal.value, people));
  });
}

function print(
  flags: ProposeFlags,
  schedule: Schedule,
  period: Interval,
  problem: PlanningProblem,
  proposal: Proposal,
  people: ReadonlyMap<string, Person>,
): string {
  const { timeZone } = schedule;
  const shifts = shiftsOf(problem, proposal.assignments);
  if (flags.yaml) return writeProposal(schedule, period, shifts);
  if (flags.json) {
    const iso = (at: number) => new Date(at).toISOString();
    return asJson({
      schedule: schedule.id,
      shifts: shifts.map(({ personId, startAt, endAt }) => ({
        personId,
        start: iso(startAt),
        end: iso(endAt),
      })),
      open: proposal.open.map(({ slot, missing, people: others }) => ({
        turn: slot.name,
        start: iso(slot.startAt),
        end: iso(slot.endAt),
        missing,
        people: others,
      })),
      waivers: proposal.waivers,
      fairness: proposal.fairness,
      rotation: proposal.rotation,
      proved: proposal.proved,
    });
  }
  const nameOf = (personId: string) => people.get(personId)?.name ?? personId;
  return asText([
    `${schedule.name} (${schedule.id}), times of ${timeZone}`,
    ...describeProposal({ problem, proposal, timeZone, nameOf }),
  ]);
}

function readPeriod(flags: ProposeFlags, timeZone: string): Result<Interval, string> {
  const read = (text: string) => parseMoment(text, timeZone) ?? parseMoment(`${text} 00:00`, timeZone);
  const [startAt, endAt] = [read(flags.from), read(flags.to)];
  const expected = 'expected a date such as 2026-11-23, or a time such as 2026-11-23 18:00';
  if (startAt === null) return fail(`--from is ${JSON.stringify(flags.from)}: ${expected}`);
  if (endAt === null) return fail(`--to is ${JSON.stringify(flags.to)}: ${expected}`);
  if (endAt <= startAt) return fail('--to is not after --from');
  if (endAt - startAt > LONGEST_MS) return fail('the period is longer than a year');
  return ok({ startAt, endAt });
}

const LONGEST_MS = 366 * 24 * 60 * 60 * 1000;

/** What the file says; without one, weeks in turn for those who have served on the schedule. */
function readRequestOf(
  file: string | undefined,
  schedule: ScheduleInForce,
  period: Interval,
  people: ReadonlyMap<string, Person>,
): Result<PlanningRequest, readonly string[]> {
  if (file === undefined) return usualRequest(schedule, period);
  const text = readText(file);
  if (!text.ok) return fail([text.error]);
  const context = { timeZone: schedule.timeZone, period, knownPeople: new Set(people.keys()) };
  const request = readRequest(text.value, context);
  return request.ok ? request : fail(request.error.map(describeProblem));
}

function usualRequest(
  schedule: ScheduleInForce,
  period: Interval,
): Result<PlanningRequest, readonly string[]> {
  const served = servedBefore(schedule, period);
  if (served.length === 0)
    return fail([`nobody has been on duty in ${schedule.id} yet: say who could be, with --request`]);
  return ok({
    people: served.map((personId) => ({ personId, share: 1, joinedAt: null, wishes: [] })),
    patterns: [USUAL_PATTERN],
    rules: NO_RULES,
    weights: USUAL_WEIGHTS,
    night: USUAL_NIGHT,
    holidays: [],
    pastDays: USUAL_PAST_DAYS,
  });
}

function readText(file: string): Result<string, string> {
  try {
    return ok(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(`the file cannot be read: ${error.message}`);
  }
}
