import { planLanes } from '../../domain/escalation/lanes.ts';
import type { Step } from '../../domain/escalation/policy.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { Language } from '../../domain/person.ts';
import {
  type DialTarget,
  describeTarget,
  dialledForms,
  type E164,
  type NumberingPlan,
  type Trunk,
} from '../../domain/phone-number.ts';
import { type TrunkSettings, trunksInOrder, usualTrunk } from '../../domain/trunk.ts';
import { nextHandoffOf } from '../../planning/who-is-on-call.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { callOpening } from '../live/call-opening.ts';
import { type CandidateSources, resolveCandidates } from '../live/candidates.ts';
import { whyNotDialled } from '../live/dial-leg.ts';

/** Whom the dialplan rings for one hotline, in order, when Vigie cannot. */
export interface DutyList {
  readonly hotlineId: string;
  /** The hotline's numbers, in every form in which a network may write them. */
  readonly dialledAs: readonly string[];
  /** Those by which its phones are dialled, in the order in which they are tried. */
  readonly trunks: readonly TrunkSettings[];
  /** Shown on phones dialled through the trunk. */
  readonly callerId: E164 | null;
  /** One after the other in time, without a hole; never empty. */
  readonly pages: readonly DutyPage[];
}

/** What holds until the next handoff, or until the hotline opens or closes. */
export interface DutyPage {
  /** From here on the page says nothing. */
  readonly until: Instant;
  readonly entries: readonly DutyEntry[];
}

export interface DutyEntry {
  readonly target: DialTarget;
  readonly ringSeconds: number;
  /** The language in which whoever answers is asked for a key; null: they need press none. */
  readonly asksIn: Language | null;
}

const HOUR = 3600 * SECOND;
/** A list this old is worse than the last resort. */
const HORIZON = 24 * HOUR;
/** Ten phones at 25 s are four minutes: few callers wait longer. */
const MOST_ENTRIES = 10;
/** So many handoffs ahead; Asterisk cuts values at 4096 characters. */
const MOST_PAGES = 4;

/**
 * Whom a call to the hotline would ring now, and after each of the next handoffs: Vigie may be down when one comes.
 * The horizon is a whole hour, so that the list changes once an hour and not at each look.
 */
export async function dutyList(
  sources: CandidateSources,
  plan: NumberingPlan,
  hotline: Hotline,
  at: Instant,
): Promise<DutyList> {
  const horizon = Math.floor((at + HORIZON) / HOUR) * HOUR;
  const pages: DutyPage[] = [];
  let from = at;
  while (from < horizon && pages.length < MOST_PAGES) {
    const page = await pageAt(sources, plan, hotline, from, horizon);
    pages.push(page);
    from = page.until;
  }
  return {
    hotlineId: hotline.id,
    dialledAs: hotline.numbers.flatMap((number) => dialledForms(number, plan.homeCountry)),
    trunks: hotline.trunk === null ? [] : await trunksOf(sources, hotline.trunk),
    callerId: hotline.callerId,
    pages,
  };
}

/** Which of them is up is not known to a list that is written now and dialled later. */
async function trunksOf({ directory }: CandidateSources, named: Trunk): Promise<readonly TrunkSettings[]> {
  const settings = await directory.trunks();
  return trunksInOrder(
    named,
    (trunk) => settings.get(trunk) ?? usualTrunk(trunk),
    () => false,
  );
}

async function pageAt(
  sources: CandidateSources,
  plan: NumberingPlan,
  hotline: Hotline,
  at: Instant,
  horizon: Instant,
): Promise<DutyPage> {
  const opening = await callOpening(sources.directory, hotline, at);
  const entries: Dialled[] = [];
  let until = Math.min(horizon, opening?.until ?? horizon);
  for (const [step, rule] of (opening?.policy.steps ?? []).entries()) {
    const candidates = await resolveCandidates(sources, rule, at);
    const waves = planLanes(rule, { round: 0, step }, candidates, hotline.language);
    entries.push(...waves.flat().flatMap(({ queue }) => queue));
    const handoffs = [
      ...candidates.map(({ dutyUntil }) => dutyUntil),
      ...(await handoffsOf(sources, rule, at)),
    ];
    until = Math.min(until, ...handoffs.filter((handoff) => handoff !== null));
  }
  if (hotline.noAnswer.kind === 'last-resort') entries.push(hotline.noAnswer);
  return { until, entries: dialable(entries, hotline, plan) };
}

/** Somebody may come on duty who is not among those of now. */
async function handoffsOf(
  { schedules }: CandidateSources,
  { targets }: Step,
  at: Instant,
): Promise<readonly (Instant | null)[]> {
  const scheduleIds = targets.flatMap((target) => (target.kind === 'schedule' ? target.scheduleId : []));
  return Promise.all(scheduleIds.map((id) => nextHandoffOf(schedules, id, at)));
}

type Dialled = Pick<DutyEntry, 'target' | 'ringSeconds'> & {
  readonly mustAccept: boolean;
  /** Absent: the hotline's. */
  readonly language?: Language;
};

function dialable(entries: readonly Dialled[], hotline: Hotline, plan: NumberingPlan): DutyEntry[] {
  const seen = new Set<string>();
  return entries
    .filter(({ target }) => whyNotDialled(target, hotline, plan) === null)
    .filter(({ target }) => !seen.has(describeTarget(target)) && seen.add(describeTarget(target)))
    .slice(0, MOST_ENTRIES)
    .map(({ target, ringSeconds, mustAccept, language = hotline.language }) => ({
      target,
      ringSeconds,
      asksIn: mustAccept ? language : null,
    }));
}
