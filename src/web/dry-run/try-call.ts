import { assumedAnswers, parseAssumptions } from '../../calls/dry-run/assumptions.ts';
import { type DryRun, dryRun } from '../../calls/dry-run/dry-run.ts';
import { callOpening } from '../../calls/live/call-opening.ts';
import type { Hotline } from '../../domain/hotline.ts';
import type { DialTarget } from '../../domain/phone-number.ts';
import { dialledInWords } from '../../words/reason-words.ts';
import { signOf, toneOf } from '../phones/phone-sign.ts';
import { type MemberContext, notFound } from '../request-context.ts';

/** How long the assumed caller talks, or speaks after the beep: it changes nothing of who is dialled. */
const CALLER = { patienceSeconds: null, talkSeconds: 60, messageSeconds: 15 };
/** Nobody in particular: neither withheld nor in anybody's list of blocked numbers. */
const SOMEBODY = { number: 'somebody', name: null };

/**
 * Whom a call to the hotline would ring now, if nobody took it, each once; empty: nobody. Who is tried in vain is not
 * among them: a mobile without a trunk, or on one that is down, an extension on which no phone is registered.
 */
export async function whoWouldRing(context: MemberContext, hotline: Hotline): Promise<readonly string[]> {
  const run = await tryCall(context, hotline, context.now, 'no-answer', new Map());
  const mayRing = (target: DialTarget) =>
    toneOf(signOf(context.dependencies.endpoints, target, hotline.trunk)) !== 'bad';
  const attempts = new Set<number>();
  const names = new Set<string>();
  for (const { dialled, callEvent } of run?.timeline ?? []) {
    if (callEvent.kind === 'attempt-started' && mayRing(callEvent.target)) attempts.add(callEvent.attempt);
    if (callEvent.kind === 'attempt-ringing' && attempts.has(callEvent.attempt) && dialled !== null)
      names.add(String(dialledInWords(dialled.name, context.language)));
  }
  return [...names];
}

/** What a call would do that comes in then: everybody behaves alike, but for exceptions. Null: the hotline has no chain. */
export async function tryCall(
  { dependencies }: MemberContext,
  hotline: Hotline,
  at: number,
  everyone: string,
  exceptions: ReadonlyMap<string, string>,
): Promise<DryRun | null> {
  const opening = await callOpening(dependencies.directory, hotline, at);
  if (!opening) return null;
  const { policy, branch } = opening;
  const people = [...(await dependencies.reader.people()).values()];
  const texts = [`everyone=${everyone}`, ...[...exceptions].map(([who, what]) => `${who}=${what}`)];
  const assumptions = parseAssumptions(texts, {
    people,
    hotline,
    policies: [policy],
    plan: dependencies.numberingPlan,
  });
  if (!assumptions.ok) return notFound();
  return dryRun(
    {
      sources: { directory: dependencies.directory, schedules: dependencies.schedules },
      numberingPlan: dependencies.numberingPlan,
      maxOutboundLegs: dependencies.maxOutboundLegs,
    },
    {
      facts: {
        callId: 'dry-run',
        startedAt: at,
        dialled: hotline.numbers[0] ?? '',
        caller: SOMEBODY,
        hotline,
        branch,
        policy,
      },
      answering: assumedAnswers(assumptions.value),
      caller: CALLER,
      timeZone: hotline.timeZone,
    },
  );
}
