import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import express from 'express';
import { houseFolder } from './house-files.ts';

const HTMX = createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js');
/** The calendar of the planning: component and style sheet. */
const CALENDAR = createRequire(import.meta.url).resolve('@event-calendar/build');
/** Between a form of ours and the browser's passkeys. */
const WEBAUTHN = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@simplewebauthn/browser')),
  '../dist/bundle/index.umd.min.js',
);
const PACKAGED: Readonly<Record<string, string>> = {
  'htmx.js': HTMX,
  'event-calendar.js': CALENDAR,
  'webauthn.js': WEBAUTHN,
  'event-calendar.css': CALENDAR.replace(/js$/, 'css'),
};
const YEAR_MS = 365 * 24 * 3_600_000;

/** Style sheet, scripts and icons, all served by ourselves; each address changes with its content. */
export function createAssets() {
  const folder = houseFolder('public');
  const versions = new Map([
    ...Object.entries(PACKAGED).map(([name, file]) => [name, versionOf(file)] as const),
    ...readdirSync(folder).map((name) => [name, versionOf(path.join(folder, name))] as const),
  ]);
  const router = express.Router();
  const kept = { maxAge: YEAR_MS, immutable: true };
  for (const [name, file] of Object.entries(PACKAGED))
    router.get(`/${name}`, (_request, response) => response.sendFile(file, kept));
  router.use(express.static(folder, { ...kept, index: false, redirect: false }));
  return {
    router,
    address(name: string): string {
      const version = versions.get(name);
      if (version === undefined) throw new Error(`there is no asset ${name}`);
      return `/assets/${name}?v=${version}`;
    },
  };
}

function versionOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 10);
}
