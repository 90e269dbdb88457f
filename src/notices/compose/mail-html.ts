import type { Letter } from '../sender.ts';

/** The text of a mail as HTML: what is sent beside the plain text, and what is shown of a mail that was sent. */
export function mailHtml({ text, language, subject }: Pick<Letter, 'text' | 'language' | 'subject'>): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p>${linked(escaped(part)).replace(/\n/g, '<br>')}</p>`);
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>` +
    '<body style="font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:1em;color-scheme:light dark">' +
    `${paragraphs.join('\n')}</body></html>`
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Only what stands alone on its line, as our own texts write it: nothing in a caller's name becomes a link. */
function linked(html: string): string {
  return html.replace(/^https?:\/\/[^\s<>]+$/gm, (url) => `<a href="${url}">${url}</a>`);
}
