import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import { plainForSms } from '../../notices/compose/sms-length.ts';
import { describeFinding } from '../../notices/describe-check.ts';
import type { Letter, Sender } from '../../notices/sender.ts';
import { deliveryTroubleInWords } from '../../words/delivery-trouble-words.ts';
import { alarmsNow } from '../deliveries/alarms.ts';
import { formatOf } from '../format.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

const VARIABLES: Readonly<Record<Medium, string>> = {
  email: 'VIGIE_SMTP_…, VIGIE_MAIL_FROM',
  sms: 'VIGIE_SMS…',
};
/** A test that comes late tests nothing. */
const TEST_TIME_TO_LIVE_SECONDS = 600;

/** What a button brought, as a sentence. */
interface Outcome {
  readonly medium: Medium;
  readonly well: boolean;
  readonly sentence: string;
}

export function sendersPage(context: MemberContext): Promise<Reply> {
  return sendersForm(context, null);
}

/** Asks a sender whether it works, or sends a test to whoever asks. */
export async function trySender(context: MemberChangeContext): Promise<Reply> {
  const { fields, dependencies } = context;
  const sender =
    dependencies.notices.senders.find(({ medium }) => medium === fields.text('medium')) ?? notFound();
  const outcome =
    fields.text('do') === 'test' ? await sendTest(context, sender) : await check(context, sender);
  return sendersForm(context, { medium: sender.medium, ...outcome });
}

async function check({ t, language }: MemberContext, sender: Sender): Promise<Omit<Outcome, 'medium'>> {
  const checked = await sender.check();
  return {
    well: checked.ok,
    sentence: checked.ok
      ? describeFinding(checked.value, language)
      : t.senders.checkFailed(deliveryTroubleInWords(checked.error.trouble, language)),
  };
}

async function sendTest(context: MemberChangeContext, sender: Sender): Promise<Omit<Outcome, 'medium'>> {
  const { dependencies, t, author, language } = context;
  const { medium } = sender;
  const to = await myAddress(context, medium);
  if (to === null) return { well: false, sentence: t.senders.noAddress[medium] };
  const result = await sender.send(testLetter(context, medium, to));
  const trouble = result.kind === 'temporary' ? result.trouble : null;
  await dependencies.notices.outbox.noteTest(medium, { address: to, result: result.kind, trouble }, author);
  // It may have been the first to get through for hours.
  dependencies.notices.onQueued();
  switch (result.kind) {
    case 'sent':
      return { well: true, sentence: t.senders.sent(sender.name, to) };
    case 'permanent':
      return {
        well: false,
        sentence: t.senders.refused(to, deliveryTroubleInWords(result.trouble, language)),
      };
    case 'temporary':
      return { well: false, sentence: t.senders.failed(deliveryTroubleInWords(result.trouble, language)) };
  }
}

function testLetter(context: MemberContext, medium: Medium, to: string): Letter {
  const { t, me, language, now } = context;
  const format = formatOf(context);
  const when = format.exact(now);
  return {
    name: `test-${me.person.id}-${now.toString(36)}`,
    to,
    language,
    subject: medium === 'email' ? t.senders.testSubject : '',
    text:
      medium === 'email' ? t.senders.testText(me.person.name, when) : plainForSms(t.senders.testSms(when)),
    thread: null,
    attachment: null,
    timeToLiveSeconds: TEST_TIME_TO_LIVE_SECONDS,
  };
}

async function myAddress({ dependencies, me }: MemberContext, medium: Medium): Promise<string | null> {
  const [reader] = await dependencies.notices.recipients.of([me.person.id]);
  return reader?.[medium] ?? null;
}

async function sendersForm(context: MemberContext, outcome: Outcome | null): Promise<Reply> {
  const { dependencies, t } = context;
  const { notices } = dependencies;
  const alarms = await alarmsNow(dependencies, context.language);
  const senders = await Promise.all(
    MEDIUMS.map(async (medium) => ({
      medium,
      goes: notices.senders.find((sender) => sender.medium === medium)?.name ?? '–',
      from: medium === 'email' ? notices.mailFrom : null,
      variables: VARIABLES[medium],
      alarm: alarms.find((alarm) => alarm.medium === medium) ?? null,
      to: await myAddress(context, medium),
      outcome: outcome?.medium === medium ? outcome : null,
    })),
  );
  return {
    kind: 'page',
    view: 'notices/senders',
    title: t.senders.title,
    data: { senders, useOtherMedium: notices.useOtherMedium },
  };
}
