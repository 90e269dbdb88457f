import { absences } from './absences.ts';
import type { ItemOf, Section } from './configuration.ts';
import type { ItemCodec } from './field.ts';
import { hotlines } from './hotline.ts';
import { people } from './person.ts';
import { policies } from './policy.ts';
import { schedules } from './schedule.ts';
import { teams } from './team.ts';
import { trunks } from './trunk.ts';

/** How the items of each section are read and written. */
export const ITEMS: { readonly [S in Section]: ItemCodec<ItemOf<S>> } = {
  people,
  absences,
  teams,
  schedules,
  policies,
  hotlines,
  trunks,
};
