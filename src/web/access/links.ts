import type { Account, LinkPurpose } from '../../accounts/account.ts';
import { createLink } from '../../accounts/links.ts';
import type { DeliveryTrouble } from '../../domain/notice/delivery-trouble.ts';
import type { Person } from '../../domain/person.ts';
import type { Result } from '../../runtime/result.ts';
import type { ChangeContext, RequestContext } from '../request-context.ts';

export interface MadeLink {
  /** With scheme and host, where our own address is set; otherwise a path. */
  readonly link: string;
  /** Settles after the first try; null: no mail is set up. */
  readonly mailing: Promise<Result<true, DeliveryTrouble>> | null;
}

/** Makes a link to choose a password, and mails it where mail is set up. No log has it. */
export async function makeLink(
  context: ChangeContext,
  person: Person,
  account: Account,
  purpose: LinkPurpose,
): Promise<MadeLink> {
  const { dependencies, now } = context;
  const { path, expiresAt } = await createLink(dependencies.accounts, person.id, purpose, now);
  const link = ourAddress(context, path);
  if (dependencies.mailLink === null) return { link, mailing: null };
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

/**
 * A path under the address by which people reach us. A request's host may be anybody's choice, so where our own is not
 * set the path stands alone, and the page says so.
 */
export function ourAddress({ dependencies }: RequestContext, path: string): string {
  return `${dependencies.publicUrl ?? ''}${path}`;
}
