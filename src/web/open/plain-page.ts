import type { Response } from 'express';
import type { Language } from '../../domain/person.ts';
import { createAssets } from '../assets.ts';

const assets = createAssets();

export interface PlainPage {
  readonly language: Language;
  readonly title: string;
  /** HTML of our own making, its words escaped. */
  readonly content: string;
}

/**
 * A page for somebody who has no more than a link: nothing is loaded from elsewhere, nothing is kept by caches, and
 * the link is told to nobody.
 */
export function sendPlainPage(
  response: Response,
  status: number,
  { language, title, content }: PlainPage,
): void {
  keepPrivate(response);
  response.set(
    'Content-Security-Policy',
    "default-src 'none'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; style-src 'self'; img-src 'self'",
  );
  response
    .status(status)
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">' +
        `<title>${escapeHtml(title)} · Vigie</title>` +
        `<link rel="icon" href="${assets.address('vigie.svg')}" type="image/svg+xml">` +
        `<link rel="stylesheet" href="${assets.address('vigie.css')}"></head>` +
        '<body class="bare"><main class="plain-page"><p class="plain-brand">' +
        `<img src="${assets.address('vigie.svg')}" alt="" width="32" height="32">Vigie</p>` +
        `<section class="card"><h1>${escapeHtml(title)}</h1>${content}</section></main></body></html>`,
    );
}

export function keepPrivate(response: Response): void {
  response.set({
    'Cache-Control': 'no-store, private',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
    'X-Content-Type-Options': 'nosniff',
  });
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
