import { createLinkToken, hashLinkToken } from '../../notices/tokens.ts';
import { ourAddress } from '../access/links.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

interface Shown {
  /** Just made: shown this once. */
  readonly link?: string;
  readonly wrong?: string;
}

/** The links that exist, and a form for another. */
export async function wallLinksPage(context: MemberContext, { link, wrong }: Shown = {}): Promise<Reply> {
  const { dependencies, t, fields } = context;
  return {
    kind: 'page',
    view: 'wall-links/links',
    title: t.wallLinks.title,
    status: wrong === undefined ? 200 : 422,
    data: {
      links: await dependencies.wallLinks.list(),
      link: link ?? null,
      wrong: wrong ?? null,
      label: wrong === undefined ? '' : fields.text('label'),
      numbers: wrong !== undefined && fields.has('numbers'),
    },
  };
}

/** Makes a link, or revokes one. */
export async function changeWallLinks(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, now, language, t } = context;
  if (fields.text('do') === 'revoke') {
    const id = fields.text('link');
    const isGone = /^\d{1,9}$/.test(id) && (await dependencies.wallLinks.revoke(Number(id), author));
    return isGone ? { kind: 'see', path: '/planning/links', done: 'ended' } : notFound();
  }
  const label = fields.text('label').slice(0, 60);
  if (label === '') return wallLinksPage(context, { wrong: t.wallLinks.labelMissing });
  const token = createLinkToken();
  await dependencies.wallLinks.add(
    { label, language, showsNumbers: fields.has('numbers'), createdAt: now, createdBy: author.actor },
    hashLinkToken(token),
    author,
  );
  return wallLinksPage(context, { link: ourAddress(context, `/on-call/${token}`) });
}
