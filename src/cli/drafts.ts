import type { Config } from '../config.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import type { Database } from '../database/database.ts';
import { createPlanningStore } from '../database/planning/planning-store.ts';
import { readSchedules } from '../database/planning/schedule-store.ts';
import { knownIds } from '../domain/items/known-ids.ts';
import { parseMoment } from '../domain/items/moment.ts';
import { readShifts } from '../domain/items/shifts.ts';
import type { DutyChange } from '../domain/schedule/compare-duty.ts';
import type { PlannedShift, Schedule } from '../domain/schedule/schedule.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import { beginDraft } from '../planning/drafts/begin-draft.ts';
import { compareDraft, type DraftComparison } from '../planning/drafts/compare-draft.ts';
import type { Draft } from '../planning/drafts/draft.ts';
import { discardDraft, setDraftShifts } from '../planning/drafts/edit-draft.ts';
import { publishDraft } from '../planning/drafts/publish-draft.ts';
import { parseYaml } from '../planning/portable-config/yaml-source.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { explainViolations } from './explain-violations.ts';
import { explainWarnings } from './explain-warnings.ts';
import { readText } from './read-text.ts';
import { isoInterval, readSpan, type SpanFlags } from './span.ts';
import { userName } from './user-name.ts';
import { withDatabase } from './with-database.ts';

export interface DraftFlags extends SpanFlags {
  readonly name?: string;
  readonly json?: boolean;
}

export interface PublishFlags {
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

/** `vigie draft SCHEDULE FILE`: prepares a planning; FILE lists its shifts as `shifts` does in the configuration. */
export function draftCommand(
  config: Config,
  clock: Clock,
  scheduleId: string,
  file: string,
  flags: DraftFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const schedule = (await readSchedules(db, scheduleId)).get(scheduleId);
    if (!schedule) return fail([`there is no schedule ${scheduleId}`]);
    const span = readSpan(flags, schedule.timeZone, clock.now(), () => null);
    if (!span.ok) return span;
    const text = readText(file);
    if (!text.ok) return fail([text.error]);
    const shifts = await shiftsIn(db, config, schedule, text.value);
    if (!shifts.ok) return shifts;

    const author = { actor: userName(), at: clock.now() };
    const planning = createPlanningStore(db);
    const name =
      flags.name ?? `${schedule.name} ${localOf(span.value.startAt, schedule.timeZone).slice(0, 10)}`;
    const begun = await beginDraft(planning, { scheduleId, name, ...span.value }, author);
    if (!begun.ok) return fail(explainViolations(begun.error));
    const edit = { id: begun.value.id, basedOn: null, author };
    const filled = await setDraftShifts(planning, edit, shifts.value);
    if (!filled.ok) {
      await discardDraft(planning, edit);
      return fail([...explainViolations(filled.error), 'nothing was changed']);
    }
    return showComparison(db, begun.value.id, null, clock, flags.json ?? false);
  });
}

/** `vigie publish DRAFT`: makes a draft the planning, from now or a later time; `--dry-run` only compares. */
export function publishCommand(
  config: Config,
  clock: Clock,
  draftId: number,
  flags: PublishFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const planning = createPlanningStore(db);
    const draft = await planning.edit(({ drafts }) => drafts.draft(draftId));
    if (!draft) return fail([`there is no draft ${draftId}; vigie drafts lists them`]);
    const zone = (await scheduleOf(db, draft)).timeZone;
    const from = flags.from === undefined ? null : parseMoment(flags.from, zone);
    if (flags.from !== undefined && from === null)
      return fail([`--from is ${JSON.stringify(flags.from)}: expected a time such as 2026-11-23 18:00`]);
    const shown = await showComparison(db, draftId, from, clock, flags.json ?? false);
    if (flags.dryRun || !shown.ok) return shown;

    const edit = { id: draftId, basedOn: null, author: { actor: userName(), at: clock.now() } };
    const request = { from, force: flags.force ?? false, reason: flags.reason ?? null };
    const published = await publishDraft(planning, edit, request);
    if (published.ok) {
      const warned = await explainWarnings(db, published.value.warnings);
      return flags.json || warned.length === 0 ? shown : ok(`${shown.value}${asText(warned)}`);
    }
    if (published.error.kind !== 'planning-moved')
      return fail([...explainViolations(published.error), 'nothing was published']);
    return fail([
      'the planning was changed in that period since the draft was begun:',
      ...published.error.changes.map(({ author }) => `  by ${author.actor}, ${localOf(author.at, zone)}`),
      'see the difference with --dry-run, publish all the same with --force; nothing was published',
    ]);
  });
}

/** `vigie drafts`: the plannings in preparation. */
export function draftsCommand(config: Config): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const lines: string[] = [];
    for (const schedule of (await readSchedules(db)).values()) {
      const drafts = await createPlanningStore(db).edit(({ drafts: store }) => store.ofSchedule(schedule.id));
      for (const draft of drafts)
        lines.push(`${draft.id}  ${schedule.id}  ${draft.name}  ${spanText(draft, schedule.timeZone)}`);
    }
    return ok(asText(lines.length === 0 ? ['no drafts'] : lines));
  });
}

async function shiftsIn(
  db: Database,
  config: Config,
  schedule: Schedule,
  text: string,
): Promise<Result<readonly PlannedShift[], readonly string[]>> {
  const source = parseYaml(text);
  if (!source.ok) return fail(source.error.map(describeProblem));
  const stored = await createConfigurationStore(db).edit((draft) => draft.read());
  const known = knownIds((section) => stored[section].keys());
  const context = { plan: config.numberingPlan, homeTimeZone: config.timeZone, known, sounds: stored.sounds };
  const shifts = readShifts(source.value.value, { ...context, timeZone: schedule.timeZone });
  if (shifts.ok) return shifts;
  return fail(
    shifts.error.map(({ path, ...fault }) =>
      describeProblem({ ...fault, path: path.join('.'), line: source.value.lineOf(path) }),
    ),
  );
}

async function showComparison(
  db: Database,
  draftId: number,
  from: number | null,
  clock: Clock,
  json: boolean,
): Promise<CommandResult> {
  const compared = await compareDraft(createPlanningStore(db), draftId, from, clock.now());
  if (!compared.ok) return fail([`there is no draft ${draftId}`]);
  if (json) return ok(asJson(forPrograms(compared.value)));
  const { draft, period, changes, gaps, dropped } = compared.value;
  const { timeZone, name } = await scheduleOf(db, draft);
  const people = await readPeople(db);
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  return ok(
    asText([
      `draft ${draft.id}, ${draft.name}: ${name}, ${spanText(period, timeZone)} (${timeZone})`,
      ...changes.map((change) => describeChange(change, timeZone, nameOf)),
      ...(changes.length === 0 ? ['  nobody’s duty changes'] : []),
      ...dropped.map(
        (override) => `! an override goes, whose duty is no more: ${spanText(override, timeZone)}`,
      ),
      ...gaps.map((gap) => `! nobody on duty: ${spanText(gap, timeZone)}`),
    ]),
  );
}

function describeChange(change: DutyChange, zone: string, nameOf: (id: string) => string): string {
  const mark = { added: '+', removed: '-', changed: '~' }[change.kind];
  const before = change.kind === 'changed' ? ` (was ${spanText(change.before, zone)})` : '';
  return `${mark} ${nameOf(change.personId)}  ${spanText(change, zone)}${before}`;
}

function spanText(
  { startAt, endAt }: { readonly startAt: number; readonly endAt: number },
  zone: string,
): string {
  return `${localOf(startAt, zone).slice(0, 16)} to ${localOf(endAt, zone).slice(0, 16)}`;
}

function forPrograms({ draft, period, changes, gaps, dropped }: DraftComparison) {
  return {
    draft: draft.id,
    schedule: draft.scheduleId,
    ...isoInterval(period),
    changes: changes.map((change) => ({
      person: change.personId,
      kind: change.kind,
      ...isoInterval(change),
      ...(change.kind === 'changed' ? { before: isoInterval(change.before) } : {}),
    })),
    gaps: gaps.map(isoInterval),
    droppedOverrides: dropped.map(isoInterval),
  };
}

async function scheduleOf(db: Database, { scheduleId }: Draft): Promise<Schedule> {
  const schedule = (await readSchedules(db, scheduleId)).get(scheduleId);
  if (!schedule) throw new Error(`a draft outlived its schedule ${scheduleId}`);
  return schedule;
}
