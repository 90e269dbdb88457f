import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { systemError } from '../domain/notice/delivery-trouble.ts';
import type { Sender } from '../notices/sender.ts';
import { makeOwnFolder, OWNER_ONLY_FILE } from '../runtime/own-files.ts';
import { fail, ok } from '../runtime/result.ts';
import { mailMessage } from './mail-message.ts';

/** Writes mails as `.eml` files, which every mail program opens: what a fresh installation does. */
export function createFolderMail(directory: string, from: string): Sender {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    medium: 'email',
    name: `folder ${directory}`,
    onlyWrites: true,
    async send(letter) {
      try {
        const { message } = await transport.sendMail(mailMessage(letter, from));
        await makeOwnFolder(directory);
        const file = path.join(directory, `${letter.name}.eml`);
        await writeFile(`${file}.part`, message as Buffer, { mode: OWNER_ONLY_FILE });
        await rename(`${file}.part`, file);
        return { kind: 'sent', reference: null };
      } catch (error) {
        return {
          kind: 'temporary',
          trouble: { code: 'not-written', error: systemError(error) },
          retryAfterSeconds: null,
        };
      }
    },
    async check() {
      try {
        await makeOwnFolder(directory);
        return ok({ kind: 'folder', medium: 'email', path: directory });
      } catch (error) {
        return fail({ about: 'way', trouble: { code: 'not-written', error: systemError(error) } });
      }
    },
    close: () => undefined,
  };
}
