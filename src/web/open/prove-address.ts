import express, { Router } from 'express';
import type { Language } from '../../domain/person.ts';
import { escapeHtml, sendPlainPage } from './plain-page.ts';

/** An address that somebody wants their notices sent to. */
export interface AddressToConfirm {
  readonly language: Language;
  readonly person: string;
  readonly address: string;
}

export interface ProveAddressDependencies {
  /** Null: no such link, or not any more. */
  address(token: string): Promise<AddressToConfirm | null>;
  /** False: it has become somebody else's meanwhile. */
  confirm(token: string): Promise<boolean>;
}

const WORDS = {
  fr: {
    title: 'Confirmer cette adresse',
    ask: ({ person, address }: AddressToConfirm) =>
      `${person} souhaite recevoir les avis de Vigie à cette adresse : ${address}`,
    button: 'Oui, cette adresse est à moi',
    done: 'C’est confirmé. Les avis arriveront ici.',
    taken: 'Cette adresse est celle d’une autre personne. Rien n’a changé.',
    gone: 'Ce lien n’est pas ou plus valable',
    hint: 'Demandez-en un autre sur la page « Ce que je reçois ».',
  },
  en: {
    title: 'Confirm this address',
    ask: ({ person, address }: AddressToConfirm) =>
      `${person} would like the notices of Vigie sent to this address: ${address}`,
    button: 'Yes, this address is mine',
    done: 'Confirmed. Notices will come here.',
    taken: 'This address is somebody else’s. Nothing has changed.',
    gone: 'This link is not good, or no longer',
    hint: 'Ask for another one on the page “What I am told”.',
  },
} as const;

/** `/address/<token>`: proves an address. Only the button does: mail programs open links to look behind them. */
export function proveAddressRouter({ address, confirm }: ProveAddressDependencies): Router {
  const router = Router();
  router.get('/address/:token', async (request, response) => {
    const found = await address(request.params.token);
    if (found === null) return gone(request, response);
    const { title, ask, button } = WORDS[found.language];
    const content = `<p>${escapeHtml(ask(found))}</p><form method="post"><button>${button}</button></form>`;
    sendPlainPage(response, 200, { language: found.language, title, content });
  });
  router.post(
    '/address/:token',
    express.urlencoded({ extended: false, limit: '1kb' }),
    async (request, response) => {
      const found = await address(String(request.params.token));
      if (found === null) return gone(request, response);
      const { title, done, taken } = WORDS[found.language];
      const isTheirs = await confirm(String(request.params.token));
      const content = `<p role="status"><strong>${isTheirs ? done : taken}</strong></p>`;
      sendPlainPage(response, isTheirs ? 200 : 409, { language: found.language, title, content });
    },
  );
  return router;
}

function gone(request: express.Request, response: express.Response): void {
  const language = request.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr';
  const { gone: title, hint } = WORDS[language];
  sendPlainPage(response, 404, { language, title, content: `<p>${hint}</p>` });
}
