import { alarmsNow } from '../deliveries/alarms.ts';
import { createFormat } from '../format.ts';
import { trunksOf } from '../phones/phone-sign.ts';
import { waitingTasks } from '../tasks/tasks-page.ts';
import { type MemberVisit, Refusal, type Reply, type Visit } from '../visit.ts';
import { comingGaps } from './coming-gaps.ts';
import { type HotlineDuty, readDuty } from './duty.ts';
import type { LiveStreams } from './live-stream.ts';
import { liveView } from './live-view.ts';

/** The first page: who is on call, what is going on, and whether all is well. */
export async function nowPage(visit: MemberVisit): Promise<Reply> {
  const duty = await dutyOf(visit);
  return {
    kind: 'page',
    view: 'now/now',
    title: visit.t.now.title,
    data: {
      duty,
      gaps: await comingGaps(visit),
      live: liveView(visit.needs.board),
      waiting: await waitingTasks(visit),
      health: await healthOf(visit),
      alarms: await alarmsNow(visit.needs),
      start: await firstRun(visit, duty),
    },
  };
}

/** The same to be read from across the room. */
export async function wallPage(visit: MemberVisit): Promise<Reply> {
  return {
    kind: 'page',
    view: 'now/wall',
    title: visit.t.now.wall,
    data: {
      duty: await dutyOf(visit),
      gaps: await comingGaps(visit),
      live: liveView(visit.needs.board),
      waiting: await waitingTasks(visit),
      health: await healthOf(visit),
      alarms: await alarmsNow(visit.needs),
      bare: true,
    },
  };
}

/** The parts of both that nothing announces: asked for again every half minute. */
export async function dutyPart(visit: MemberVisit): Promise<Reply> {
  return {
    kind: 'part',
    view: 'now/duty',
    data: {
      duty: await dutyOf(visit),
      gaps: await comingGaps(visit),
      health: await healthOf(visit),
      alarms: await alarmsNow(visit.needs),
    },
  };
}

/** The tasks that wait; asked for again every few seconds. */
export async function tasksPart(visit: MemberVisit): Promise<Reply> {
  return { kind: 'part', view: 'now/tasks', data: { waiting: await waitingTasks(visit) } };
}

/** The live part as a stream of events. */
export function liveStream(streams: () => LiveStreams) {
  return ({ needs, language, me, request }: MemberVisit): Reply => ({
    kind: 'own',
    answer(response) {
      const stillMay = async () =>
        (await needs.accounts.loggedIn(me.session.tokenHash, needs.clock.now())) !== null;
      const opened = streams().open(response, { personId: me.person.id, language, stillMay });
      if (!opened) throw new Refusal(429, `too many streams (${request.ip})`);
    },
  });
}

function dutyOf(visit: Visit): Promise<readonly HotlineDuty[]> {
  const { needs, language, now } = visit;
  return readDuty(visit, createFormat(language, needs.timeZone, now, needs.numberingPlan));
}

async function healthOf({ needs, now }: Visit) {
  const { asterisk, lastProofAt, recordsWaiting } = await needs.health();
  const trunks = trunksOf(needs.endpoints, (await needs.reader.hotlines()).values());
  const proofAge = lastProofAt === null ? null : now - Date.parse(lastProofAt);
  return { asterisk, proofAge, recordsWaiting, trunks };
}

/** What is still missing before a first call can be routed; null when nothing is. */
async function firstRun({ needs, actor }: MemberVisit, duty: readonly HotlineDuty[]) {
  const people = await needs.reader.people();
  const calls = await needs.history.list({ limit: 1 });
  const steps = [
    { key: 'account', done: true, path: null, action: null },
    {
      key: 'asterisk',
      done: (await needs.health()).asterisk === 'connected',
      path: '/settings',
      action: 'howAsterisk',
    },
    {
      key: 'people',
      done: [...people.values()].some(({ contactMethods }) => contactMethods.length > 0),
      path: '/people/new',
      action: 'addPerson',
    },
    {
      key: 'hotline',
      done: duty.some(
        ({ numbers, steps }) => numbers.length > 0 && steps.some(({ targets }) => targets.length > 0),
      ),
      path: '/hotlines/new',
      action: 'addHotline',
    },
    { key: 'call', done: calls.length > 0, path: null, action: null },
  ];
  if (actor.role !== 'administrator' || steps.every(({ done }) => done)) return null;
  return steps;
}
