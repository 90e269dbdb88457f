import type { CallRecord } from '../calls/log/call-history.ts';
import type { CallEvent } from '../domain/escalation/call-event.ts';
import type { Hotline } from '../domain/hotline.ts';
import { describeTarget } from '../domain/phone-number.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { momentPhrase } from './compose/phrases.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NotifierSources } from './sources.ts';

interface ForwardedPhone {
  readonly sources: NotifierSources;
  readonly call: CallRecord;
  readonly hotline: Hotline;
  readonly now: Instant;
}

/** A phone turned out to be forwarded: told once a day, however often it is dialled. */
export async function notifyForwarded(
  { sources, call, hotline, now }: ForwardedPhone,
  { attempt, at }: Extract<CallEvent, { kind: 'attempt-ended' }>,
): Promise<Effects> {
  const record = call.attempts.find((one) => one.attempt === attempt);
  if (!record?.personId) return NOTHING;
  const { personId, name: person, target } = record;
  const phone = describeTarget(target);
  const supervisors = await sources.recipients.supervisorsOf([personId]);
  const others = supervisors.filter((one) => one.personId !== personId);
  const notices = await addressed(
    sources.notificationPreferences,
    {
      kind: 'phone-forwarded',
      hotlineId: hotline.id,
      callId: call.id,
      occasion: `${phone} ${localOf(at, hotline.timeZone).slice(0, 10)}`,
      at,
      goodUntil: null,
      recording: null,
      thread: null,
      words: (_reader, language) => ({
        person,
        phone,
        hotline: hotline.name,
        at: momentPhrase(at, hotline.timeZone, language, at),
      }),
    },
    [...(await sources.recipients.of([personId])), ...others],
    now,
  );
  return { ...NOTHING, notices };
}
