import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Languages } from '@rapporteur/extraction';

const FOLDER = fileURLToPath(new URL('../../../packages/extraction/languages/', import.meta.url));

/** Returns the languages of this repository. */
export function readLanguageFiles(): Languages {
  return new Languages(
    new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(FOLDER + name, 'utf8')])),
  );
}
