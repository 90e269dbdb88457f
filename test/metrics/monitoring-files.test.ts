import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/metrics/service-metrics.ts';
import { makeOwnDirectory } from '../../trial/asterisk/own-directory.ts';
import { privateRootObstacle } from '../../trial/asterisk/private-root.ts';
import { CACHE, REPOSITORY } from '../../trial/asterisk/repository.ts';

const QUIET = {
  ...{ callsOpen: 0, legs: 0, proofAgeSeconds: 1, recordsWaiting: 0, backupAgeSeconds: 1 },
  ...{ oldestNoticeSeconds: { email: 0 }, troubles: { trunks: 0 }, ready: true },
};

/** Every name of a metric that a file of ours asks for. */
function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b(?:vigie|nodejs)_[a-z0-9_]+\b/g))];
}

it('alert rules and dashboard ask for metrics that there are', async () => {
  const metrics = createMetrics('1.2.3', async () => QUIET);
  metrics.onAriAnswer(0.01, 'ok');
  const { text } = await metrics.text();
  const there = new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [`${name}_bucket`, `${name}_count`] : [name],
    ),
  );
  const rules = parse(readFileSync('docs/monitoring/alerts.yml', 'utf8')) as {
    groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
  };
  const dashboard = JSON.parse(readFileSync('docs/monitoring/dashboard.json', 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const asked = [
    ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  expect(asked.length).toBeGreaterThan(20);
  expect(namesIn(asked.join('\n')).filter((name) => !there.has(name))).toEqual([]);
});

it('the dashboard is what Grafana’s own schema says that one is', () => {
  const text = readFileSync('docs/monitoring/dashboard.json', 'utf8');
  // As literals: the compiler then knows every value, and each name that the schema does not have is an error.
  const misspelt = text.replace('"gridPos"', '"gridPosition"');
  const said = compiled(`import type { Dashboard } from '@grafana/schema';
export const dashboards: Dashboard[] = [${text}, ${misspelt}];`);
  expect(said).toMatch(/^.*'"gridPosition"' does not exist in type 'Panel.*\n$/);
}, 300_000);

/** What the compiler finds wrong with a text. */
function compiled(text: string): string {
  // Where it finds packages.
  const directory = makeOwnDirectory(path.join(CACHE, 'dashboard'));
  const file = path.join(directory, 'dashboard.ts');
  writeFileSync(file, text);
  const strictly = ['--noEmit', '--strict', '--skipLibCheck', '--types', 'null', '--lib', 'es2023'];
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
  const compiler = path.join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  try {
    return spawnSync(process.execPath, [compiler, ...strictly, ...modules, file], { encoding: 'utf8' })
      .stdout;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Prometheus's own tool, out of Debian's package, which is fetched once (19 MB). */
function promtool(): string {
  const folder = path.join(CACHE, 'promtool');
  const tool = path.join(folder, 'usr/bin/promtool');
  if (existsSync(tool)) return tool;
  mkdirSync(folder, { recursive: true });
  const fetched = 'apt-get download prometheus || { apt-get update && apt-get download prometheus; }';
  const unpacked =
    'dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool && rm prometheus_*.deb';
  execFileSync('sh', ['-c', `{ ${fetched}; } && ${unpacked}`], { cwd: folder, stdio: 'ignore' });
  return tool;
}

it.skipIf(privateRootObstacle() !== null)('Prometheus’s own tool takes the alert rules', () => {
  const said = execFileSync(promtool(), ['check', 'rules', 'docs/monitoring/alerts.yml'], {
    encoding: 'utf8',
  });
  expect(said).toMatch(/SUCCESS: \d+ rules found/);
});
