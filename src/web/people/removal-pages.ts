import type { ItemOf, Section } from '../../planning/configuration.ts';
import { usersOf } from '../../planning/save-items.ts';
import { basedOnOf, openedOf, saveEdits } from '../forms/save-edits.ts';
import { type MemberChange, type MemberVisit, notFound, param, Refusal, type Reply } from '../visit.ts';
import { removedGuard } from './removal-guard.ts';

/** Where the pages of a section's items are. */
export const SECTION_PATHS: Readonly<Record<Section, string | null>> = {
  people: '/people',
  absences: null,
  teams: '/teams',
  schedules: '/planning',
  policies: '/escalation',
  hotlines: '/hotlines',
};

/** Asks before an item is deleted, and says what still depends on it. */
export function removalPage(section: Section, name: string) {
  return async (visit: MemberVisit): Promise<Reply> => {
    const id = param(visit, name);
    const opened = await openedOf(visit, section, id);
    const all = await visit.needs.reader.references();
    const item: ItemOf<Section> = all[section].get(id) ?? notFound();
    const called = nameOf(item) ?? id;
    const users = usersOf(all, section, id).map((user) => {
      const [kind = '', userId = ''] = user.split('.');
      const label = nameOf(all[kind as Section].get(userId)) ?? userId;
      const base = SECTION_PATHS[kind as Section];
      return { kind, label, path: base === null ? null : `${base}/${userId}` };
    });
    return {
      kind: 'page',
      view: 'people/removal',
      title: visit.t.people.removeTitle(called),
      data: {
        name: called,
        users,
        why: await removedGuard(visit, section, id),
        opened,
        path: `${SECTION_PATHS[section]}/${id}`,
      },
    };
  };
}

export function remove(section: Section, name: string) {
  return async (visit: MemberChange): Promise<Reply> => {
    const id = param(visit, name);
    if ((await removedGuard(visit, section, id)) !== null) throw new Refusal(409, 'must stay');
    const basedOn = basedOnOf(visit.fields.text('opened'));
    const saved = await saveEdits(visit, [{ section, id, raw: null, basedOn }]);
    // Somebody came to depend on it, or changed it, while the question stood: the page says what.
    if (saved.kind === 'not-saved') {
      const there = (await visit.needs.reader.references())[section].has(id);
      return {
        kind: 'see',
        path: there ? `${SECTION_PATHS[section]}/${id}/delete` : `${SECTION_PATHS[section]}`,
      };
    }
    return {
      kind: 'see',
      path: `${section === 'policies' ? '/hotlines' : SECTION_PATHS[section]}`,
      done: 'removed',
    };
  };
}

function nameOf(item: ItemOf<Section> | undefined): string | null {
  return item && 'name' in item ? item.name : null;
}
