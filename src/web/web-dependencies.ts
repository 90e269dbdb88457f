import type { Router } from 'express';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Challenges } from '../accounts/challenges.ts';
import type { PasskeyStore } from '../accounts/passkey.ts';
import type { PinStore } from '../accounts/phone-pins.ts';
import type { Directory } from '../calls/directory.ts';
import type { EndpointBoard } from '../calls/endpoints/endpoints.ts';
import type { EndCall } from '../calls/live/end-call.ts';
import type { CallHistory } from '../calls/log/call-history.ts';
import type { CallSearch } from '../calls/log/call-search.ts';
import type { EraseMessage } from '../calls/messages/erase-message.ts';
import type { MessageStore } from '../calls/messages/message-store.ts';
import type { PhoneTests } from '../calls/own/test-phones.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { Retention } from '../domain/installation/retention.ts';
import type { SupervisorsHear } from '../domain/permissions.ts';
import type { Role } from '../domain/person.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import type { InterventionRecord } from '../labour/intervention-record.ts';
import type { LabourSettings } from '../labour/labour-settings.ts';
import type { LabourSources } from '../labour/labour-sources.ts';
import type { LateChanges } from '../labour/late-changes.ts';
import type { RenderPdf } from '../labour/pdf.ts';
import type { StatementArchive, StatementReader } from '../labour/statement-archive.ts';
import type { MailAccountChange } from '../notices/account-change.ts';
import type { MailLink } from '../notices/log-in-link.ts';
import type { CalendarsOfPeople } from '../planning/absence-calendars/calendars-of-people.ts';
import type { AuditLog } from '../planning/audit-log.ts';
import type { FeedStore } from '../planning/calendar-feed/feed.ts';
import type { ConfigurationStore } from '../planning/configuration.ts';
import type { ConfigurationReader } from '../planning/configuration-reader.ts';
import type { Receipts } from '../planning/drafts/draft.ts';
import type { ReadDutyFile } from '../planning/duty-table/duty-file.ts';
import type { CardStore } from '../planning/hotline-card.ts';
import type { PlanningReader, PlanningStore } from '../planning/planning-store.ts';
import type { ProposalSource } from '../planning/propose-planning.ts';
import type { ScheduleStore } from '../planning/schedule-store.ts';
import type { SwapSearch } from '../planning/swaps/swap-store.ts';
import type { WallLinkStore } from '../planning/wall-links/wall-link.ts';
import type { WishReader, WishStore } from '../planning/wishes/wish-store.ts';
import type { PersonalRecord } from '../privacy/personal-record.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { ConfirmationReader } from '../statistics/confirmation-figures.ts';
import type { SavedViews } from '../statistics/saved-views.ts';
import type { SumReader } from '../statistics/sum-store.ts';
import type { WhatIf } from '../statistics/what-if/what-if.ts';
import type { TaskCallBacks } from '../tasks/call-back-task.ts';
import type { LogBook } from '../tasks/log-book.ts';
import type { TaskSearch } from '../tasks/task-search.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { Health } from './health.ts';
import type { GreetingDependencies } from './hotlines/greeting-dependencies.ts';
import type { NoticePages, NoticeReaders } from './notice-dependencies.ts';
import type { LiveBoard } from './now/live-board.ts';
import type { ReadCalendar } from './open/calendar-router.ts';
import type { InstallationPages, TestCallPages } from './settings/installation-pages.ts';

type Only<Store, Methods extends keyof Store> = Pick<Store, Methods>;

/** Everything that pages are shown from: it reads through a connection that keeps no call waiting, and changes nothing. */
export interface ReadDependencies {
  readonly clock: Clock;
  readonly log: Logger;
  readonly timeZone: string;
  readonly numberingPlan: NumberingPlan;
  /** Where people reach the pages, without a final `/`; null: wherever they come from. */
  readonly publicUrl: string | null;
  readonly trustedProxies: number;
  /** What is erased when. */
  readonly retention: Retention;
  /** Who has it may read all of `/health`; null: nobody. */
  readonly monitoringToken: string | null;
  /** Over https other hosts of the domain are bound to it too. */
  readonly hstsSubdomains: boolean;
  /** Roles that reach no page without a second factor. */
  readonly secondFactorFor: readonly Role[];
  /** Whose messages supervisors hear and erase. */
  readonly supervisorsHear: SupervisorsHear;
  readonly asteriskUrl: string;
  readonly health: () => Health | Promise<Health>;
  /** What the doctor found last, and having it look again. */
  readonly installation: InstallationPages;
  /** What the test call of each hotline found last, and asking for one. */
  readonly testCalls: TestCallPages;
  readonly accounts: Only<
    AccountStore,
    'anyone' | 'withEmail' | 'of' | 'all' | 'recoveryCodesLeft' | 'loggedIn' | 'sessionsOf' | 'link'
  >;
  readonly passkeys: Only<PasskeyStore, 'of'>;
  readonly passkeyChallenges: Only<Challenges, 'make'>;
  readonly pins: Only<PinStore, 'has'>;
  /** What people dial to hear messages; null: nobody has said. */
  readonly messagesNumber: string | null;
  /** Null: no mail server, or no address of our own, is set. */
  readonly mailLink: MailLink | null;
  /** Tells owners of accounts what was changed; null: no mail server is set. */
  readonly mailAccountChange: MailAccountChange | null;
  readonly planning: PlanningReader;
  readonly reader: ConfigurationReader;
  readonly schedules: ScheduleStore;
  readonly proposals: ProposalSource;
  readonly feeds: Only<FeedStore, 'list'>;
  /** Who took the card of the hotlines' numbers. */
  readonly cards: Only<CardStore, 'takenBy'>;
  /** From which absences come. */
  readonly absenceCalendars: Only<CalendarsOfPeople, 'list' | 'broughtFor'>;
  /** Phones that may ring at once, also in a dry run. */
  readonly maxOutboundLegs: number;
  readonly directory: Directory;
  readonly history: CallHistory;
  readonly search: CallSearch;
  readonly statistics: SumReader;
  readonly savedViews: SavedViews;
  readonly confirmationFigures: ConfirmationReader;
  /** Past calls, with something changed. */
  readonly whatIf: WhatIf;
  readonly audit: AuditLog;
  readonly notices: NoticeReaders;
  readonly board: LiveBoard;
  readonly endpoints: EndpointBoard;
  readonly phoneTests: Only<PhoneTests, 'latest'>;
  /** By whose trunk a person's mobile is tried; null: there is none. */
  readonly outboundRoute: (personId: string) => Promise<Hotline | null>;
  /** For those who have a link or a signature, and no log-in. */
  readonly open: readonly Router[];
  /** What the set-up page asks for while nobody can log in. */
  readonly setupToken: string;
  readonly taskSearch: TaskSearch;
  readonly taskCallBacks: Only<TaskCallBacks, 'running'>;
  readonly logBook: Only<LogBook, 'search'>;
  readonly messages: Only<MessageStore, 'use'>;
  readonly swapSearch: SwapSearch;
  readonly wallLinks: Only<WallLinkStore, 'list'>;
  readonly wishes: WishReader;
  /** What a planning in a file says, as a table. */
  readonly readDutyFile: ReadDutyFile;
  readonly receipts: Omit<Receipts, 'acknowledge'>;
  /** Recordings that hotlines greet with. */
  readonly greetings: GreetingDependencies;
  /** Interventions, rest and pay. */
  readonly labour: LabourSources;
  readonly statements: StatementReader;
  readonly renderPdf: RenderPdf;
  /** What is recorded of people. */
  readonly personalRecord: PersonalRecord;
  /** What a calendar program reads, by its secret. */
  readonly calendar: ReadCalendar;
}

/** What tasks, messages, log books, swaps and publications are made from. */
export interface TaskDependencies {
  /** Only to change tasks: they are read through `taskSearch`. */
  readonly tasks: TaskStore;
  readonly taskSearch: TaskSearch;
  readonly taskCallBacks: TaskCallBacks;
  readonly logBook: LogBook;
  readonly messages: MessageStore;
  readonly eraseMessage: EraseMessage;
  readonly swapSearch: SwapSearch;
  readonly receipts: Receipts;
}

/** What forms change as well. */
export interface WebDependencies extends ReadDependencies, TaskDependencies {
  readonly passkeys: PasskeyStore;
  readonly passkeyChallenges: Challenges;
  readonly taskCallBacks: TaskCallBacks;
  readonly logBook: LogBook;
  readonly messages: MessageStore;
  readonly receipts: Receipts;
  readonly accounts: AccountStore;
  readonly pins: Only<PinStore, 'has' | 'set'>;
  readonly configuration: ConfigurationStore;
  readonly planning: PlanningStore & PlanningReader;
  readonly feeds: FeedStore;
  readonly wallLinks: WallLinkStore;
  readonly wishes: WishStore;
  readonly absenceCalendars: CalendarsOfPeople;
  readonly cards: CardStore;
  readonly phoneTests: Only<PhoneTests, 'start' | 'latest'>;
  readonly endCall: EndCall;
  readonly notices: NoticePages;
  readonly interventions: InterventionRecord;
  readonly labourSettings: LabourSettings;
  readonly lateChanges: LateChanges;
  readonly statementArchive: StatementArchive;
}
