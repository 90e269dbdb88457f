import type { Target } from '../../domain/escalation/policy.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { MemberContext } from '../request-context.ts';

/** One target of a step as it stands in a form. `who`: `schedule:day`, `person:bob`, `team:x`, `extension`, `phone`. */
export interface TargetRow {
  readonly who: string;
  readonly address: string;
  readonly name: string;
  readonly confirm: string;
}

export const BLANK_TARGET: TargetRow = { who: '', address: '', name: '', confirm: 'yes' };

export function targetRow(target: Target, phone: (number: string) => string): TargetRow {
  switch (target.kind) {
    case 'schedule':
      return { ...BLANK_TARGET, who: `schedule:${target.scheduleId}` };
    case 'person':
      return { ...BLANK_TARGET, who: `person:${target.personId}` };
    case 'team':
      return { ...BLANK_TARGET, who: `team:${target.teamId}` };
    case 'number':
      return {
        who: target.target.kind,
        address: phone(describeTarget(target.target)),
        name: target.label,
        confirm: target.mustAccept ? 'yes' : 'no',
      };
  }
}

/** As a configuration file would say it. */
export function rawTarget({ who, address, name, confirm }: TargetRow): Readonly<Record<string, unknown>> {
  if (who === 'extension' || who === 'phone')
    return { [who]: address, ...(name === '' ? {} : { name }), confirm: confirm !== 'no' };
  const [kind = '', ...rest] = who.split(':');
  const id = rest.join(':');
  return ['schedule', 'person', 'team'].includes(kind) ? { [kind]: id } : {};
}

/** What a target can be chosen from. */
export async function targetChoices({ dependencies }: MemberContext) {
  const [schedules, people, teams] = await Promise.all([
    dependencies.reader.scheduleNames(),
    dependencies.reader.people(),
    dependencies.reader.teams(),
  ]);
  const named = (items: ReadonlyMap<string, { readonly name: string }>, kind: string) =>
    [...items].map(([id, { name }]) => ({ value: `${kind}:${id}`, name }));
  return {
    schedule: [...schedules].map(([id, name]) => ({ value: `schedule:${id}`, name })),
    person: named(people, 'person'),
    team: named(teams, 'team'),
  };
}
