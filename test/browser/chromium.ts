import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, installed first where we may; null, with the reason printed, where there is none. */
export async function openBrowser(moreFlags: readonly string[] = []): Promise<Browser | null> {
  const executablePath = findChromium() ?? installChromium();
  if (executablePath === null) {
    console.warn('SKIPPED: the tests in a real browser need Chromium (on Debian: apt-get install chromium)');
    return null;
  }
  return chromium.launch({ executablePath, args: [...FLAGS, ...moreFlags] });
}

function findChromium(): string | null {
  const named = process.env.VIGIE_TRIAL_CHROMIUM;
  return [...(named ? [named] : []), ...PLACES].find((path) => existsSync(path)) ?? null;
}

/** As root on Debian, as for a private Asterisk. */
function installChromium(): string | null {
  const isDebian =
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!isDebian || process.getuid?.() !== 0) return null;
  console.log('installing Chromium for the tests in a real browser…');
  try {
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    execFileSync('apt-get', ['update'], quiet);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
  } catch {
    return null;
  }
  return findChromium();
}
