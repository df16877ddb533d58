import { writeFileSync } from 'node:fs';
import { settingsMarkdown } from './settings.ts';

writeFileSync(new URL('../../../docs/settings.md', import.meta.url), settingsMarkdown());
