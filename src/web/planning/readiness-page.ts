import { mayBeDialled } from '../../calls/live/dial-leg.ts';
import type { Medium } from '../../domain/notice/notice.ts';
import { mayAboutSchedule } from '../../domain/permissions.ts';
import type { Person } from '../../domain/person.ts';
import { absentOnDuty } from '../../domain/schedule/coverage.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { shiftsBetween } from '../../domain/schedule/shifts.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { cardMark } from '../../planning/hotline-card.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Messages } from '../messages/messages.ts';
import { numbersFor } from '../my/my-card.ts';
import { listPhones } from '../phones/phone-list.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { aheadOf, readConfirmations } from './confirmations.ts';

const DAY = 86_400 * SECOND;
const AHEAD = 14 * DAY;
/** What was proved longer ago says little. */
const PROVED_FOR = 30 * DAY;
const NOTICES_LOOKED_AT = 20;

/** One thing that makes somebody reachable, or not. `warn` is worth doing, `bad` keeps calls from them. */
interface Check {
  readonly name: keyof Messages['readiness']['checks'];
  readonly tone: 'good' | 'warn' | 'bad';
}

/** Every duty of the next 14 days, with what is known of whether its person will be reached. */
async function readinessRows(context: MemberContext) {
  const { dependencies, now } = context;
  const [schedules, people, confirmationOf] = await Promise.all([
    plannedByMe(context),
    dependencies.reader.people(),
    readConfirmations(context, aheadOf(now)),
  ]);
  const known = new Map<string, Promise<readonly Check[]>>();
  const checksOf = (person: Person) => {
    const found = known.get(person.id) ?? checksOfPerson(context, person);
    known.set(person.id, found);
    return found;
  };
  const duties = await Promise.all(
    schedules.flatMap((schedule) =>
      shiftsBetween(schedule, now, now + AHEAD).map(async (shift) => {
        const person = people.get(shift.personId);
        const checks = person ? await checksOf(person) : [];
        const confirmation = confirmationOf(schedule.id, shift);
        return {
          ...shift,
          schedule,
          name: person?.name ?? shift.personId,
          confirmation,
          checks,
          ready: isReady(checks) && confirmation !== 'overdue' && confirmation !== 'declined',
        };
      }),
    ),
  );
  const absent = schedules.flatMap((schedule) =>
    absentOnDuty(schedule, now, now + AHEAD).map((one) => ({
      ...one,
      schedule,
      name: people.get(one.personId)?.name ?? one.personId,
      confirmation: null,
      checks: [{ name: 'absent', tone: 'bad' }] as const,
      ready: false,
    })),
  );
  return [...duties, ...absent].toSorted((a, b) => a.startAt - b.startAt);
}

export async function readinessPage(context: MemberContext): Promise<Reply> {
  const rows = await readinessRows(context);
  return {
    kind: 'page',
    view: 'planning/readiness',
    title: context.t.readiness.title,
    data: {
      rows,
      ready: rows.filter(({ ready }) => ready).length,
      names: await context.dependencies.reader.scheduleNames(),
      files: filesAt((kind) => `/planning/readiness.${kind}`),
    },
  };
}

export async function readinessList(context: MemberContext): Promise<List> {
  const { t } = context;
  return {
    name: t.readiness.file,
    head: [t.planning.start, t.planning.end, t.planning.person, t.labourChecks.schedule, t.tasks.state],
    parts: (await readinessRows(context)).map(({ schedule, name, confirmation, checks, ...one }) => [
      localOf(one.startAt, schedule.timeZone),
      localOf(one.endAt, schedule.timeZone),
      name,
      schedule.name,
      [
        ...(confirmation === null ? [] : [t.confirming.states[confirmation]]),
        ...checks.map((check) => t.readiness.checks[check.name]),
      ].join(', '),
    ]),
  };
}

/** Nothing keeps calls from them, and one of their telephones was tried. */
function isReady(checks: readonly Check[]): boolean {
  return checks.every(({ name, tone }) => tone !== 'bad' && name !== 'phone-unproved');
}

async function plannedByMe({ dependencies, actor, now }: MemberContext): Promise<readonly ScheduleInForce[]> {
  const teams = await dependencies.reader.scheduleTeams();
  const mine = [...teams].filter(([, teamId]) => mayAboutSchedule('planning.edit', actor, teamId));
  const schedules = await Promise.all(mine.map(([id]) => dependencies.schedules.schedule(id, now)));
  return schedules.flatMap((schedule) => schedule ?? []);
}

async function checksOfPerson(context: MemberContext, person: Person): Promise<readonly Check[]> {
  const [phones, mail, sms, card] = await Promise.all([
    phoneChecks(context, person),
    mediumCheck(context, person.id, 'email'),
    mediumCheck(context, person.id, 'sms'),
    cardCheck(context, person),
  ]);
  return [...phones, mail, sms, ...card];
}

/** Somebody pressed 1 on one of their telephones lately; and each number may be dialled at all. */
async function phoneChecks(context: MemberContext, person: Person): Promise<readonly Check[]> {
  const phones = await listPhones(context, person);
  if (phones.length === 0) return [{ name: 'no-phone', tone: 'bad' }];
  const { numberingPlan } = context.dependencies;
  const wrong = person.contactMethods.some(({ target }) => !mayBeDialled(target, numberingPlan));
  const isFresh = (at: Instant) => at > context.now - PROVED_FOR;
  const proved = phones.some(({ tried }) => tried?.outcome === 'works' && isFresh(tried.at));
  return [
    proved ? { name: 'phone-proved', tone: 'good' } : { name: 'phone-unproved', tone: 'warn' },
    ...(wrong ? [{ name: 'number-invalid', tone: 'bad' } as const] : []),
  ];
}

/** By what became of the last notices to them. */
async function mediumCheck(
  { dependencies, now }: MemberContext,
  personId: string,
  medium: Medium,
): Promise<Check> {
  const { outbox, recipients, addressProofs } = dependencies.notices;
  const kind = medium === 'email' ? 'mail' : 'sms';
  const [recipient] = await recipients.of([personId]);
  if (medium === 'email' && (await addressProofs.dead(personId)).length > 0)
    // What goes to another address of theirs arrives.
    return { name: 'mail-dead', tone: recipient?.email ? 'warn' : 'bad' };
  if (!recipient?.[medium]) return { name: `${kind}-none`, tone: 'warn' };
  const [last] = await outbox.list({
    personId,
    medium,
    states: ['sent', 'delivered', 'failed'],
    from: now - PROVED_FOR,
    limit: NOTICES_LOOKED_AT,
  });
  if (!last) return { name: `${kind}-unproved`, tone: 'warn' };
  return last.state === 'failed'
    ? { name: `${kind}-failed`, tone: 'bad' }
    : { name: `${kind}-proved`, tone: 'good' };
}

/** Only of mobiles: a desk phone rings at all hours. */
async function cardCheck(context: MemberContext, person: Person): Promise<readonly Check[]> {
  const hasMobile = person.contactMethods.some(({ target }) => target.kind === 'phone');
  const numbers = hasMobile ? await numbersFor(context, person.id) : [];
  if (numbers.length === 0) return [];
  const taken = await context.dependencies.cards.takenBy(person.id);
  return taken?.numbers === cardMark(numbers)
    ? [{ name: 'card-taken', tone: 'good' }]
    : [{ name: 'card-missing', tone: 'warn' }];
}
