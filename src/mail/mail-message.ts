import type { SendMailOptions } from 'nodemailer';
import { mailHtml } from '../notices/compose/mail-html.ts';
import type { Letter } from '../notices/sender.ts';

/** A letter as a mail: a plain text that stands alone, the same as HTML, and what goes with it. */
export function mailMessage(letter: Letter, from: string): SendMailOptions {
  const domain = domainOf(from);
  const root = letter.thread === null ? null : `<thread-${safe(letter.thread)}@${domain}>`;
  return {
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: mailHtml(letter),
    messageId: `<${safe(letter.name)}@${domain}>`,
    ...(root === null ? {} : { references: [root], inReplyTo: root }),
    headers: {
      // RFC 3834: no holiday reply answers this, and no loop begins.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.language,
    },
    attachments:
      letter.attachment === null
        ? []
        : [
            {
              filename: letter.attachment.fileName,
              content: letter.attachment.content,
              contentType: letter.attachment.mediaType,
            },
          ],
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
