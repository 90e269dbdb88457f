import type { SendMailOptions } from 'nodemailer';
import type { Letter } from '../notices/sender.ts';

/** A letter as a mail: a plain text that stands alone, the same as HTML, and the sound if there is one. */
export function mailMessage(letter: Letter, from: string): SendMailOptions {
  const domain = domainOf(from);
  const root = letter.thread === null ? null : `<thread-${safe(letter.thread)}@${domain}>`;
  return {
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: htmlOf(letter),
    messageId: `<${safe(letter.name)}@${domain}>`,
    ...(root === null ? {} : { references: [root], inReplyTo: root }),
    headers: {
      // RFC 3834: no holiday reply answers this, and no loop begins.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.language,
    },
    attachments:
      letter.sound === null
        ? []
        : [{ filename: letter.sound.fileName, content: letter.sound.wav, contentType: 'audio/wav' }],
    // A text of somebody's own may look like one of these, and must stay a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** `Vigie <vigie@example.org>` gives `example.org`. */
function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}

function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9.-]/g, '-');
}

function htmlOf({ text, language, subject }: Letter): string {
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
