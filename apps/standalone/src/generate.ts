/** Writes the files that are made from the OpenAPI document: queries of the command line, types of the web. */
import { writeFile } from 'node:fs/promises';
import { generateApiFiles } from './generated-files.ts';

for (const [path, text] of await generateApiFiles())
  await writeFile(new URL(`../../../${path}`, import.meta.url), text);
