import { createHash } from 'node:crypto';
import { readAnswer } from '../../domain/notice/read-sms-answer.ts';
import {
  dutyAnswered,
  EXPLAINED_SINCE_MS,
  mayExplain,
  type SmsAnswer,
} from '../../domain/notice/sms-answer.ts';
import { comparableNumber, type NumberingPlan } from '../../domain/phone-number.ts';
import type { Confirmation } from '../../notices/confirmations.ts';
import type { IncomingSms, SmsAnswers } from '../../notices/sms-answers.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Database, Queryable } from '../database.ts';
import { answerDuty, readOpenConfirmations } from '../planning/confirmation-store.ts';
import { writeDomainEvent } from './domain-events.ts';

/** A gateway that gives its messages no name may tell of one twice within this time. */
const REPEATED_WITHIN_MS = 600_000;
const LONGEST_TEXT = 160;

/** Answers that come by SMS, kept in the database. */
export function createSmsAnswers(db: Database, numberingPlan: NumberingPlan): SmsAnswers {
  return {
    receive: (sms, now) =>
      db.transaction().execute(async (transaction) => {
        const number = comparableNumber(sms.from, numberingPlan.homeCountry) ?? '';
        const reference = sms.reference ?? madeReference(sms, now);
        const known = await transaction
          .selectFrom('sms_answers')
          .select('id')
          .where('reference', '=', reference)
          .executeTakeFirst();
        if (known) return 'duplicate';
        const taken = await takeAnswer(transaction, number, sms, now);
        await transaction
          .insertInto('sms_answers')
          .values({
            reference,
            from_number: number,
            received_at: now,
            understood: taken.answer,
            explained: taken.explained ? 1 : 0,
          })
          .execute();
        return taken.answer;
      }),
  };
}

function madeReference({ from, text }: IncomingSms, now: Instant): string {
  const about = JSON.stringify([from, text, Math.floor(now / REPEATED_WITHIN_MS)]);
  return createHash('sha256').update(about).digest('hex');
}

async function takeAnswer(
  db: Queryable,
  number: string,
  { text }: IncomingSms,
  now: Instant,
): Promise<{ readonly answer: SmsAnswer; readonly explained: boolean }> {
  const people = number === '' ? [] : await peopleWith(db, number);
  const [first] = people;
  // Whoever it is gets no reply: it would cost, and tell that somebody listens.
  if (first === undefined) return { answer: 'unknown-number', explained: false };
  const duties = await readOpenConfirmations(db, people, now);
  const said = readAnswer(text);
  const duty = said === null ? null : dutyAnswered(duties, said, now);
  if (said !== null && duty !== null) {
    const answer = said === 'yes' ? 'confirmed' : 'declined';
    await answerDuty(db, duty.id, answer, 'sms', now);
    await notifyAnswer(db, duty.personId, { number, answer, confirmation: duty.id, text: '' }, now);
    return { answer, explained: false };
  }
  const nearest: Confirmation | null = dutyAnswered(duties, 'yes', now);
  const answer = said === null ? 'unclear' : 'nothing-open';
  const explained = await isToBeExplained(db, number, now);
  const cut = [...text].slice(0, LONGEST_TEXT).join('');
  await notifyAnswer(
    db,
    nearest?.personId ?? first,
    { number, answer: explained ? answer : null, confirmation: nearest?.id ?? null, text: cut },
    now,
  );
  return { answer, explained };
}

function notifyAnswer(
  db: Queryable,
  personId: string,
  about: {
    readonly number: string;
    readonly answer: Exclude<SmsAnswer, 'unknown-number'> | null;
    readonly confirmation: number | null;
    readonly text: string;
  },
  now: Instant,
): Promise<void> {
  return writeDomainEvent(db, { kind: 'sms-answer', personId, ...about }, now);
}

/** Whose number it is: one on which they are dialled, or to which their SMS go. */
async function peopleWith(db: Queryable, number: string): Promise<readonly string[]> {
  const [dialled, told] = await Promise.all([
    db
      .selectFrom('contact_methods')
      .select('person_id')
      .where('kind', '=', 'phone')
      .where('address', '=', number)
      .execute(),
    db.selectFrom('notice_addresses').select('person_id').where('sms', '=', number).execute(),
  ]);
  return [...new Set([...dialled, ...told].map(({ person_id }) => person_id))].sort();
}

async function isToBeExplained(db: Queryable, number: string, now: Instant): Promise<boolean> {
  const rows = await db
    .selectFrom('sms_answers')
    .select('received_at')
    .where('from_number', '=', number)
    .where('explained', '=', 1)
    .where('received_at', '>', now - EXPLAINED_SINCE_MS)
    .execute();
  return mayExplain(
    rows.map(({ received_at }) => received_at),
    now,
  );
}
