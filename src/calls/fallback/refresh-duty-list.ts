import type { NumberingPlan } from '../../domain/phone-number.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Logger } from '../../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../../runtime/recurring-work.ts';
import type { CandidateSources } from '../live/candidates.ts';
import type { Done } from '../telephony.ts';
import { type DutyList, dutyList } from './duty-list.ts';

/** What the dialplan knows by itself, kept where it survives Vigie, Vigie's database and Asterisk. */
export interface FallbackDutyList {
  /** Makes the list say exactly this, and reads back what it writes. A problem names what it could not be made to say. */
  say(lists: readonly DutyList[]): Promise<Done>;
  /** Somebody else may have changed it: the next `say` reads all of it first. */
  doubt(): void;
}

export interface DutyListRefreshDependencies {
  readonly store: FallbackDutyList;
  readonly sources: CandidateSources;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  /** For bugs only. */
  readonly crash: (error: unknown) => void;
}

/** How late a replacement or a change of the policy may be known to the fallback. */
const LOOK_EVERY_SECONDS = 10;

/** Keeps the list in step with the planning: looks at all of it every few seconds and at each handoff. */
export function createDutyListRefresh(dependencies: DutyListRefreshDependencies): RecurringWork {
  const { store, sources, numberingPlan, clock, log } = dependencies;
  /** What went wrong last: said once, not every ten seconds. */
  let trouble: string | null = null;

  async function look(): Promise<Instant> {
    const at = clock.now();
    const lists: DutyList[] = [];
    for (const hotline of await sources.directory.hotlines())
      lists.push(await dutyList(sources, numberingPlan, hotline, at));
    tell(await store.say(lists));
    return nextLookAt(lists, at);
  }

  function tell(done: Done): void {
    const now = done.ok ? null : done.error.detail;
    if (now === trouble) return;
    trouble = now;
    if (now === null) log.info('the duty list of the fallback says what it should again');
    else log.error({ reason: now }, 'the duty list of the fallback does not say what it should');
  }

  const looking = recurringWork(dependencies, 'duty list of the fallback', look);
  return {
    begin() {
      store.doubt();
      looking.begin();
    },
    end: looking.end,
  };
}

function nextLookAt(lists: readonly DutyList[], at: Instant): Instant {
  const handoffs = lists.flatMap(({ pages }) => pages[0]?.until ?? []);
  return Math.min(at + LOOK_EVERY_SECONDS * SECOND, ...handoffs);
}
