import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemError } from '../domain/notice/delivery-trouble.ts';
import type { Sender } from '../notices/sender.ts';
import { makeOwnFolder, OWNER_ONLY_FILE } from '../runtime/own-files.ts';
import { fail, ok } from '../runtime/result.ts';

/** Writes SMS as text files, the number on the first line: what a fresh installation does. */
export function createFolderSms(directory: string): Sender {
  return {
    medium: 'sms',
    name: `folder ${directory}`,
    onlyWrites: true,
    async send({ name, to, text }) {
      try {
        await makeOwnFolder(directory);
        const file = path.join(directory, `${name}.sms.txt`);
        await writeFile(`${file}.part`, `${to}\n\n${text}\n`, { mode: OWNER_ONLY_FILE });
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
        return ok({ kind: 'folder', medium: 'sms', path: directory });
      } catch (error) {
        return fail({ about: 'way', trouble: { code: 'not-written', error: systemError(error) } });
      }
    },
    close: () => undefined,
  };
}
