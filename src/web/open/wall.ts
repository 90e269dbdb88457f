import { Router } from 'express';
import type { Language } from '../../domain/person.ts';
import { WALL_LINKS } from '../wall-links/wall-links-messages.ts';
import { escapeHtml, sendPlainPage } from './plain-page.ts';

interface WallDuty {
  readonly name: string;
  /** None: they have none, or the link shows none. */
  readonly numbers: readonly string[];
  /** Until when, or from when to when. */
  readonly when: string;
}

/** What a link shows, written for its readers. */
export interface Wall {
  readonly language: Language;
  readonly label: string;
  readonly asOf: string;
  readonly schedules: readonly {
    readonly name: string;
    readonly now: readonly WallDuty[];
    readonly coming: readonly WallDuty[];
  }[];
}

/** `/on-call/<token>`: who is on duty, for a switchboard or a wall. Null: no such link, or it was revoked. */
export function wallRouter({ wall }: { readonly wall: (token: string) => Promise<Wall | null> }): Router {
  const router = Router();
  router.get('/on-call/:token', async (request, response) => {
    const found = await wall(request.params.token);
    if (found === null) {
      const language = request.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr';
      const t = WALL_LINKS[language];
      return sendPlainPage(response, 404, { language, title: t.gone, content: `<p>${t.goneHint}</p>` });
    }
    const t = WALL_LINKS[found.language];
    const content = found.schedules.map((one) => scheduleHtml(one, t)).join('');
    response.set('Refresh', '60');
    sendPlainPage(response, 200, {
      language: found.language,
      title: found.label,
      content: `${content}<p class="soft">${escapeHtml(t.asOf(found.asOf))}</p>`,
    });
  });
  return router;
}

type Words = (typeof WALL_LINKS)[Language];

function scheduleHtml({ name, now, coming }: Wall['schedules'][number], t: Words): string {
  const onDuty =
    now.length === 0
      ? `<p><strong class="bad">${t.nobody}</strong></p>`
      : now.map((one) => `<p><strong>${who(one)}</strong><br>${escapeHtml(one.when)}</p>`).join('');
  const next = coming
    .map((one) => `<li>${escapeHtml(one.when)}<br><strong>${who(one)}</strong></li>`)
    .join('');
  const list =
    next === ''
      ? ''
      : `<details class="fold"><summary>${t.coming}</summary><ul class="lines">${next}</ul></details>`;
  return `<section><h2>${escapeHtml(name)}</h2>${onDuty}${list}</section>`;
}

function who({ name, numbers }: WallDuty): string {
  return [name, ...numbers].map(escapeHtml).join(' · ');
}
