import type { Account, LinkPurpose } from '../../accounts/account.ts';
import { createLink } from '../../accounts/links.ts';
import type { Person } from '../../domain/person.ts';
import type { Result } from '../../runtime/result.ts';
import type { ChangeContext, RequestContext } from '../request-context.ts';

export interface MadeLink {
  /** With scheme and host. */
  readonly link: string;
  /** Settles after the first try; null: no mail is set up, the link is in the log. */
  readonly mailing: Promise<Result<true, string>> | null;
}

/** A link as it is shown to whoever made it for somebody. */
export interface ShownLink {
  readonly address: string;
  /** What came of the first try; null: no mail is set up, it must be passed on by hand. */
  readonly mailed: Result<true, string> | null;
}

/** Makes a link to choose a password and sends it: by mail, or else to the log. */
export async function makeLink(
  context: ChangeContext,
  person: Person,
  account: Account,
  purpose: LinkPurpose,
): Promise<MadeLink> {
  const { dependencies, now } = context;
  const { path, expiresAt } = await createLink(dependencies.accounts, person.id, purpose, now);
  const link = `${baseUrl(context)}${path}`;
  if (dependencies.mailLink === null) {
    dependencies.log.info({ person: person.id, link }, 'a link to choose a password');
    return { link, mailing: null };
  }
  const mailing = dependencies.mailLink({
    personId: person.id,
    name: person.name,
    email: account.email,
    language: account.language ?? person.languages[0] ?? 'en',
    purpose,
    link,
    expiresAt,
  });
  return { link, mailing };
}

/** The address under which people reach us. Where links are mailed it is set, and never the request's (decision 25). */
export function baseUrl({ dependencies, request }: RequestContext): string {
  return dependencies.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
}
