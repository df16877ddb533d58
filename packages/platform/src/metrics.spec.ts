import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LABELS, METRICS, type MetricSpec, metricsMarkdown } from './metric-list.ts';
import { Metrics } from './metrics.ts';

const all = Object.values(METRICS).flatMap((group) => Object.values<MetricSpec>(group));

describe('The metrics', () => {
  it.each(all)('$name follows the naming rules', ({ name, type, help, labels, buckets }) => {
    expect(name).toMatch(/^rapporteur(_[a-z]+)+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(buckets === undefined).toBe(type !== 'histogram');
    expect(type !== 'histogram' || /_(seconds|bytes|events)$/.test(name)).toBe(true);
    // A gauge without labels would read 0 before it is set.
    expect(type !== 'gauge' || labels.length > 0).toBe(true);
    expect(help).toMatch(/^[A-Z].*\.$/);
  });

  it('have distinct names, and use every label', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.flatMap(({ labels }) => labels))).toEqual(new Set(Object.keys(LABELS)));
  });

  it('are documented in docs/metrics.md', () => {
    const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
    expect(page, 'run `npx pnpm generate`').toBe(metricsMarkdown());
    for (const { name } of all) expect(page).toContain(`### ${name}\n`);
  });
});

describe('A scrape', () => {
  it('contains the requested groups and the metrics of Node', async () => {
    const metrics = new Metrics();
    metrics.getRecorders('commands').answered.inc({ outcome: 'recorded' });
    metrics.getRecorders('commands').answered.inc({ outcome: 'recorded' });
    const text = await metrics.formatAll();
    expect(text).toContain('rapporteur_commands_total{outcome="recorded"} 2\n');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toContain('rapporteur_queries_total');
  });

  it('updates gauges first, and omits those that cannot be measured', async () => {
    const metrics = new Metrics();
    const { open, term } = metrics.getRecorders('commands');
    let count = 0;
    metrics.onScrape(() => open.set({ partition: 0 }, (count += 1)));
    metrics.onScrape(async () => {
      term.reset();
      if (count < 2) term.set({ partition: 0 }, 7);
      else throw new Error('out of reach');
    });
    expect(await metrics.formatAll()).toMatch(
      /rapporteur_commands_open{partition="0"} 1\n[^]*_term{partition="0"} 7\n/,
    );
    const later = await metrics.formatAll();
    expect(later).toContain('rapporteur_commands_open{partition="0"} 2\n');
    expect(later).not.toContain('rapporteur_partition_term{');
  });
});
