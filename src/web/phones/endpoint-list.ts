import type { Endpoint } from '../../calls/endpoints/endpoints.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { MemberContext } from '../request-context.ts';

/** A phone or trunk with what uses it; `missing` ones as well. */
export interface UsedEndpoint extends Endpoint {
  readonly isTrunk: boolean;
  readonly users: readonly { readonly label: string; readonly path: string }[];
}

export interface EndpointList {
  readonly used: readonly UsedEndpoint[];
  /** What Asterisk has beside them. */
  readonly others: readonly Endpoint[];
}

/** What Asterisk has and what calls need: trunks first. */
export async function listEndpoints({ dependencies, t }: MemberContext): Promise<EndpointList> {
  const { reader, endpoints } = dependencies;
  const [people, policies, hotlines] = await Promise.all([
    reader.people(),
    reader.policies(),
    reader.hotlines(),
  ]);
  const used = new Map<string, UsedEndpoint>();
  const enter = (name: string, isTrunk: boolean, label: string, path: string) => {
    const known = used.get(name) ?? { name, state: endpoints.stateOf(name), isTrunk, users: [] };
    used.set(name, { ...known, users: [...known.users, { label, path }] });
  };
  for (const { id, name, trunk } of hotlines.values())
    if (trunk !== null) enter(trunk, true, t.phones.trunkOf(name), `/hotlines/${id}`);
  for (const { id, name, contactMethods } of people.values())
    for (const { target } of contactMethods)
      if (target.kind === 'extension') enter(describeTarget(target), false, name, `/people/${id}`);
  for (const { id, name, steps } of policies.values())
    for (const target of steps.flatMap((step) => step.targets))
      if (target.kind === 'number' && target.target.kind === 'extension')
        enter(describeTarget(target.target), false, t.phones.policy(name), `/escalation/${id}`);
  return {
    used: [...used.values()].toSorted(
      (a, b) =>
        Number(b.isTrunk) - Number(a.isTrunk) || a.name.localeCompare(b.name, 'en', { numeric: true }),
    ),
    others: endpoints.all().filter(({ name }) => !used.has(name)),
  };
}
