const NO_BREAK = '\u00A0';

/**
 * French as it is set: what belongs to the word before it, or after it, is never parted from it by the end of a line
 * (`Qui ?`, `« Chauffage »`, `18 h`). Text without such signs comes back as it is.
 */
export function typeset(text: string): string {
  return text
    .replace(/ (?=[:;?!»](?![^\s<)»”".,]))/g, NO_BREAK)
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/(\d) (?=(?:h|min|s|%|€|km)(?![\p{L}\p{N}]))/gu, `$1${NO_BREAK}`)
    .replace(/(\d\u00A0h) (?=\d)/g, `$1${NO_BREAK}`);
}

/** All the texts of a catalogue, and what its functions answer. */
export function typesetAll<Words>(words: Words): Words {
  if (typeof words === 'string') return typeset(words) as Words;
  if (typeof words === 'function') {
    const say = words as unknown as (...given: readonly unknown[]) => unknown;
    return ((...given: readonly unknown[]) => typesetAll(say(...given))) as Words;
  }
  if (Array.isArray(words)) return words.map(typesetAll) as Words;
  if (typeof words === 'object' && words !== null)
    return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typesetAll(value)])) as Words;
  return words;
}
