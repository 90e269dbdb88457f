import { troublePhrase } from '../../notices/compose/phrases.ts';
import { sentence } from '../../words/phrases.ts';
import { alarmsNow } from '../deliveries/alarms.ts';
import { formatOf } from '../format.ts';
import { trunksOf } from '../phones/phone-sign.ts';
import { type MemberContext, Refusal, type Reply } from '../request-context.ts';
import { scopeOverTasks } from '../served.ts';
import { faultTitles, testCallsShown } from '../settings/installation.ts';
import { waitingTasks } from '../tasks/tasks-page.ts';
import { comingGaps } from './coming-gaps.ts';
import { readDuty } from './duty.ts';
import { firstRun } from './first-run.ts';
import { type HealthSign, healthSigns } from './health-signs.ts';
import type { LiveStreams } from './live-stream.ts';
import { liveView } from './live-view.ts';

/** The first page: who is on call, what is going on, and whether all is well. */
export async function nowPage(context: MemberContext): Promise<Reply> {
  const beside = await besideOf(context);
  return {
    kind: 'page',
    view: 'now/now',
    title: context.t.now.title,
    data: { ...beside, ...(await watchedOf(context)), start: await firstRun(context, beside.duty) },
  };
}

/** From so many metres the wall screen is read: what is written is larger, and less of it. */
const DISTANCES = [2, 4, 8] as const;
const USUAL_DISTANCE = 4;

/** The same to be read from across the room. */
export async function wallPage(context: MemberContext): Promise<Reply> {
  const asked = DISTANCES.find((metres) => String(metres) === context.request.query.distance);
  return {
    kind: 'page',
    view: 'now/wall',
    title: context.t.now.wall,
    data: {
      ...(await besideOf(context)),
      ...(await watchedOf(context)),
      distances: DISTANCES,
      distance: asked ?? USUAL_DISTANCE,
      bare: true,
    },
  };
}

/** The parts of both that nothing announces: asked for again every half minute. */
export async function dutyPart(context: MemberContext): Promise<Reply> {
  return { kind: 'part', view: 'now/duty', data: await besideOf(context) };
}

async function watchedOf(context: MemberContext) {
  return { live: liveView(context.dependencies.board), waiting: await waitingTasks(context) };
}

/** Who is on call, when nobody will be, and whether everything works. */
async function besideOf(context: MemberContext) {
  const [duty, gaps, signs] = await Promise.all([
    readDuty(context, formatOf(context)),
    comingGaps(context),
    signsNow(context),
  ]);
  const broken = signs.filter(({ tone }) => tone === 'bad');
  return {
    duty,
    gaps,
    // The machinery alone is not enough where a call would reach nobody.
    isWell: broken.length === 0 && duty.length > 0 && !gaps.some(({ begun }) => begun),
    broken,
    signs: context.actor.role === 'administrator' ? signs.filter(({ tone }) => tone !== 'bad') : [],
    // Told among the signs: the bar above would say it twice.
    alarms: true,
  };
}

/** The tasks that wait; asked for again every few seconds. */
export async function tasksPart(context: MemberContext): Promise<Reply> {
  return { kind: 'part', view: 'now/tasks', data: { waiting: await waitingTasks(context) } };
}

/** How many calls go on and how many tasks wait for somebody: for the tab's title and the icon's badge. */
export async function signalPart(context: MemberContext): Promise<Reply> {
  const within = await scopeOverTasks(context, 'tasks.see');
  const query = within === undefined ? {} : { within };
  const tasks = await context.dependencies.taskSearch.count({ ...query, state: 'open' });
  const calls = liveView(context.dependencies.board).going;
  return { kind: 'own', answer: (response) => void response.json({ calls, tasks }) };
}

/** The live part as a stream of events. */
export function liveStream(streams: () => LiveStreams) {
  return ({ dependencies, language, me, request }: MemberContext): Reply => ({
    kind: 'own',
    answer(response) {
      const stillMay = async () =>
        (await dependencies.accounts.loggedIn(me.session.tokenHash, dependencies.clock.now())) !== null;
      const opened = streams().open(response, { personId: me.person.id, language, stillMay });
      if (!opened) throw new Refusal(429, `too many streams (${request.ip})`);
    },
  });
}

async function signsNow(context: MemberContext): Promise<readonly HealthSign[]> {
  const { dependencies, language, now, t } = context;
  const [health, hotlines, alarms] = await Promise.all([
    dependencies.health(),
    dependencies.reader.hotlines(),
    alarmsNow(dependencies, language),
  ]);
  const format = formatOf(context);
  const troubles = health.upkeep
    .filter(({ kind }) => kind !== 'setup')
    .map(({ kind, name }) => sentence(troublePhrase(kind, name, language)));
  const machinery = {
    health,
    proofAge: health.lastProofAt === null ? null : now - Date.parse(health.lastProofAt),
    troubles: [...troubles, ...faultTitles(context)],
    testCalls: testCallsShown(context),
    trunks: trunksOf(dependencies.endpoints, hotlines.values()),
    onlyWritten: dependencies.notices.senders.every(({ onlyWrites }) => onlyWrites === true),
    alarms: alarms.map(({ medium, since }) => t.deliveries.alarm[medium](format.since(since))),
  };
  return healthSigns(machinery, t, format);
}
