import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { SetupAnswers } from './answers.ts';
import { type ConfiguredBy, DELIVERED, ownFiles, wantedLines, withLines } from './asterisk-files.ts';

/** The folder as it came with this Vigie: beside the sources, in the build, in a package. */
const DELIVERED_FOLDER = deliveredFolder(import.meta.dirname);
/** A password is in one of them. */
const OWN_MODE = 0o640;

export function configuredBy(folder: string): ConfiguredBy {
  return existsSync(path.join(folder, 'extensions_additional.conf')) ? 'freepbx' : 'hand';
}

/** Writes everything into the folder of Asterisk’s configuration, and tells each file that it changed. */
export function writeAsterisk(answers: SetupAnswers, password: string): readonly string[] {
  const folder = answers.asterisk;
  const by = configuredBy(folder);
  const wanted = wantedLines(by, answers);
  const told: string[] = [];
  const give = (file: string) => giveTo(file, folder);
  mkdirSync(path.join(folder, 'vigie'), { recursive: true });
  give(path.join(folder, 'vigie'));
  for (const name of DELIVERED) {
    const file = path.join(folder, 'vigie', name);
    copyFileSync(path.join(DELIVERED_FOLDER, name), file);
    give(file);
  }
  told.push(`${path.join(folder, 'vigie')}: ${DELIVERED.join(', ')}`);
  const dialplan = readWithIncludes(folder, 'extensions.conf');
  for (const [name, text] of Object.entries(ownFiles(by, answers, password, dialplan))) {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: OWN_MODE });
    chmodSync(file, OWN_MODE);
    give(file);
    told.push(file);
  }
  for (const lines of wanted) {
    const file = path.join(folder, lines.file);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const after = withLines(before, lines);
    if (after === before) continue;
    const kept = keepAsItWas(file);
    writeFileSync(file, after);
    give(file);
    told.push(`${file}: ${lines.lines.join(' · ')}${kept}`);
  }
  const recordings = makeRecordingsFolder(folder);
  return recordings === null ? told : [...told, recordings];
}

/** The first time: a second run would keep what the first one wrote. */
function keepAsItWas(file: string): string {
  const kept = `${file}.before-vigie`;
  if (!existsSync(file)) return '';
  if (!existsSync(kept)) {
    copyFileSync(file, kept);
    chmodSync(kept, statSync(file).mode);
    giveTo(kept, path.dirname(file));
  }
  return ` (as it was: ${path.basename(kept)})`;
}

/** Debian’s package makes none, and without it no message can be recorded. */
function makeRecordingsFolder(folder: string): string | null {
  const settings = path.join(folder, 'asterisk.conf');
  const text = existsSync(settings) ? readFileSync(settings, 'utf8') : '';
  const spool = /^\s*astspooldir\s*=>?\s*([^\s;]+)/m.exec(text)?.[1] ?? '/var/spool/asterisk';
  const recordings = path.join(spool, 'recording');
  if (!existsSync(spool) || existsSync(recordings)) return null;
  mkdirSync(recordings, { mode: 0o750 });
  giveTo(recordings, spool);
  return recordings;
}

/** What root makes belongs to whoever has the folder’s other files: Asterisk has to read it. */
function giveTo(file: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const model = ['extensions.conf', 'asterisk.conf'].map((name) => path.join(folder, name)).find(existsSync);
  const { uid, gid } = statSync(model ?? folder);
  chownSync(file, uid, gid);
}

/** A file of Asterisk’s with what it includes, as far as it is there. */
function readWithIncludes(folder: string, name: string, depth = 0): string {
  const file = path.resolve(folder, name);
  if (depth > 5 || !existsSync(file)) return '';
  const text = readFileSync(file, 'utf8');
  return text.replace(/^\s*#(?:try)?include\s+[<"]?([^\s>"]+)[>"]?.*$/gm, (line, included: string) =>
    included.startsWith('vigie/') ? line : readWithIncludes(folder, included, depth + 1),
  );
}

function deliveredFolder(folder: string): string {
  const here = path.join(folder, 'asterisk-config');
  const above = path.dirname(folder);
  if (existsSync(here) || above === folder) return here;
  return deliveredFolder(above);
}
