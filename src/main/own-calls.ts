import type { Directory } from '../calls/directory.ts';
import { createCopySweep, type MessageCopies } from '../calls/messages/message-copies.ts';
import { callHotlinesInScope } from '../calls/messages/message-scope.ts';
import { createOutboundLegs, type OutboundLegs } from '../calls/outbound-legs.ts';
import { createCallBacks } from '../calls/own/call-back.ts';
import { createConfirmCalls } from '../calls/own/confirm-calls.ts';
import { createMailboxCalls } from '../calls/own/mailbox-calls.ts';
import { besideOwnCalls, type OwnCalls } from '../calls/own/own-calls.ts';
import type { Telephony } from '../calls/telephony.ts';
import type { Config } from '../config.ts';
import { createPinStore } from '../database/accounts/pin-store.ts';
import { createMailboxStore } from '../database/calls/mailbox-store.ts';
import { createConfigurationReader } from '../database/configuration/configuration-reader.ts';
import type { Database } from '../database/database.ts';
import { createInterventionRecord } from '../database/labour/intervention-record-store.ts';
import { createLabourSources } from '../database/labour/labour-sources-store.ts';
import { createScheduleStore } from '../database/planning/schedule-store.ts';
import { createTaskStore } from '../database/tasks/task-store.ts';
import { createPhonedWork } from '../labour/phoned-work.ts';
import { createConfirmCallStore } from '../notices/confirm-ringing.ts';
import type { Confirmations } from '../notices/confirmations.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';

/** The phones that may ring, and those that our own calls may have dialled within an hour: beyond, somebody is told. */
export function createCappedLegs(
  { maxOutboundLegs, maxOwnCallsPerHour: most }: Pick<Config, 'maxOutboundLegs' | 'maxOwnCallsPerHour'>,
  tell: (most: number) => void,
): OutboundLegs {
  return createOutboundLegs(maxOutboundLegs, { most, clock: systemClock, onExceeded: () => tell(most) });
}

interface OwnCallDependencies {
  readonly db: Database;
  readonly directory: Directory;
  readonly copies: MessageCopies;
  /** Others that are built elsewhere. */
  readonly others: readonly OwnCalls[];
  readonly pbx: Telephony;
  readonly outboundLegs: OutboundLegs;
  readonly config: Pick<Config, 'http' | 'numberingPlan' | 'notices'>;
  readonly confirmations: Confirmations;
  readonly log: Logger;
  /** Something happened that may have to be told. */
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}

/** Calls that are no hotline's, and the telephony that is left for those of hotlines. */
export function createOwnCalls(dependencies: OwnCallDependencies) {
  const { db, directory, copies, pbx, outboundLegs, config, confirmations, log, onDomainEvent, crash } =
    dependencies;
  const { numberingPlan } = config;
  const common = { telephony: pbx, outboundLegs, numberingPlan, clock: systemClock, log, crash };
  const callBacks = createCallBacks(common);
  const confirmCalls = createConfirmCalls({
    ...common,
    store: createConfirmCallStore(confirmations, systemClock, onDomainEvent),
    sound: config.notices.confirmCallSound,
  });
  const tasks = createTaskStore(db, { takeWithinSeconds: config.notices.takeTaskSeconds });
  const sources = { reader: createConfigurationReader(db), schedules: createScheduleStore(db) };
  const copySweep = createCopySweep({ ...common, copies });
  const mailboxCalls = createMailboxCalls({
    ...common,
    onErased: () => copySweep.begin(),
    directory,
    work: createPhonedWork(createInterventionRecord(db), createLabourSources(db), onDomainEvent),
    store: createMailboxStore({
      db,
      pins: createPinStore(db),
      tasks,
      numberingPlan,
      hotlinesOf: (right, person) =>
        callHotlinesInScope(right, person, sources, config.http.supervisorsHear, systemClock.now()),
    }),
  });
  const kinds = [callBacks, confirmCalls, mailboxCalls, ...dependencies.others];
  return {
    callBacks,
    confirmCalls,
    /** Asterisk's copies of messages that are erased here. */
    copySweep,
    telephony: besideOwnCalls(pbx, kinds),
    /** Asterisk is out of reach, or the service stops. */
    cutOff: () => Promise.all(kinds.map((kind) => kind.cutOff())),
  };
}
