import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import { scopeOf } from '../../domain/permissions.ts';
import type { Language } from '../../domain/person.ts';
import type { Instant } from '../../runtime/instant.ts';
import { deliveryTroubleInWords } from '../../words/delivery-trouble-words.ts';
import type { MemberContext, Reply, RequestContext } from '../request-context.ts';
import type { ReadDependencies } from '../web-dependencies.ts';

/** A way of telling people that keeps failing. */
export interface Alarm {
  readonly medium: Medium;
  readonly since: Instant;
  readonly detail: string;
}

export async function alarmsNow(
  { notices }: ReadDependencies,
  language: Language,
): Promise<readonly Alarm[]> {
  const found = await Promise.all(
    MEDIUMS.map(async (medium) => ({ medium, health: await notices.outbox.health(medium) })),
  );
  return found.flatMap(({ medium, health }) =>
    health.alarmed && health.failingSince !== null
      ? [
          {
            medium,
            since: health.failingSince,
            detail: health.lastTrouble === null ? '' : deliveryTroubleInWords(health.lastTrouble, language),
          },
        ]
      : [],
  );
}

/** For the frame of every page; null: whoever looks is not shown any. */
export async function alarmsFor({
  me,
  dependencies,
  language,
}: RequestContext): Promise<readonly Alarm[] | null> {
  if (me === null || scopeOf('notices.see', me.person.role) === 'none') return null;
  return alarmsNow(dependencies, language);
}

/** The bar by itself: pages that stay open ask for it again. */
export function alarmsPart(_visit: MemberContext): Reply {
  return { kind: 'part', view: 'deliveries/alarms', data: {} };
}
