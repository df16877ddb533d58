import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Languages } from '../language/language.ts';

const FOLDER = fileURLToPath(new URL('../../languages/', import.meta.url));

/** Returns the languages of this repository. */
export function readLanguages(): Languages {
  return new Languages(
    new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(FOLDER + name, 'utf8')])),
  );
}
