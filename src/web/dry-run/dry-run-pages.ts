import { BEHAVIOURS } from '../../calls/dry-run/behaviour.ts';
import type { DryRun } from '../../calls/dry-run/dry-run.ts';
import { callOpening } from '../../calls/live/call-opening.ts';
import type { EscalationPolicy } from '../../domain/escalation/policy.ts';
import type { Language } from '../../domain/person.ts';
import { shadowsBetween } from '../../domain/schedule/shifts.ts';
import type { DialledContact } from '../../words/call-event-catalogue.ts';
import { describeCallEvent, noteDialled } from '../../words/describe-call-event.ts';
import { describeReason } from '../../words/describe-duty.ts';
import { sentence } from '../../words/phrases.ts';
import { dialledInWords, ringReasonInWords } from '../../words/reason-words.ts';
import { formatOf } from '../format.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { hotlineGapsFrom } from '../now/coming-gaps.ts';
import { localInput, readLocal } from '../planning/times.ts';
import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { tryCall } from './try-call.ts';

const MINUTE = 60_000;

/** What a call to the hotline would do at a moment; asked by address, so that an answer can be kept and sent. */
export async function dryRunPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, now, t } = context;
  const hotline = (await dependencies.reader.hotlines()).get(param(context, 'hotline')) ?? notFound();
  const asked = String(request.query.at ?? '');
  const at = asked === '' ? now : readLocal(asked, hotline.timeZone);
  const everyone = BEHAVIOURS.find((one) => one === request.query.everyone) ?? 'no-answer';
  const exceptions = readExceptions(request.query);
  const validationErrors: ValidationErrors =
    at === null ? validationError('at', t.dryRun.wrongTime) : NO_ERRORS;
  const opening = await callOpening(dependencies.directory, hotline, at ?? now);
  if (!opening) return notFound();
  const run = at === null ? null : await tryCall(context, hotline, at, everyone, exceptions);
  return {
    kind: 'page',
    view: 'dry-run/dry-run',
    title: t.dryRun.title,
    status: validationErrors.count > 0 ? 422 : 200,
    data: {
      hotline,
      at: at === null ? asked : localInput(at, hotline.timeZone),
      everyone,
      validationErrors,
      branch: opening.branch,
      behaviours: BEHAVIOURS,
      gaps: at === null ? [] : await hotlineGapsFrom(context, at, hotline.id),
      outcome: run?.outcome ?? null,
      dialled: run === null ? [] : dialledIn(run, exceptions, context.language),
      shadows: at === null ? [] : await shadowsAt(context, opening.policy, at),
      story: run === null ? [] : tell(context, run),
    },
  };
}

function readExceptions(query: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const [who, what] = [[query.who ?? []].flat(), [query.what ?? []].flat()];
  const pairs = who.slice(0, 200).map((id, index) => [String(id), String(what[index] ?? '')] as const);
  return new Map(pairs.filter(([, behaviour]) => BEHAVIOURS.some((one) => one === behaviour)));
}

/** Trainees who are beside those on duty then, and not called. */
async function shadowsAt(context: MemberContext, policy: EscalationPolicy, at: number) {
  const { dependencies, language } = context;
  const people = await dependencies.reader.people();
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const targets = policy.steps.flatMap((step) => step.targets);
  const ids = new Set(targets.flatMap((one) => (one.kind === 'schedule' ? [one.scheduleId] : [])));
  const schedules = await Promise.all([...ids].map((id) => dependencies.schedules.schedule(id, at)));
  return schedules.flatMap((schedule) =>
    (schedule ? shadowsBetween(schedule, at, at + MINUTE) : []).map(({ personId, reason }) => ({
      name: nameOf(personId),
      why: describeReason(reason, nameOf, language),
    })),
  );
}

/** Everybody who would ring, in the order of their first ring. */
function dialledIn({ timeline }: DryRun, exceptions: ReadonlyMap<string, string>, language: Language) {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { dialled, afterSeconds, callEvent } of timeline) {
    if (dialled === null || callEvent.kind !== 'attempt-started') continue;
    const key = dialled.personId ?? dialled.address;
    if (found.has(key)) continue;
    found.set(key, {
      ...dialled,
      name: dialledInWords(dialled.name, language),
      why: ringReasonInWords(dialled.why, language),
      key,
      afterSeconds,
      what: exceptions.get(key) ?? '',
    });
  }
  return [...found.values()];
}

function tell(context: MemberContext, { timeline }: DryRun) {
  const attempts = new Map<number, DialledContact>();
  const { phone } = formatOf(context);
  return timeline.map(({ callEvent, afterSeconds }) => {
    noteDialled(attempts, callEvent, phone);
    return { afterSeconds, text: sentence(describeCallEvent(callEvent, attempts, context.language)) };
  });
}
