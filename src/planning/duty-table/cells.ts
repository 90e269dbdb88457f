/** The cells of what was pasted from a spreadsheet (tabs), or of CSV (RFC 4180) with commas or semicolons. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const plain = text.replace(/^\u{feff}/u, '');
  const separator = separatorOf(plain.slice(0, Math.max(0, plain.search(/[\r\n]|$/))));
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator || sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

function separatorOf(line: string): string {
  return ['\t', ';', ','].find((sign) => line.includes(sign)) ?? ',';
}
