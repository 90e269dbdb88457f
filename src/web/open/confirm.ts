import express, { Router } from 'express';
import type { Language } from '../../domain/person.ts';
import { escapeHtml, sendPlainPage } from './plain-page.ts';

/** A duty that its person is asked to confirm, written for them. */
export interface DutyToConfirm {
  readonly language: Language;
  readonly person: string;
  readonly schedule: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'open' | 'confirmed' | 'declined' | 'over';
}

export interface ConfirmDependencies {
  /** Null: no such link, or the duty is somebody else's now. */
  duty(token: string): Promise<DutyToConfirm | null>;
  answer(token: string, answer: 'confirmed' | 'declined'): Promise<void>;
}

const WORDS = {
  fr: {
    title: (duty: DutyToConfirm) => `Astreinte « ${duty.schedule} »`,
    ask: (duty: DutyToConfirm) => `${duty.person}, vous êtes d’astreinte du ${duty.from} au ${duty.to}.`,
    button: 'Je confirme que je serai joignable',
    confirmed: 'C’est confirmé. Merci.',
    cannot: 'Je ne peux pas',
    cannotMeans: 'Votre responsable et la personne suivante sont prévenus aussitôt.',
    cannotButton: 'Je ne peux pas assurer cette astreinte',
    declined: 'Vous avez signalé que vous ne pouvez pas. Votre responsable est prévenu.',
    over: 'Cette astreinte est terminée.',
    gone: 'Ce lien n’est plus valable',
    hint: 'Le planning a peut-être changé : cette astreinte n’est plus la vôtre.',
  },
  en: {
    title: (duty: DutyToConfirm) => `On call for ${duty.schedule}`,
    ask: (duty: DutyToConfirm) => `${duty.person}, you are on call from ${duty.from} to ${duty.to}.`,
    button: 'I confirm that I can be reached',
    confirmed: 'Confirmed. Thank you.',
    cannot: 'I cannot',
    cannotMeans: 'Your supervisor and the next in line are told at once.',
    cannotButton: 'I cannot be on call then',
    declined: 'You said that you cannot. Your supervisor has been told.',
    over: 'This duty is over.',
    gone: 'This link is not good any more',
    hint: 'The planning may have changed: this duty is not yours any more.',
  },
} as const;

/**
 * `/confirm/<token>`: says that one will be there, with nothing but the link. Only the button confirms: mail programs
 * and telephones open links to look behind them.
 */
export function confirmRouter({ duty, answer }: ConfirmDependencies): Router {
  const router = Router();
  router.get('/confirm/:token', async (request, response) => {
    const found = await duty(request.params.token);
    if (found === null) {
      const language = request.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr';
      const { gone, hint } = WORDS[language];
      return sendPlainPage(response, 404, { language, title: gone, content: `<p>${hint}</p>` });
    }
    const words = WORDS[found.language];
    const ask = `<p>${escapeHtml(words.ask(found))}</p>`;
    const state =
      found.state === 'open'
        ? `<form method="post"><button class="huge primary">${words.button}</button></form>`
        : `<p role="status"><strong>${words[found.state]}</strong></p>`;
    // Also who confirmed may fall ill. One step more than to confirm: it wakes others.
    const rest = found.state === 'open' || found.state === 'confirmed' ? state + cannot(words) : state;
    sendPlainPage(response, 200, {
      language: found.language,
      title: words.title(found),
      content: ask + rest,
    });
  });
  const form = express.urlencoded({ extended: false, limit: '1kb' });
  router.post('/confirm/:token', form, async (request, response) => {
    const { answer: said } = (request.body ?? {}) as { readonly answer?: unknown };
    await answer(request.params.token, said === 'no' ? 'declined' : 'confirmed');
    response.redirect(303, `/confirm/${encodeURIComponent(request.params.token)}`);
  });
  return router;
}

function cannot(words: (typeof WORDS)[Language]): string {
  return (
    `<details class="fold"><summary>${words.cannot}</summary><p>${words.cannotMeans}</p>` +
    `<form method="post"><button class="huge danger" name="answer" value="no">${words.cannotButton}</button></form></details>`
  );
}
