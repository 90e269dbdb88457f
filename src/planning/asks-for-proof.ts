import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { Change } from '../domain/items/configuration.ts';
import { type Person, ROLES, type Role } from '../domain/person.ts';
import { type DialTarget, describeTarget } from '../domain/phone-number.ts';

/**
 * Whether whoever makes this change has to show again who they are: a number that was not dialled before, or another
 * role. With an open session alone somebody else could lead calls to themselves, or become an administrator.
 */
export function asksForProof(change: Change): boolean {
  switch (change.section) {
    case 'people':
      return raisesOrChangesRole(change.before, change.after) || dialsMore(change, numbersOfPerson);
    case 'policies':
      return dialsMore(change, numbersOfPolicy);
    case 'hotlines':
      return dialsMore(change, numbersOfHotline);
    default:
      return false;
  }
}

/** What somebody may be who is added without proof. */
const PLAIN_ROLES: readonly Role[] = ROLES.filter((role) => role === 'member' || role === 'viewer');

function raisesOrChangesRole(before: Person | null, after: Person | null): boolean {
  if (after === null) return false;
  return before === null ? !PLAIN_ROLES.includes(after.role) : before.role !== after.role;
}

function dialsMore<Item>(
  { before, after }: { readonly before: Item | null; readonly after: Item | null },
  numbersOf: (item: Item) => readonly DialTarget[],
): boolean {
  const numbers = (item: Item | null) => (item === null ? [] : numbersOf(item).map(describeTarget));
  const known = new Set(numbers(before));
  return numbers(after).some((number) => !known.has(number));
}

function numbersOfPerson({ contactMethods }: Person): readonly DialTarget[] {
  return contactMethods.map(({ target }) => target);
}

function numbersOfPolicy({ steps }: EscalationPolicy): readonly DialTarget[] {
  return steps.flatMap(({ targets }) =>
    targets.flatMap((target) => (target.kind === 'number' ? [target.target] : [])),
  );
}

function numbersOfHotline({ noAnswer }: Hotline): readonly DialTarget[] {
  return noAnswer.kind === 'last-resort' ? [noAnswer.target] : [];
}
