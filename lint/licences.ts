import { existsSync, readFileSync } from 'node:fs';

/** `npm run licences`: what everything that runs with Vigie may be used under; fails when a package says nothing. */

interface Package {
  readonly version?: string;
  readonly dev?: boolean;
  readonly license?: string;
  /** As packages of before 2014 say it. */
  readonly licenses?: readonly { readonly type: string }[];
}

/** Packages that declare none, and where theirs is said instead. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  'png-js': 'MIT (its file LICENSE)',
  sprintf: 'BSD-3-Clause (the head of lib/sprintf.js; behind ari-client)',
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Package>>;
};
const byLicence = new Map<string, string[]>();
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === '' || entry.dev) continue;
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const licence = entry.license ?? declaredIn(place) ?? SAID_ELSEWHERE[name] ?? 'NONE';
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), `${name}@${entry.version ?? '?'}`]);
}
for (const [licence, packages] of [...byLicence].sort()) {
  console.log(`${licence} (${packages.length})`);
  console.log(`  ${packages.sort().join(', ')}`);
}
if (byLicence.has('NONE')) process.exitCode = 1;

function declaredIn(place: string): string | undefined {
  const file = `${place}/package.json`;
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as Package;
  return license ?? licenses?.map(({ type }) => type).join(' OR ');
}
