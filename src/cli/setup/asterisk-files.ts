import type { SetupAnswers } from './answers.ts';

/** How the files of an Asterisk are kept: by hand, or by FreePBX, which leaves `*_custom.conf` to people. */
export type ConfiguredBy = 'hand' | 'freepbx';

/** Copied from `asterisk-config/` as they are; an upgrade copies them again. */
export const DELIVERED = ['extensions-vigie.conf', 'ari-vigie.conf', 'http-vigie.conf'] as const;
/** What is this installation’s alone. */
export const OWN_EXTENSIONS = 'vigie/own-extensions.conf';
export const OWN_ARI = 'vigie/own-ari.conf';

const OWN = '; Written by vigie setup, which writes it again when it is run again.\n';

export interface OwnFiles {
  readonly [OWN_EXTENSIONS]?: string;
  readonly [OWN_ARI]: string;
}

/**
 * The files that hold this installation’s values. `dialplan`: all that Asterisk reads as extensions.conf, for a section
 * that is there already has to be added to.
 */
export function ownFiles(
  by: ConfiguredBy,
  answers: Pick<SetupAnswers, 'context' | 'number' | 'lastResort' | 'trunk'>,
  password: string,
  dialplan: string,
): OwnFiles {
  const user = `[vigie](+)\npassword=${password}\n`;
  if (by === 'freepbx') return { [OWN_ARI]: `${OWN}${user}` };
  return {
    [OWN_ARI]: `${OWN}[general](+)\nenabled=yes\n\n${user}`,
    [OWN_EXTENSIONS]: OWN + globals(answers, dialplan) + arrival(answers),
  };
}

/** Of two sections [globals], Asterisk reads the first alone. */
function globals(answers: Pick<SetupAnswers, 'lastResort' | 'trunk'>, dialplan: string): string {
  const line = lastResortLine(answers);
  if (line === null) return '';
  return `${/^\s*\[globals\]/m.test(dialplan) ? '[globals](+)' : '[globals]'}\n${line}\n\n`;
}

function arrival({ context, number }: Pick<SetupAnswers, 'context' | 'number'>): string {
  return `[${context ?? ''}]\nexten => ${number},1,Goto(vigie,\${EXTEN},1)\n`;
}

/** Null: nobody is the last resort. */
export function lastResortLine({
  lastResort,
  trunk,
}: Pick<SetupAnswers, 'lastResort' | 'trunk'>): string | null {
  if (lastResort === null) return null;
  const dialled =
    lastResort.kind === 'extension' ? `PJSIP/${lastResort.extension}` : `PJSIP/${lastResort.number}@${trunk}`;
  return `VIGIE_LAST_RESORT=${dialled}`;
}

/** The lines that a file of Asterisk’s has to have, and in which section: null is its end. */
export interface WantedLines {
  readonly file: string;
  readonly section: string | null;
  readonly lines: readonly string[];
}

export function wantedLines(
  by: ConfiguredBy,
  answers: Pick<SetupAnswers, 'lastResort' | 'trunk'>,
): readonly WantedLines[] {
  const include = (name: string) => `#include ${name.startsWith('vigie/') ? name : `vigie/${name}`}`;
  const ari = [include('ari-vigie.conf'), include(OWN_ARI)];
  if (by === 'freepbx') {
    const lastResort = lastResortLine(answers);
    return [
      { file: 'ari_additional_custom.conf', section: null, lines: ari },
      { file: 'extensions_custom.conf', section: null, lines: [include('extensions-vigie.conf')] },
      ...(lastResort === null ? [] : [{ file: 'globals_custom.conf', section: null, lines: [lastResort] }]),
    ];
  }
  return [
    { file: 'http.conf', section: 'general', lines: [include('http-vigie.conf')] },
    { file: 'ari.conf', section: null, lines: ari },
    {
      file: 'extensions.conf',
      section: null,
      lines: [include('extensions-vigie.conf'), include(OWN_EXTENSIONS)],
    },
  ];
}

/** The text with the lines in it: those that are there stay where they are, a setting of the same name is replaced. */
export function withLines(text: string, { section, lines }: WantedLines): string {
  const existing = text.split('\n').map((line) => line.trim());
  let result = text;
  const missing: string[] = [];
  for (const line of lines) {
    if (existing.includes(line)) continue;
    const name = /^(\w+)=/.exec(line)?.[1];
    const same = name === undefined ? null : new RegExp(`^[ \\t]*${name}[ \\t]*=.*$`, 'm');
    if (same?.test(result)) result = result.replace(same, () => line);
    else missing.push(line);
  }
  return missing.length === 0 ? result : added(result, section, missing.join('\n'));
}

function added(text: string, section: string | null, block: string): string {
  if (section === null) return `${ended(text)}${block}\n`;
  const header = new RegExp(`^[ \\t]*\\[${section}\\].*$`, 'm').exec(text);
  if (header === null) return `${ended(text)}[${section}]\n${block}\n`;
  const start = header.index + header[0].length;
  const next = /^[ \t]*\[/m.exec(text.slice(start));
  const end = next === null ? text.length : start + next.index;
  return `${ended(text.slice(0, end))}${block}\n${next === null ? '' : '\n'}${text.slice(end)}`;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** What is left to do in FreePBX’s own pages, which no file may say. */
export function stepsInFreePbx(answers: Pick<SetupAnswers, 'number'>): readonly string[] {
  return [
    'in FreePBX, if it is not done yet:',
    '- Settings > Advanced Settings > Asterisk Builtin mini-HTTP server: enable it, bind address 127.0.0.1',
    '- Settings > Advanced Settings > Enable the Asterisk REST Interface: Yes',
    `- Admin > Custom Destinations: target vigie,${answers.number},1, return No`,
    `- Connectivity > Inbound Routes: ${answers.number}, with that destination`,
    '- Apply Config',
  ];
}
