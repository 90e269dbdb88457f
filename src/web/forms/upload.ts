import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { NextFunction, Request, Response } from 'express';
import { scopeOf } from '../../domain/permissions.ts';
import type { Route } from '../gate.ts';
import { isOurPage } from '../origin.ts';
import { Refusal } from '../request-context.ts';
import { findSession } from '../session.ts';
import type { WebDependencies } from '../web-dependencies.ts';

/** A file that came with a form. */
export interface UploadedFile {
  /** Empty: none was chosen. */
  readonly bytes: Buffer;
  /** As the browser says it; may be empty. */
  readonly name: string;
  /** True: it is larger than what the route takes; `bytes` is its beginning. */
  readonly tooLarge: boolean;
}

const LIMITS = {
  files: 1,
  fields: 10,
  fieldNameSize: 100,
  fieldSize: 1000,
  parts: 11,
  headerPairs: 20,
};

const files = new WeakMap<Request, UploadedFile>();

export function uploadedFile(request: Request): UploadedFile | null {
  return files.get(request) ?? null;
}

export function isUpload(request: Request): boolean {
  return files.has(request);
}

/**
 * Reads the form and its one file, on routes that take one. A file is only read from our own page and from somebody
 * who may send it; whatever else is sent is refused unread. The fields then go the way of every form's.
 */
export function takeUpload(dependencies: WebDependencies, route: Route, largestFileMb: number) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    admit(dependencies, route, request)
      .then((admitted) => (admitted ? readForm(request, largestFileMb) : undefined))
      .then(() => next(), next);
  };
}

async function admit(dependencies: WebDependencies, route: Route, request: Request): Promise<boolean> {
  if (!request.is('multipart/form-data')) return false;
  if (!isOurPage(dependencies, request)) throw new Refusal(403, 'sent by another site');
  const found = await findSession(dependencies, request, dependencies.clock.now());
  const may = route.may !== 'anyone' && found !== null && !found.session.halfOpen;
  if (!may || scopeOf(route.may, found.person.role) === 'none') throw new Refusal(403, 'sends no files');
  return true;
}

function readForm(request: Request, largestFileMb: number): Promise<void> {
  const limits = { ...LIMITS, fileSize: largestFileMb * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const pieces: Buffer[] = [];
    let tooLarge = false;
    let name = '';
    const broken = (error: unknown) => {
      request.unpipe();
      reject(new Refusal(400, `no form that can be read: ${String(error)}`));
    };
    let reader: BusboyInstance;
    try {
      const { 'content-type': type = '' } = request.headers;
      reader = new Busboy({ headers: { ...request.headers, 'content-type': type }, limits });
    } catch (error) {
      return broken(error);
    }
    reader.on('field', (name, value) => {
      fields[name] = value;
    });
    reader.on('file', (_field, stream, fileName) => {
      name = String(fileName ?? '');
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('limit', () => {
        tooLarge = true;
      });
      stream.on('error', broken);
    });
    reader.on('error', broken);
    // Beyond its limits the reader may never finish.
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      reader.on(limit, () => broken('it has too many parts'));
    request.on('aborted', () => broken('it broke off'));
    reader.on('finish', () => {
      request.body = fields;
      files.set(request, { bytes: Buffer.concat(pieces), name, tooLarge });
      resolve();
    });
    request.pipe(reader);
  });
}
