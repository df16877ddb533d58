import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';

/** The folder of the language files of this repository. */
const LANGUAGES = join(REPOSITORY, 'packages/extraction/languages');

/** Returns the texts of the language files by name; a file of `folder` replaces one with its name. */
export function readLanguageFiles(folder: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    [LANGUAGES, ...(folder === undefined ? [] : [folder])].flatMap((from) =>
      readdirSync(from)
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => [name, readFileSync(join(from, name), 'utf8')] as const),
    ),
  );
}
