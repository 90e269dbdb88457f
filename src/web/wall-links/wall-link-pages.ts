import { createLinkToken, hashLinkToken } from '../../notices/tokens.ts';
import { ourAddress } from '../access/links.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

const PAGE = '/planning/links';

/** The links that exist, one just made shown this once, and a form for another. */
export async function wallLinksPage(context: MemberContext, wrong: string | null = null): Promise<Reply> {
  const { dependencies, t, fields, me, shownOnce } = context;
  return {
    kind: 'page',
    view: 'wall-links/links',
    title: t.wallLinks.title,
    status: wrong === null ? 200 : 422,
    data: {
      links: await dependencies.wallLinks.list(),
      link: wrong === null ? (shownOnce.take(me.session.id, PAGE)?.address ?? null) : null,
      wrong,
      label: wrong === null ? '' : fields.text('label'),
      numbers: wrong !== null && fields.has('numbers'),
    },
  };
}

/** Makes a link, or revokes one. */
export async function changeWallLinks(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, now, language, t, me, shownOnce } = context;
  if (fields.text('do') === 'revoke') {
    const id = fields.text('link');
    const isGone = /^\d{1,9}$/.test(id) && (await dependencies.wallLinks.revoke(Number(id), author));
    return isGone ? { kind: 'see', path: PAGE, done: 'ended' } : notFound();
  }
  const label = fields.text('label').slice(0, 60);
  if (label === '') return wallLinksPage(context, t.wallLinks.labelMissing);
  const token = createLinkToken();
  await dependencies.wallLinks.add(
    { label, language, showsNumbers: fields.has('numbers'), createdAt: now, createdBy: author.actor },
    hashLinkToken(token),
    author,
  );
  shownOnce.keep(me.session.id, PAGE, { address: ourAddress(context, `/on-call/${token}`), mailed: null });
  return { kind: 'see', path: PAGE };
}
