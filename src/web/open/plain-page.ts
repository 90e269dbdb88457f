import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Language } from '../../domain/person.ts';

const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'button{font:inherit;font-weight:600;width:100%;padding:1.2rem;margin:1rem 0}audio{width:100%}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

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
    `default-src 'none'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; style-src 'sha256-${STYLE_HASH}'`,
  );
  response
    .status(status)
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">' +
        `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>` +
        `<body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`,
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
