import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Tags,
} from 'yaml';
import type { Problem } from '../../domain/items/problem.ts';
import type { Path } from '../../domain/items/validation-error.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';

/** A parsed file: its plain value, and where each part of it stands. */
export interface YamlSource {
  readonly value: unknown;
  /** Line (from 1) of what `path` leads to, or of the nearest thing around it. */
  lineOf(path: Path): number;
}

/** Parses YAML 1.2. Every syntax error is told, duplicate keys included. */
export function parseYaml(text: string): Result<YamlSource, readonly Problem[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    customTags: withoutNumbers,
    prettyErrors: true,
  });
  if (document.errors.length > 0) {
    return fail(
      document.errors.map((error) => ({
        path: '',
        line: error.linePos?.[0].line ?? null,
        code: 'not-yaml' as const,
        explanation: error.message.split(/ at line \d+|\n/)[0] ?? error.message,
      })),
    );
  }
  try {
    return ok({ value: document.toJS(), lineOf: (path) => lineOf(document, lines, path) });
  } catch (error) {
    // Aliases without an anchor, or enough of them to fill the memory.
    if (error instanceof ReferenceError)
      return fail([{ path: '', line: null, code: 'not-yaml', explanation: error.message }]);
    throw error;
  }
}

/** Numbers stay text: YAML would read 0612345678 as a quantity, and lose its zero. */
function withoutNumbers(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !/:(int|float)$/.test(tag.tag));
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let line = 1;
  let node: unknown = document.contents;
  for (const segment of path) {
    const found = step(document, node, segment);
    if (!found) break;
    const start = found.place.range?.[0];
    if (start !== undefined) line = lines.linePos(start).line;
    node = found.value;
  }
  return line;
}

function step(
  document: Document,
  from: unknown,
  segment: string | number,
): { place: Node; value: unknown } | null {
  const node = isAlias(from) ? from.resolve(document) : from;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
    return pair && isNode(pair.key) ? { place: pair.key, value: pair.value } : null;
  }
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return isNode(item) ? { place: item, value: item } : null;
  }
  return null;
}
