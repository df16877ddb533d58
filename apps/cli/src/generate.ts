/** Writes the generated part of docs/cli.md: exit codes, commands and flags. */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatReference, REFERENCE_MARKER } from './reference.ts';

const page = new URL('../../../docs/cli.md', import.meta.url);
const [prose = ''] = readFileSync(page, 'utf8').split(REFERENCE_MARKER);
writeFileSync(page, prose + formatReference());
