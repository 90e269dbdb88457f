import { onTestFinished } from 'vitest';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import type { Database } from '../../src/database/database.ts';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { createNoticeModule } from '../../src/main/notice-module.ts';
import { createSignal } from '../../src/main/signal.ts';
import { type NoticeConfig, usualNotices } from '../../src/notice-config.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { ZONE } from '../notices/notifier-fixture.ts';
import { FRANCE } from '../planning/plan.ts';

interface Given {
  readonly publicUrl?: string | null;
  readonly notices?: Partial<NoticeConfig>;
}

/** What tells people, as the service wires it, without telephones. It has yet to begin. */
export async function noticeModuleOver(db: Database, { publicUrl = null, notices = {} }: Given = {}) {
  const log = createLogger({ level: 'fatal', format: 'json' });
  const config = {
    notices: { ...usualNotices(temporaryDirectory()), ...notices },
    numberingPlan: FRANCE,
    timeZone: ZONE,
    closeStatementsOn: null,
    retention: usualRetention(),
    http: {
      host: '127.0.0.1',
      port: 0,
      publicUrl,
      trustedProxies: 1,
      hstsSubdomains: false,
      secondFactorFor: [],
      supervisorsHear: 'teams' as const,
    },
  };
  const noticeModule = await createNoticeModule({
    config,
    db,
    log,
    confirmations: createConfirmations(db),
    history: createCallHistory(db),
    candidates: { directory: createDirectory(db), schedules: createScheduleStore(db) },
    confirmCalls: {
      room: () => 0,
      ring: () => undefined,
      take: () => false,
      owns: () => false,
      dialled: () => [],
      cutOff: async () => undefined,
    },
    isConnected: () => false,
    events: createSignal(systemClock, 0),
    crash: (error) => {
      throw error;
    },
  });
  onTestFinished(() => noticeModule.end());
  return { noticeModule, config, log };
}
