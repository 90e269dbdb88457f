import type { TeamRules } from '../../domain/labour/team-rules.ts';
import type { Moved } from '../../labour/labour-settings.ts';
import type { Version } from '../../planning/configuration.ts';
import type { Conflict } from '../forms/save-edits.ts';
import type { MemberContext } from '../request-context.ts';
import { rulesByField } from './rules-in-words.ts';

/** What a form of rules says that it was opened on; a form of before says nothing, and is taken as it is. */
export function versionIn(opened: string): Version | null {
  return /^\d{1,15}$/.test(opened) ? Number(opened) : null;
}

/** What somebody else saved meanwhile, in words, beside each field that differs. */
export function rulesConflict(
  { version, changes }: Moved,
  { mine, stored }: { readonly mine: TeamRules; readonly stored: TeamRules },
  reading: Pick<MemberContext, 't' | 'language'>,
): Conflict {
  const [own, theirs] = [rulesByField(mine, reading), rulesByField(stored, reading)];
  const differing = Object.entries(theirs).filter(([field, value]) => value !== own[field]);
  return {
    kind: 'changed',
    opened: String(version),
    theirs: Object.fromEntries(differing.map(([field, value]) => [field, value === '' ? '–' : value])),
    by: changes.map(({ author }) => author),
  };
}
