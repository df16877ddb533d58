import { writeFileSync } from 'node:fs';
import { metricsMarkdown } from './metric-list.ts';
import { settingsMarkdown } from './settings-markdown.ts';

writeFileSync(new URL('../../../docs/settings.md', import.meta.url), settingsMarkdown());
writeFileSync(new URL('../../../docs/metrics.md', import.meta.url), metricsMarkdown());
