import type { ItemOf, Section } from '../../domain/items/configuration.ts';
import { usersOf } from '../../planning/save-items.ts';
import { basedOnOf, openedOf, saveEdits } from '../forms/save-edits.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  Refusal,
  type Reply,
} from '../request-context.ts';
import { removedGuard } from './removal-guard.ts';

/** Where the pages of a section's items are. */
export const SECTION_PATHS: Readonly<Record<Section, string | null>> = {
  people: '/people',
  absences: null,
  teams: '/teams',
  schedules: '/planning',
  policies: '/escalation',
  hotlines: '/hotlines',
  trunks: '/settings/trunks',
};

/** Asks before an item is deleted, and says what still depends on it. */
export function removalPage(section: Section, name: string) {
  return async (context: MemberContext): Promise<Reply> => {
    const id = param(context, name);
    const opened = await openedOf(context, section, id);
    const all = await context.dependencies.reader.references();
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
      view: 'removal/removal',
      title: context.t.people.removeTitle(called),
      data: {
        name: called,
        users,
        why: await removedGuard(context, section, id),
        opened,
        path: `${SECTION_PATHS[section]}/${id}`,
      },
    };
  };
}

export function remove(section: Section, name: string) {
  return async (context: MemberChangeContext): Promise<Reply> => {
    const id = param(context, name);
    if ((await removedGuard(context, section, id)) !== null) throw new Refusal(409, 'must stay');
    const basedOn = basedOnOf(context.fields.text('opened'));
    const saved = await saveEdits(context, [{ section, id, raw: null, basedOn }]);
    // Somebody came to depend on it, or changed it, while the question stood: the page says what.
    if (saved.kind === 'not-saved') {
      const there = (await context.dependencies.reader.references())[section].has(id);
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
