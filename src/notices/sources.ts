import type { CandidateSources } from '../calls/live/candidates.ts';
import type { CallHistory } from '../calls/log/call-history.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import type { ScopeSources } from '../planning/hotlines-in-scope.ts';
import type { WishReader } from '../planning/wishes/wish-store.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { Confirmations } from './confirmations.ts';
import type { NotificationPreferences } from './notification-preferences.ts';
import type { Outbox } from './outbox.ts';
import type { Recipients } from './recipients.ts';

/** What there is to know for telling. */
export interface NotifierSources {
  readonly history: CallHistory;
  readonly candidates: CandidateSources;
  /** Who has to do with which hotline. */
  readonly reader: ScopeSources['reader'];
  readonly recipients: Recipients;
  readonly notificationPreferences: NotificationPreferences;
  readonly tasks: TaskStore;
  readonly outbox: Outbox;
  readonly confirmations: Confirmations;
  readonly wishes: Pick<WishReader, 'round' | 'asked'>;
  readonly numberingPlan: NumberingPlan;
  /** Where people reach the pages, without a final `/`; null: links cannot be told. */
  readonly publicUrl: string | null;
  /** In which moments are told that belong to no hotline and no schedule. */
  readonly timeZone: string;
  /** People may answer a reminder by SMS. */
  readonly takesSmsAnswers: boolean;
  /** What cannot leave by one medium leaves by the other. */
  readonly useOtherMedium: boolean;
}

export async function hotlineOf({ candidates }: NotifierSources, id: string): Promise<Hotline | null> {
  return (await candidates.directory.hotlines()).find((hotline) => hotline.id === id) ?? null;
}
