import { onTestFinished } from 'vitest';
import { createPrivateLinks } from '../../src/database/accounts/private-links.ts';
import { createMessageSounds } from '../../src/database/calls/message-store.ts';
import type { Database } from '../../src/database/database.ts';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import type { SendResult } from '../../src/domain/notice/next-try.ts';
import type { Medium } from '../../src/domain/notice/notice.ts';
import { createAttachmentOf, type MonthReport } from '../../src/notices/attachment-of.ts';
import { createDispatcher, type Rates } from '../../src/notices/dispatcher.ts';
import type { NewNotice } from '../../src/notices/outbox.ts';
import type { Letter, Sender } from '../../src/notices/sender.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { ok } from '../../src/runtime/result.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { plainSpaces } from '../words/plain-spaces.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

let made = 0;

/** A notice to Bob, due at once and good for an hour. */
export function notice(at: number, part: Partial<NewNotice> = {}): NewNotice {
  made += 1;
  return {
    dedupKey: `test-${made}`,
    kind: 'missed-call',
    medium: 'email',
    personId: 'bob',
    address: 'bob@example.org',
    language: 'en',
    hotlineId: 'support',
    callId: 'c1',
    words: { caller: '01 99 00 12 34' },
    subject: 'Missed call',
    body: 'Nobody took the call of 01 99 00 12 34.',
    recording: null,
    reportMonth: null,
    thread: 'c1',
    createdAt: at,
    sendAt: at,
    expiresAt: at + HOUR,
    insteadOf: null,
    againOf: null,
    withheld: null,
    ...part,
  };
}

/** A gateway that does as it is told, and keeps what it was given. */
export class ToldSender implements Sender {
  readonly name = 'told';
  readonly letters: Letter[] = [];
  answer: (letter: Letter) => SendResult | Promise<SendResult> = () => ({ kind: 'sent', reference: null });
  readonly medium: Medium;

  constructor(medium: Medium) {
    this.medium = medium;
  }

  async send(letter: Letter): Promise<SendResult> {
    const { subject, text } = letter;
    this.letters.push({ ...letter, subject: plainSpaces(subject), text: plainSpaces(text) });
    return this.answer(letter);
  }

  check = async () => ok({ kind: 'lets-in', where: 'told' } as const);
  close = () => undefined;
}

export const FAILS: SendResult = {
  kind: 'temporary',
  trouble: { code: 'not-reached', error: 'no connection' },
  retryAfterSeconds: null,
};

/** An outbox in a real database, time by hand, and a dispatcher before a gateway. */
export async function noticeModule(
  sender: Sender = new ToldSender('email'),
  rates?: Rates,
  report: MonthReport = async () => null,
) {
  const { db, path } = await temporaryDatabase();
  const clock = new HandClock();
  const outbox = createOutbox(db);
  const crashes: unknown[] = [];
  let logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const log = createLogger({ level: 'info', format: 'json' }, { write } as unknown as NodeJS.WritableStream);
  const start = () => {
    const dispatcher = createDispatcher({
      outbox,
      sender,
      links: createPrivateLinks(db),
      attachmentOf: createAttachmentOf({
        recordings: createMessageSounds(db),
        report,
        statement: async () => null,
      }),
      clock,
      chance: () => 0,
      log,
      crash: (error) => crashes.push(error),
      ...(rates ? { rates } : {}),
    });
    dispatcher.begin();
    onTestFinished(async () => {
      await dispatcher.end();
      if (crashes.length > 0) throw crashes[0];
    });
    return dispatcher;
  };
  return {
    db,
    path,
    clock,
    outbox,
    sender,
    start,
    log: () => logged,
    put: (part: Partial<NewNotice> = {}) => enqueue(db, notice(clock.now(), part)),
    /** Lets time pass in steps, so that everything that becomes due meanwhile is done when it is due. */
    async pass(milliseconds: number, stepMs = 10_000): Promise<void> {
      for (let left = milliseconds; left > 0; left -= stepMs) {
        clock.pass(Math.min(stepMs, left));
        await quiet(db);
      }
    },
  };
}

/** Waits until nothing is being sent or due any more; the dispatcher works by itself. */
async function quiet(db: Database): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await db.selectFrom('gateways').selectAll().execute();
  }
}
