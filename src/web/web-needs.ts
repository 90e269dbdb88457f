import type { Router } from 'express';
import type { AccountBook } from '../accounts/account-book.ts';
import type { PinBook } from '../accounts/phone-pins.ts';
import type { Directory } from '../calls/directory.ts';
import type { EndpointBoard } from '../calls/endpoints/endpoints.ts';
import type { CallHistory } from '../calls/log/call-history.ts';
import type { CallSearch } from '../calls/log/call-search.ts';
import type { EraseMessage } from '../calls/messages/erase-message.ts';
import type { MessageBook } from '../calls/messages/message-store.ts';
import type { PhoneTests } from '../calls/own/test-phones.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import type { MailLink } from '../notices/log-in-link.ts';
import type { AuditLog } from '../planning/audit-log.ts';
import type { FeedBook } from '../planning/calendar-feed/feed.ts';
import type { ConfigurationBook } from '../planning/configuration.ts';
import type { ConfigurationReader } from '../planning/configuration-reader.ts';
import type { Receipts } from '../planning/drafts/draft.ts';
import type { PlanningBook, PlanningReader } from '../planning/planning-book.ts';
import type { ProposalSource } from '../planning/propose-planning.ts';
import type { ScheduleBook } from '../planning/schedule-book.ts';
import type { SwapSearch } from '../planning/swaps/swap-store.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { TaskCallBacks } from '../tasks/call-back-task.ts';
import type { LogBook } from '../tasks/log-book.ts';
import type { TaskBook } from '../tasks/task-book.ts';
import type { TaskSearch } from '../tasks/task-search.ts';
import type { ReadCalendar } from './calendar/calendar-router.ts';
import type { Health } from './health.ts';
import type { GreetingNeeds } from './hotlines/greeting-needs.ts';
import type { NoticeDesk, NoticeReader } from './notice-desk.ts';
import type { LiveBoard } from './now/live-board.ts';

type Only<Store, Methods extends keyof Store> = Pick<Store, Methods>;

/** Everything that pages are shown from: it reads through a connection that keeps no call waiting, and changes nothing. */
export interface ReadNeeds {
  readonly clock: Clock;
  readonly log: Logger;
  readonly timeZone: string;
  readonly numberingPlan: NumberingPlan;
  /** Where people reach the pages, without a final `/`; null: wherever they come from. */
  readonly publicUrl: string | null;
  readonly trustedProxies: number;
  readonly asteriskUrl: string;
  readonly health: () => Health | Promise<Health>;
  readonly accounts: Only<
    AccountBook,
    'anyone' | 'withEmail' | 'of' | 'all' | 'recoveryCodesLeft' | 'loggedIn' | 'sessionsOf' | 'link'
  >;
  readonly pins: Only<PinBook, 'has'>;
  /** What people dial to hear messages; null: nobody has said. */
  readonly messagesNumber: string | null;
  /** Null: no mail server, or no address of our own, is set. */
  readonly mailLink: MailLink | null;
  readonly planning: PlanningReader;
  readonly reader: ConfigurationReader;
  readonly schedules: ScheduleBook;
  readonly proposals: ProposalSource;
  readonly feeds: Only<FeedBook, 'list'>;
  /** Phones that may ring at once, also in a dry run. */
  readonly maxOutboundLegs: number;
  readonly directory: Directory;
  readonly history: CallHistory;
  readonly search: CallSearch;
  readonly audit: AuditLog;
  readonly notices: NoticeReader;
  readonly board: LiveBoard;
  readonly endpoints: EndpointBoard;
  readonly phoneTests: Only<PhoneTests, 'latest'>;
  /** By whose trunk a person's mobile is tried; null: there is none. */
  readonly wayOut: (personId: string) => Promise<Hotline | null>;
  /** For those who have a link or a signature, and no log-in. */
  readonly open: readonly Router[];
  /** What the set-up page asks for while nobody can log in. */
  readonly setupToken: string;
  readonly taskSearch: TaskSearch;
  readonly taskCallBacks: Only<TaskCallBacks, 'running'>;
  readonly logBook: Only<LogBook, 'search'>;
  readonly messages: Only<MessageBook, 'use'>;
  readonly swapSearch: SwapSearch;
  readonly receipts: Omit<Receipts, 'acknowledge'>;
  /** Recordings that hotlines greet with. */
  readonly greetings: GreetingNeeds;
  /** What a calendar program reads, by its secret. */
  readonly calendar: ReadCalendar;
}

/** What tasks, messages, log books, swaps and publications are made from. */
export interface TaskNeeds {
  /** Only to change tasks: they are read through `taskSearch`. */
  readonly tasks: TaskBook;
  readonly taskSearch: TaskSearch;
  readonly taskCallBacks: TaskCallBacks;
  readonly logBook: LogBook;
  readonly messages: MessageBook;
  readonly eraseMessage: EraseMessage;
  readonly swapSearch: SwapSearch;
  readonly receipts: Receipts;
}

/** What forms change as well. */
export interface WebNeeds extends ReadNeeds, TaskNeeds {
  readonly taskCallBacks: TaskCallBacks;
  readonly logBook: LogBook;
  readonly messages: MessageBook;
  readonly receipts: Receipts;
  readonly accounts: AccountBook;
  readonly pins: Only<PinBook, 'has' | 'set'>;
  readonly configuration: ConfigurationBook;
  readonly planning: PlanningBook & PlanningReader;
  readonly feeds: FeedBook;
  readonly phoneTests: Only<PhoneTests, 'start' | 'latest'>;
  readonly notices: NoticeDesk;
}
