import { inflateSync } from 'node:zlib';

/**
 * What a PDF says, in the order in which it was written, without spaces: glyphs of the fonts that are embedded, read by
 * the table that each font brings for whoever copies text (ToUnicode).
 */
export function pdfText(pdf: Uint8Array): string {
  const objects = objectsOf(Buffer.from(pdf).toString('latin1'));
  const fonts = fontsOf(objects);
  return [...objects.values()]
    .map(streamOf)
    .filter((stream) => / Tf\b/.test(stream))
    .map((stream) => saidIn(stream, fonts))
    .join('\n');
}

type Objects = ReadonlyMap<string, string>;
type Glyphs = ReadonlyMap<number, string>;

function objectsOf(text: string): Objects {
  return new Map(
    [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  );
}

function streamOf(object: string): string {
  const at = object.indexOf('stream\n');
  if (at < 0) return '';
  const data = Buffer.from(object.slice(at + 7, object.lastIndexOf('\nendstream')), 'latin1');
  return object.slice(0, at).includes('FlateDecode') ? inflateSync(data).toString('latin1') : data.toString();
}

/** By the name that pages call a font. */
function fontsOf(objects: Objects): ReadonlyMap<string, Glyphs> {
  const fonts = new Map<string, Glyphs>();
  for (const object of objects.values())
    for (const [, name = '', id = ''] of object.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (table !== undefined) fonts.set(name, glyphsOf(streamOf(objects.get(table) ?? '')));
    }
  return fonts;
}

/** `<0000> <00ff> [<0000> <0041> …]`: the characters of a run of glyphs. */
function glyphsOf(table: string): Glyphs {
  const glyphs = new Map<number, string>();
  for (const [, first = '', characters = ''] of table.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
    for (const [at, hex] of (characters.match(/[0-9a-f]+/gi) ?? []).entries())
      glyphs.set(Number.parseInt(first, 16) + at, Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  return glyphs;
}

function saidIn(stream: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let glyphs: Glyphs = new Map();
  let said = '';
  for (const [, font, shown = ''] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) glyphs = fonts.get(font) ?? new Map();
    for (const [, hex = ''] of shown.matchAll(/<(\w*)>/g))
      for (const code of hex.match(/.{4}/g) ?? []) said += glyphs.get(Number.parseInt(code, 16)) ?? '?';
  }
  return said.replace(/\s/g, '');
}
