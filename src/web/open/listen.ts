import { Router } from 'express';
import type { Language } from '../../domain/person.ts';
import { escapeHtml, keepPrivate, sendPlainPage } from './plain-page.ts';

/** What is behind a private link to a caller's message. */
export interface LinkedMessage {
  readonly recording: string;
  readonly wav: Buffer;
  readonly language: Language;
  /** Written for the reader: hotline, caller, moment. */
  readonly title: string;
  readonly details: string;
}

export interface ListenDependencies {
  /** Null: no such link, it has expired, or the message is erased. */
  message(token: string): Promise<LinkedMessage | null>;
}

const WORDS = {
  fr: {
    gone: 'Ce lien n’est pas ou plus valable',
    hint: 'Le message a peut-être été effacé. Connectez-vous pour le chercher.',
    save: 'Télécharger',
  },
  en: {
    gone: 'This link is not good, or no longer',
    hint: 'The message may have been erased. Log in to look for it.',
    save: 'Download',
  },
} as const;

/** `/l/<token>`: listen to one message, with nothing but the link that was sent. */
export function listenRouter({ message }: ListenDependencies): Router {
  const router = Router();
  router.get('/l/:token', async (request, response) => {
    const found = await message(request.params.token);
    if (found === null) {
      const language = request.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr';
      const { gone, hint } = WORDS[language];
      return sendPlainPage(response, 404, { language, title: gone, content: `<p>${hint}</p>` });
    }
    const audio = `/l/${encodeURIComponent(request.params.token)}/message.wav`;
    const { language, title, details } = found;
    sendPlainPage(response, 200, {
      language,
      title,
      content:
        `<p>${escapeHtml(details)}</p><audio controls preload="metadata" src="${audio}"></audio>` +
        `<p><a href="${audio}" download>${WORDS[language].save}</a></p>`,
    });
  });
  router.get('/l/:token/message.wav', async (request, response) => {
    const found = await message(request.params.token);
    keepPrivate(response);
    if (found === null) return void response.status(404).end();
    sendSound(request.headers.range, found.wav, response);
  });
  return router;
}

/** Players ask for parts: without them some cannot play, and none can jump. */
function sendSound(range: string | undefined, wav: Buffer, response: import('express').Response): void {
  response.set({ 'Accept-Ranges': 'bytes', 'Content-Type': 'audio/wav' });
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return void response.send(wav);
  const [, first = '', last = ''] = asked;
  const start = first === '' ? Math.max(0, wav.length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? wav.length - 1 : Math.min(Number(last), wav.length - 1);
  if (start > end) return void response.status(416).set('Content-Range', `bytes */${wav.length}`).end();
  response.status(206).set('Content-Range', `bytes ${start}-${end}/${wav.length}`);
  response.send(wav.subarray(start, end + 1));
}
