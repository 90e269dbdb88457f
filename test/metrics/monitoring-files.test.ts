import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/metrics/service-metrics.ts';

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
