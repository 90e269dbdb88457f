import { createPrivateLinks } from '../../src/database/accounts/private-links.ts';
import { createMessageSounds } from '../../src/database/calls/message-store.ts';
import { openDatabase } from '../../src/database/database.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createSmtpSender } from '../../src/mail/smtp-sender.ts';
import { createAttachmentOf } from '../../src/notices/attachment-of.ts';
import { createDispatcher } from '../../src/notices/dispatcher.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';

// Started by killed.test.ts, to be killed.
const [database = '', port = ''] = process.argv.slice(2);
const db = openDatabase(database);
const outbox = createOutbox(db);
await outbox.releaseClaims(systemClock.now());
createDispatcher({
  outbox,
  sender: createSmtpSender({
    host: '127.0.0.1',
    port: Number(port),
    security: 'none',
    username: null,
    password: null,
    from: 'Vigie <vigie@example.org>',
    ca: null,
  }),
  links: createPrivateLinks(db),
  attachmentOf: createAttachmentOf({
    recordings: createMessageSounds(db),
    report: async () => null,
    statement: async () => null,
  }),
  clock: systemClock,
  chance: systemClock.random,
  log: createLogger({ level: 'error', format: 'json' }),
  crash: (error) => {
    throw error;
  },
}).begin();
