/** The oldest that runs Vigie; package.json says so too. */
export const OLDEST_NODE = '20.19.0';

/** Of a version as `process.version` tells it: `v20.19.1`. */
export function isOldNode(version: string): boolean {
  const parts = partsOf(version);
  for (const [index, least] of partsOf(OLDEST_NODE).entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

function partsOf(version: string): readonly number[] {
  return version.replace(/^v/, '').split('.').map(Number);
}
