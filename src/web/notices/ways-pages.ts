import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import { plainForSms } from '../../notices/compose/sms-length.ts';
import { describeFinding } from '../../notices/describe-check.ts';
import type { Letter, Sender } from '../../notices/sender.ts';
import { alarmsNow } from '../deliveries/alarms.ts';
import { createFormat } from '../format.ts';
import { type MemberChange, type MemberVisit, notFound, type Reply } from '../visit.ts';

const VARIABLES: Readonly<Record<Medium, string>> = {
  email: 'VIGIE_SMTP_…, VIGIE_MAIL_FROM',
  sms: 'VIGIE_SMS…',
};
/** A test that comes late tests nothing. */
const WORTH_SECONDS = 600;

/** What a button brought, as a sentence. */
interface Outcome {
  readonly medium: Medium;
  readonly well: boolean;
  readonly sentence: string;
}

export function waysPage(visit: MemberVisit): Promise<Reply> {
  return waysForm(visit, null);
}

/** Asks a way out whether it works, or sends a test to whoever asks. */
export async function tryWay(visit: MemberChange): Promise<Reply> {
  const { fields, needs } = visit;
  const sender = needs.notices.senders.find(({ medium }) => medium === fields.text('medium')) ?? notFound();
  const outcome = fields.text('do') === 'test' ? await sendTest(visit, sender) : await check(visit, sender);
  return waysForm(visit, { medium: sender.medium, ...outcome });
}

async function check({ t, language }: MemberVisit, sender: Sender): Promise<Omit<Outcome, 'medium'>> {
  const checked = await sender.check();
  return {
    well: checked.ok,
    sentence: checked.ok ? describeFinding(checked.value, language) : t.ways.checkFailed(checked.error),
  };
}

async function sendTest(visit: MemberChange, sender: Sender): Promise<Omit<Outcome, 'medium'>> {
  const { needs, t, author } = visit;
  const { medium } = sender;
  const to = await myAddress(visit, medium);
  if (to === null) return { well: false, sentence: t.ways.noAddress[medium] };
  const result = await sender.send(testLetter(visit, medium, to));
  const error = result.kind === 'temporary' ? result.detail : null;
  await needs.notices.outbox.noteTest(medium, { address: to, result: result.kind, error }, author);
  // It may have been the first to get through for hours.
  needs.notices.onQueued();
  switch (result.kind) {
    case 'sent':
      return { well: true, sentence: t.ways.sent(sender.name, to) };
    case 'permanent':
      return { well: false, sentence: t.ways.refused(to, result.detail) };
    case 'temporary':
      return { well: false, sentence: t.ways.failed(result.detail) };
  }
}

function testLetter(visit: MemberVisit, medium: Medium, to: string): Letter {
  const { t, me, language, now, needs } = visit;
  const format = createFormat(language, needs.timeZone, now, needs.numberingPlan);
  const when = format.exact(now);
  return {
    name: `test-${me.person.id}-${now.toString(36)}`,
    to,
    language,
    subject: medium === 'email' ? t.ways.testSubject : '',
    text: medium === 'email' ? t.ways.testText(me.person.name, when) : plainForSms(t.ways.testSms(when)),
    thread: null,
    sound: null,
    worthSeconds: WORTH_SECONDS,
  };
}

async function myAddress({ needs, me }: MemberVisit, medium: Medium): Promise<string | null> {
  const [reader] = await needs.notices.recipients.of([me.person.id]);
  return reader?.[medium] ?? null;
}

async function waysForm(visit: MemberVisit, outcome: Outcome | null): Promise<Reply> {
  const { needs, t } = visit;
  const { notices } = needs;
  const alarms = await alarmsNow(needs);
  const ways = await Promise.all(
    MEDIUMS.map(async (medium) => ({
      medium,
      goes: notices.senders.find((sender) => sender.medium === medium)?.name ?? '–',
      from: medium === 'email' ? notices.mailFrom : null,
      variables: VARIABLES[medium],
      alarm: alarms.find((alarm) => alarm.medium === medium) ?? null,
      to: await myAddress(visit, medium),
      outcome: outcome?.medium === medium ? outcome : null,
    })),
  );
  return {
    kind: 'page',
    view: 'notices/ways',
    title: t.ways.title,
    data: { ways, useOtherMedium: notices.useOtherMedium },
  };
}
