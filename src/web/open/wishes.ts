import express, { Router } from 'express';
import type { Language } from '../../domain/person.ts';
import { type WishesShown, wishCalendarHtml } from '../wishes/wish-calendar.ts';
import { WISHES } from '../wishes/wishes-messages.ts';
import { sendPlainPage } from './plain-page.ts';

interface LinkedWishes {
  readonly language: Language;
  readonly person: string;
  readonly shown: WishesShown;
}

export interface OpenWishDependencies {
  /** Null: no such link, or the round is gone. */
  wishes(token: string): Promise<LinkedWishes | null>;
  take(token: string, sent: { readonly day: string; readonly isDone: boolean }): Promise<void>;
}

/** `/wishes/<token>`: a calendar to tap wishes on, with nothing but the link. */
export function openWishRouter({ wishes, take }: OpenWishDependencies): Router {
  const router = Router();
  router.get('/wishes/:token', async (request, response) => {
    const found = await wishes(request.params.token);
    if (found === null) {
      const t = WISHES[request.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr'];
      const language = t === WISHES.en ? 'en' : 'fr';
      return sendPlainPage(response, 404, { language, title: t.gone, content: `<p>${t.goneHint}</p>` });
    }
    const { language, person, shown } = found;
    const t = WISHES[language];
    const content = `<form class="wishes" method="post">${wishCalendarHtml(shown, language)}</form>`;
    sendPlainPage(response, 200, { language, title: t.ask(person, shown.schedule), content });
  });
  const form = express.urlencoded({ extended: false, limit: '1kb' });
  router.post('/wishes/:token', form, async (request, response) => {
    const { day, done } = (request.body ?? {}) as { readonly day?: unknown; readonly done?: unknown };
    const sent = { day: typeof day === 'string' ? day : '', isDone: done === 'yes' };
    await take(String(request.params.token), sent);
    const place = /^[\d-]{10}$/.test(sent.day) ? `#d-${sent.day}` : '';
    response.redirect(303, `/wishes/${encodeURIComponent(String(request.params.token))}${place}`);
  });
  return router;
}
