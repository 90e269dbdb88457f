import { callOpening } from '../../calls/live/call-opening.ts';
import type { Step, Target } from '../../domain/escalation/policy.ts';
import type { Hotline } from '../../domain/hotline.ts';
import { mayAboutSchedule } from '../../domain/permissions.ts';
import type { ContactMethod } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { whoIsOnCall } from '../../planning/who-is-on-call.ts';
import type { Instant } from '../../runtime/instant.ts';
import { describeReason } from '../../words/describe-duty.ts';
import { type ShownSign, signsOf } from '../phones/phone-sign.ts';
import { dutyPath } from '../planning/shown.ts';
import type { RequestContext } from '../request-context.ts';

/** Someone a step would ring now. */
export interface DutyPerson {
  readonly name: string;
  /** "until 18:00, then Bob": when it is a duty that ends. */
  readonly until: string;
  readonly why: string;
  /** Where they are replaced; null: it is no duty that ends, or the visitor may not. */
  readonly replace: string | null;
  /** How their contact methods stand, in the order of ringing. */
  readonly phones: readonly ShownSign[];
}

export interface DutyTarget {
  /** Of the schedule or team; empty for a person or number, which names itself. */
  readonly label: string;
  readonly people: readonly DutyPerson[];
}

export interface DutyStep {
  readonly lead: string;
  readonly targets: readonly DutyTarget[];
}

export interface HotlineDuty {
  readonly hotline: Hotline;
  readonly numbers: readonly string[];
  readonly steps: readonly DutyStep[];
  readonly ending: string;
  /** The opening branch that holds, and until when; null: none does. */
  readonly branch: { readonly name: string; readonly until: string } | null;
}

/** For each hotline: who would be dialled now, in which order, until when and why. */
export async function readDuty(context: RequestContext, format: DutyFormat): Promise<readonly HotlineDuty[]> {
  const { reader } = context.dependencies;
  const [hotlines, policies, people, teams, scheduleNames] = await Promise.all([
    reader.hotlines(),
    reader.policies(),
    reader.people(),
    reader.teams(),
    reader.scheduleNames(),
  ]);
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const directory = { policy: async (id: string) => policies.get(id) ?? null };
  return Promise.all(
    [...hotlines.values()].map(async (hotline) => {
      const opening = await callOpening(directory, hotline, context.now);
      const steps = opening?.policy.steps ?? [];
      const signs = (methods: readonly ContactMethod[]) =>
        signsOf(context.dependencies.endpoints, methods, hotline.trunk);
      const known = { nameOf, signs, phonesOf: (id: string) => signs(people.get(id)?.contactMethods ?? []) };
      const describe = (target: Target) =>
        describeTargetNow(context, format, target, known, teams, scheduleNames);
      return {
        hotline,
        numbers: hotline.numbers.map(format.phone),
        steps: await Promise.all(
          steps.map(async (step, index) => ({
            lead: leadOf(context, steps, index),
            targets: await Promise.all(step.targets.map(describe)),
          })),
        ),
        branch:
          opening?.branch == null
            ? null
            : {
                name: opening.branch,
                until: Number.isFinite(opening.until) ? format.until(opening.until, hotline.timeZone) : '',
              },
        ending: endingOf(context, hotline, format),
      };
    }),
  );
}

export interface DutyFormat {
  until(at: Instant, zone?: string): string;
  phone(number: string): string;
}

/** What is known of people, for calls of one hotline. */
interface Known {
  nameOf(personId: string): string;
  phonesOf(personId: string): readonly ShownSign[];
  signs(methods: readonly ContactMethod[]): readonly ShownSign[];
}

async function describeTargetNow(
  context: RequestContext,
  format: DutyFormat,
  target: Target,
  known: Known,
  teams: ReadonlyMap<string, { readonly name: string; readonly memberIds: readonly string[] }>,
  scheduleNames: ReadonlyMap<string, string>,
): Promise<DutyTarget> {
  const always = { until: '', why: context.t.now.always, replace: null };
  const named = (id: string) => ({ name: known.nameOf(id), ...always, phones: known.phonesOf(id) });
  switch (target.kind) {
    case 'schedule':
      return {
        label: scheduleNames.get(target.scheduleId) ?? target.scheduleId,
        people: await onDuty(context, format, target.scheduleId, known),
      };
    case 'team': {
      const team = teams.get(target.teamId);
      const members = (team?.memberIds ?? []).map(named);
      return { label: team?.name ?? target.teamId, people: members };
    }
    case 'person':
      return { label: '', people: [named(target.personId)] };
    case 'number':
      return {
        label: format.phone(describeTarget(target.target)),
        people: [{ name: target.label, ...always, phones: known.signs([target]) }],
      };
  }
}

async function onDuty(
  context: RequestContext,
  format: DutyFormat,
  scheduleId: string,
  known: Known,
): Promise<readonly DutyPerson[]> {
  const { dependencies, now, t, language } = context;
  const { nameOf } = known;
  const teams = await dependencies.reader.scheduleTeams();
  const mayReplace = mayPlan(context, teams.get(scheduleId) ?? null);
  const { onCall, timeZone } = await whoIsOnCall(dependencies.schedules, scheduleId, now);
  return Promise.all(
    onCall.map(async (entry) => {
      const name = nameOf(entry.personId);
      const why = describeReason(entry.reason, nameOf, language);
      const phones = known.phonesOf(entry.personId);
      if (entry.until === null) return { name, until: t.now.noEnd, why, replace: null, phones };
      const replace = mayReplace ? dutyPath(scheduleId, { ...entry, startAt: now, endAt: now + 1 }) : null;
      const after = await whoIsOnCall(dependencies.schedules, scheduleId, entry.until);
      const next = after.onCall.map(({ personId }) => nameOf(personId)).join(', ');
      const then = next === '' ? t.now.followedByNobody : t.now.followedBy(next);
      const until = `${format.until(entry.until, timeZone)}, ${then}`;
      return { name, until, why, replace, phones };
    }),
  );
}

/** Nobody in the schedules of others, and nobody who is not logged in. */
function mayPlan({ me }: RequestContext, teamId: string | null): boolean {
  if (me === null) return false;
  const actor = { personId: me.person.id, role: me.person.role, teamIds: me.teamIds };
  return mayAboutSchedule('planning.edit', actor, teamId);
}

/** "First", then when each later step begins, had everybody before dialled in vain once. */
function leadOf({ t }: RequestContext, steps: readonly Step[], index: number): string {
  if (index === 0) return t.now.first;
  return t.now.afterwards(steps.slice(0, index).reduce((sum, step) => sum + step.ringSeconds, 0));
}

function endingOf({ t }: RequestContext, { noAnswer }: Hotline, format: DutyFormat): string {
  if (noAnswer.kind === 'voicemail') return t.now.voicemail;
  if (noAnswer.kind === 'announcement') return t.now.announcement;
  return t.now.lastResort(format.phone(describeTarget(noAnswer.target)));
}
