import { once } from 'node:events';
import type { Response } from 'express';
import type { Right } from '../../domain/permissions.ts';
import { createBreather } from '../../runtime/clock.ts';
import { type About, guarded, type Route } from '../gate.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { csv } from './csv.ts';
import type { Rows } from './table.ts';
import { xlsx } from './xlsx.ts';

export const FILE_KINDS = ['csv', 'xlsx'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** All of a list, as its files have it. */
export interface List {
  /** The file's, without ending. */
  readonly name: string;
  readonly head: readonly string[];
  /** The rows, a part at a time; or all of a short list. */
  readonly parts: AsyncIterable<Rows> | Rows;
}

const CONTENT_TYPES: Readonly<Record<FileKind, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
/** A file of a million rows lets calls go on all the while. */
const BREATH_MS = 5;

/** The files of a list, one of each kind: `listFiles('/calls.', …)` gives `/calls.csv` and `/calls.xlsx`. */
export function listFiles(
  path: string,
  may: Right,
  list: (context: MemberContext) => Promise<List> | List,
  about: About | null = null,
): readonly Route[] {
  return FILE_KINDS.map((kind) =>
    guarded(
      'get',
      `${path}${kind}`,
      may,
      async (context) => listFile(context, kind, await list(context)),
      about,
    ),
  );
}

/** Where a page leads to the files of its list, for `views/parts/files.ejs`. */
export function filesAt(
  addressOf: (kind: FileKind) => string,
): readonly { readonly kind: FileKind; readonly href: string }[] {
  return FILE_KINDS.map((kind) => ({ kind, href: addressOf(kind) }));
}

/** A list as one file, read a part at a time and no faster than it is taken. */
export function listFile({ language }: MemberContext, kind: FileKind, { name, head, parts }: List): Reply {
  return {
    kind: 'own',
    answer: async (response) => {
      response.set('content-type', CONTENT_TYPES[kind]);
      response.attachment(`${name}.${kind}`);
      const all = Symbol.asyncIterator in parts ? parts : inOne(parts);
      const breathe = createBreather(BREATH_MS);
      for await (const chunk of kind === 'csv' ? csv(language, head, all) : xlsx(head, all)) {
        if (response.closed) return;
        await write(response, chunk);
        await breathe();
      }
      response.end();
    },
  };
}

async function* inOne(rows: Rows): AsyncGenerator<Rows> {
  yield rows;
}

async function write(response: Response, chunk: string | Uint8Array): Promise<void> {
  if (response.closed || response.write(chunk)) return;
  // Whichever does not come is not waited for any longer.
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  waiting.abort();
}
