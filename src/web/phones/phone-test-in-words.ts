import { PHONE_TEST_OUTCOMES } from '../../domain/endpoint/phone-test.ts';
import type { EndReason } from '../../domain/escalation/reasons.ts';
import { endReasonInWords, networkCodes } from '../../words/reason-words.ts';
import { formatOf } from '../format.ts';
import type { MemberContext } from '../request-context.ts';

/** What the audit keeps of a phone that was tried, in words, without what did not happen. Entries of before have what was said as a text. */
export function phoneTestInWords(
  kept: Readonly<Record<string, unknown>>,
  context: MemberContext,
): Readonly<Record<string, unknown>> {
  const { t, language } = context;
  const { address, outcome, why, rangAfterSeconds, answeredAfterSeconds } = kept;
  const known = PHONE_TEST_OUTCOMES.find((one) => one === outcome);
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const inSeconds = (value: unknown) => (typeof value === 'number' ? seconds.format(value) : undefined);
  return {
    ...kept,
    address: typeof address === 'string' ? formatOf(context).phone(address) : address,
    outcome: known === undefined ? outcome : t.phones.outcomes[known],
    rangAfterSeconds: inSeconds(rangAfterSeconds),
    answeredAfterSeconds: inSeconds(answeredAfterSeconds),
    why: why === null || why === undefined ? undefined : whyInWords(why as EndReason, language),
  };
}

function whyInWords(why: EndReason, language: MemberContext['language']): string {
  const codes = networkCodes(why);
  return `${endReasonInWords(why, language)}${codes === '' ? '' : ` (${codes})`}`;
}
