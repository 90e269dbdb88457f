/** A Local channel's name without the digit of its end: both ends have it. */
export function bothEnds(name: string): string {
  return name.replace(/;[12]$/, '');
}

/** `202` of `PJSIP/202-00000001`; null: not a phone's. */
export function endpointOf(name: string): string | null {
  return /^PJSIP\/(.+)-[0-9a-f]+$/.exec(name)?.[1] ?? null;
}
