import type { DialplanWatch } from '../asterisk/dialplan-version.ts';
import type { ProofOfLife } from '../asterisk/proof-of-life.ts';
import { MEDIUMS } from '../domain/notice/notice.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Health } from '../web/health.ts';
import type { Backups } from './backups.ts';
import type { createLinkState } from './link-state.ts';
import type { NoticeModule } from './notice-module.ts';
import type { createUpkeep } from './upkeep.ts';

/** Whose state the service's is. */
interface HealthSources {
  readonly linkState: ReturnType<typeof createLinkState>;
  readonly proof: Pick<ProofOfLife, 'lastProofAt'>;
  readonly calls: { readonly count: number };
  readonly callLog: { readonly waiting: number };
  readonly noticeModule: NoticeModule;
  readonly greetingsMissing: () => number;
  readonly dialplan: Pick<DialplanWatch, 'state'>;
  readonly upkeep: Pick<ReturnType<typeof createUpkeep>, 'standing'>;
  readonly backups: Pick<Backups, 'lastAt'>;
}

/** How the service is, put together each time somebody asks. */
export function createHealth(sources: HealthSources): () => Promise<Health> {
  const { linkState, proof, calls, callLog, noticeModule, dialplan, upkeep, backups } = sources;
  return async () => ({
    asterisk: linkState.state(),
    lastProofAt: isoTime(proof.lastProofAt()),
    liveCalls: calls.count,
    recordsWaiting: callLog.waiting,
    failingGateways: await failingGateways(noticeModule),
    ...(await noticeModule.standingAlarms()),
    untold: await noticeModule.domainEvents.deadLetters(),
    greetingsMissing: sources.greetingsMissing(),
    dialplan: dialplan.state(),
    upkeep: await upkeep.standing(),
    lastBackupAt: isoTime(backups.lastAt()),
  });
}

async function failingGateways(noticeModule: NoticeModule): Promise<readonly string[]> {
  const health = await noticeModule.health();
  return MEDIUMS.filter((medium) => health[medium].alarmed);
}

function isoTime(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
