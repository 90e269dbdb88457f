import { troublePhrase } from '../../notices/compose/phrases.ts';
import { sentence } from '../../words/phrases.ts';
import { alarmsNow } from '../deliveries/alarms.ts';
import { formatOf } from '../format.ts';
import { trunksOf } from '../phones/phone-sign.ts';
import { type MemberContext, Refusal, type Reply, type RequestContext } from '../request-context.ts';
import { scopeOverTasks } from '../served.ts';
import { faultTitles, testCallsShown } from '../settings/installation.ts';
import { waitingTasks } from '../tasks/tasks-page.ts';
import { comingGaps } from './coming-gaps.ts';
import { type HotlineDuty, readDuty } from './duty.ts';
import { firstRun } from './first-run.ts';
import type { LiveStreams } from './live-stream.ts';
import { liveView } from './live-view.ts';

/** The first page: who is on call, what is going on, and whether all is well. */
export async function nowPage(context: MemberContext): Promise<Reply> {
  const duty = await dutyOf(context);
  return {
    kind: 'page',
    view: 'now/now',
    title: context.t.now.title,
    data: {
      duty,
      gaps: await comingGaps(context),
      live: liveView(context.dependencies.board),
      waiting: await waitingTasks(context),
      health: await healthOf(context),
      alarms: await alarmsNow(context.dependencies, context.language),
      start: await firstRun(context, duty),
    },
  };
}

/** The same to be read from across the room. */
export async function wallPage(context: MemberContext): Promise<Reply> {
  return {
    kind: 'page',
    view: 'now/wall',
    title: context.t.now.wall,
    data: {
      duty: await dutyOf(context),
      gaps: await comingGaps(context),
      live: liveView(context.dependencies.board),
      waiting: await waitingTasks(context),
      health: await healthOf(context),
      alarms: await alarmsNow(context.dependencies, context.language),
      bare: true,
    },
  };
}

/** The parts of both that nothing announces: asked for again every half minute. */
export async function dutyPart(context: MemberContext): Promise<Reply> {
  return {
    kind: 'part',
    view: 'now/duty',
    data: {
      duty: await dutyOf(context),
      gaps: await comingGaps(context),
      health: await healthOf(context),
      alarms: await alarmsNow(context.dependencies, context.language),
    },
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

function dutyOf(context: RequestContext): Promise<readonly HotlineDuty[]> {
  return readDuty(context, formatOf(context));
}

async function healthOf(context: RequestContext) {
  const { dependencies, language, now, t } = context;
  const { asterisk, lastProofAt, recordsWaiting, upkeep, dialplan } = await dependencies.health();
  const trunks = trunksOf(dependencies.endpoints, (await dependencies.reader.hotlines()).values());
  const proofAge = lastProofAt === null ? null : now - Date.parse(lastProofAt);
  const troubles = upkeep
    .filter(({ kind }) => kind !== 'setup')
    .map(({ kind, name }) => sentence(troublePhrase(kind, name, language)));
  const ofDialplan = dialplan === 'older' || dialplan === 'missing' ? [t.now.dialplan[dialplan]] : [];
  return {
    asterisk,
    proofAge,
    recordsWaiting,
    trunks,
    testCalls: testCallsShown(context),
    troubles: [...ofDialplan, ...troubles, ...faultTitles(context)],
  };
}
