import { describeTarget } from '../../domain/phone-number.ts';
import { formatOf } from '../format.ts';
import type { MemberContext } from '../request-context.ts';
import type { List } from '../tables/list-files.ts';
import { peopleInSight } from './people-pages.ts';

/** The people of the page, all of them. */
export async function peopleList(context: MemberContext): Promise<List> {
  const { t } = context;
  const { inSight, shownOf } = await peopleInSight(context);
  const { phone } = formatOf(context);
  const { name, reached, role, teams, access, skills } = t.people;
  return {
    name: t.people.title.toLowerCase(),
    head: [name, reached, role, teams, access, skills],
    parts: inSight
      .map(shownOf)
      .map((one) => [
        one.person.name,
        one.person.contactMethods.map(({ target }) => phone(describeTarget(target))).join(', '),
        t.shell.roles[one.person.role],
        one.teams.map((team) => team.name).join(', '),
        t.people.states[one.access],
        one.person.skills.join(', '),
      ]),
  };
}
