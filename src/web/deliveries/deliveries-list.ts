import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { MemberContext } from '../request-context.ts';
import type { List } from '../tables/list-files.ts';
import { troubleText } from './deliveries-pages.ts';
import { readDeliveryFilter, shownState } from './delivery-filter.ts';

const PART = 200;

/** The filtered notices, all of them; their words stay on their pages. */
export async function deliveriesList(context: MemberContext): Promise<List> {
  const { dependencies, request, t, language, now } = context;
  const { filter } = readDeliveryFilter(request.query, dependencies.timeZone);
  const [people, hotlines] = await Promise.all([
    dependencies.reader.people(),
    dependencies.reader.hotlines(),
  ]);
  async function* parts() {
    for (let { before } = filter; ; ) {
      const { before: _, ...rest } = filter;
      const found = await dependencies.notices.outbox.list({
        ...rest,
        ...(before === undefined ? {} : { before }),
        limit: PART,
      });
      yield found.map((notice) => [
        localOf(notice.createdAt, dependencies.timeZone),
        people.get(notice.personId)?.name ?? notice.personId,
        t.notices.kinds[notice.kind].name,
        t.notices.mediums[notice.medium],
        t.deliveries.states[shownState(notice.state)],
        troubleText(notice.trouble, language),
        notice.hotlineId === null ? '' : (hotlines.get(notice.hotlineId)?.name ?? notice.hotlineId),
      ]);
      before = found.at(-1)?.id;
      if (found.length < PART || before === undefined) return;
    }
  }
  const { made, person, kind, medium, state, hotline } = t.deliveries;
  return {
    name: `${t.deliveries.title.toLowerCase().replaceAll(' ', '-')}-${localOf(now, dependencies.timeZone).slice(0, 10)}`,
    head: [made, person, kind, medium, state, t.labour.reason, hotline],
    parts: parts(),
  };
}
