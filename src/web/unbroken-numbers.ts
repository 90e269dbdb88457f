/** As national and international numbers are written, in groups: `06 12 34 56 78`, `+32 470 12 34 56`. */
const NUMBER = /(?<![\d\u00A0])(?:\+\d{1,3}|0\d{1,4})(?: \d{1,8}){1,6}(?!\d)/g;
/** What is typed or copied stays as it is. */
const VERBATIM = /^<(?:textarea|script|style|pre|code|kbd)\b/;

/** A page on which no telephone number goes on in the next line. Numbers in tags (`tel:` links, values) stay as they are. */
export function unbrokenNumbers(html: string): string {
  return html.replace(NUMBER, (number, offset: number) =>
    isShownText(html, offset) ? number.replaceAll(' ', '\u00A0') : number,
  );
}

function isShownText(html: string, offset: number): boolean {
  const tag = html.lastIndexOf('<', offset);
  const isInTag = tag > html.lastIndexOf('>', offset);
  return !isInTag && !VERBATIM.test(html.slice(tag, tag + '<textarea '.length));
}
