/** One line of an iCalendar text (RFC 5545, 3.1), its name in capitals. */
export interface ContentLine {
  readonly name: string;
  /** By their names in capitals; quotes taken off. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** What lies between a `BEGIN` and its `END`. */
export interface Block {
  readonly name: string;
  readonly lines: readonly ContentLine[];
  readonly blocks: readonly Block[];
}

interface OpenBlock {
  readonly name: string;
  readonly lines: ContentLine[];
  readonly blocks: OpenBlock[];
}

/**
 * The blocks of a text, read as leniently as programs write: a byte order mark, lines that were broken without the space
 * that says so, and blocks left open inside another that ends. Null: the outermost block is not closed, so that the text
 * may have been cut off.
 */
export function blocksOf(text: string): readonly Block[] | null {
  const top: OpenBlock = { name: '', lines: [], blocks: [] };
  const open: OpenBlock[] = [top];
  for (const line of unfold(text).map(contentLine)) {
    if (line === null) continue;
    const name = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') begin(open, name);
    else if (line.name === 'END') end(open, name);
    else open.at(-1)?.lines.push(line);
  }
  return open.length === 1 ? top.blocks : null;
}

function begin(open: OpenBlock[], name: string): void {
  // An event holds no event: the one before was not closed.
  if (open.at(-1)?.name === name) open.pop();
  const block: OpenBlock = { name, lines: [], blocks: [] };
  open.at(-1)?.blocks.push(block);
  open.push(block);
}

function end(open: OpenBlock[], name: string): void {
  const at = open.findLastIndex((block) => block.name === name);
  if (at > 0) open.length = at;
}

const LINE =
  /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:]*))*)*)[ \t]*:(.*)$/s;
/** A time whose zone has colons in its name and should stand in quotes: `DTSTART;TZID=tzone://Microsoft/Utc:2026…`. */
const TIME_LINE = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(;[^"]*?):(\d{4}-?\d\d-?\d\d(?:T[^";]*)?)$/is;

const BRACKET = /^(?:BEGIN|END)\s*:/i;

/** Lines put together again; what looks like no line of its own goes on with the one before, unless a block begins or ends
 * there: what a server adds below the calendar. */
function unfold(text: string): readonly string[] {
  const lines: string[] = [];
  for (const raw of text.replace(/^\uFEFF+/, '').split(/\r\n|\n|\r/)) {
    const isContinued = /^[ \t]/.test(raw);
    if (!isContinued && LINE.test(raw)) lines.push(raw);
    else if (isContinued || !BRACKET.test(lines.at(-1) ?? '')) goOn(lines, isContinued ? raw.slice(1) : raw);
  }
  return lines;
}

function goOn(lines: string[], more: string): void {
  if (lines.length > 0) lines.push(`${lines.pop()}${more}`);
}

function contentLine(line: string): ContentLine | null {
  const [, name, parameters = '', value = ''] = TIME_LINE.exec(line) ?? LINE.exec(line) ?? [];
  if (name === undefined) return null;
  return { name: name.toUpperCase(), parameters: parametersOf(parameters), value };
}

function parametersOf(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)/g);
  return new Map(
    [...found].map(([, name = '', value = '']) => [name.toUpperCase(), value.replaceAll('"', '')]),
  );
}
