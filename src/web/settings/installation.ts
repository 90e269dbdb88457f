import { type Fault, isWarning } from '../../domain/installation/fault.ts';
import type { Language } from '../../domain/person.ts';
import { readableNumber } from '../../domain/phone-number.ts';
import { alarmDetailInWords } from '../../words/alarm-detail-words.ts';
import { faultInWords } from '../../words/fault-words.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  Refusal,
  type Reply,
  type RequestContext,
} from '../request-context.ts';

/** What the doctor found, in the reader's language, for the settings page. */
export function installationShown({ dependencies, language, now }: MemberContext) {
  const latest = dependencies.installation.latest();
  if (latest === null) return null;
  const faults = latest.findings
    .flatMap((finding) => finding.faults)
    .map((fault) => ({
      ...faultInWords(fault, language),
      detail: detailOf(fault, language),
      tone: isWarning(fault) ? 'soft' : 'bad',
    }));
  return { age: now - latest.at, faults };
}

function detailOf({ detail }: Fault, language: Language): string {
  return detail === null ? '' : alarmDetailInWords(detail, language);
}

/** Of what is out of order, the titles: for the first page. */
export function faultTitles({ dependencies, language }: RequestContext): readonly string[] {
  const findings = dependencies.installation.latest()?.findings ?? [];
  return findings
    .flatMap(({ faults }) => faults)
    .filter((fault) => !isWarning(fault) && fault.code !== 'trunk-down' && fault.code !== 'disk-filling')
    .map((fault) => faultInWords(fault, language).title);
}

/** What the test call of each hotline found last, for the settings page and the first one. */
export function testCallsShown({ dependencies, language, now }: RequestContext) {
  return dependencies.testCalls.latest().map(({ number, endedAt, findings }) => ({
    number: readableNumber(number, dependencies.numberingPlan.homeCountry),
    endedAt,
    age: endedAt === null ? null : now - endedAt,
    checks: (findings ?? []).map(({ check, verdict, seen }) => ({ check, verdict, seen })),
    faults: (findings ?? [])
      .flatMap(({ faults }) => faults)
      .map((fault) => ({ ...faultInWords(fault, language), detail: detailOf(fault, language) })),
  }));
}

/** The numbers by which hotlines can be called from outside. */
export async function testNumbers({ dependencies }: Pick<RequestContext, 'dependencies'>) {
  const { homeCountry } = dependencies.numberingPlan;
  return [...(await dependencies.reader.hotlines()).values()].flatMap(({ name, numbers, trunk }) =>
    numbers
      .filter((number) => trunk !== null && number.startsWith('+'))
      .map((number) => ({ number, label: `${name} · ${readableNumber(number, homeCountry)}` })),
  );
}

/** Has a hotline called from outside, which takes a minute or two. */
export async function placeTestCall({ dependencies, fields }: MemberChangeContext): Promise<Reply> {
  const number = fields.text('number');
  const known = (await testNumbers({ dependencies })).some((one) => one.number === number);
  if (!known) throw new Refusal(400, 'no hotline has this number');
  await dependencies.testCalls.ask(number);
  return { kind: 'see', path: '/settings#test-calls', done: 'test-call-asked' };
}

/** Has the doctor look at once. */
export async function examineNow({ dependencies }: MemberChangeContext): Promise<Reply> {
  await dependencies.installation.examine();
  return { kind: 'see', path: '/settings#installation' };
}
