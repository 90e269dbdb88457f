import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { monthPhrase } from './compose/phrases.ts';
import type { WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NotifierSources } from './sources.ts';

/** Hands a closed statement over to its person (R3121-2), with its PDF. */
export async function notifyStatement(
  sources: NotifierSources,
  { event, at }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'statement-closed') return NOTHING;
  const { month, number, statementId } = event;
  const { publicUrl } = sources;
  const notices = await addressed(
    sources.notificationPreferences,
    {
      ...{ kind: 'statement-closed', hotlineId: null, callId: null, at, goodUntil: null },
      ...{ occasion: `statement ${statementId}`, recording: null, reportMonth: month, thread: null },
      words: (_reader, language) => ({
        month: monthPhrase(month, language),
        number: String(number),
        link: publicUrl === null ? '' : `${publicUrl}/statements/${month}/${event.personId}`,
      }),
    },
    await sources.recipients.of([event.personId]),
    now,
  );
  return { ...NOTHING, notices };
}
