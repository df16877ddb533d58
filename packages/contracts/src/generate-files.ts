import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFiles } from './generate.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

// Removes schemas that are no longer generated.
rmSync(join(ROOT, 'packages/contracts/schemas'), { recursive: true, force: true });
const files = generateFiles();
for (const [path, content] of files) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
}
process.stdout.write(`${files.size} files generated\n`);
