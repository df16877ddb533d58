import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';

const TABLE = 'Présidence;Début\nNorvège;1.1.2031\nSuède;1.7.2031\n';

async function map(files: Readonly<Record<string, Uint8Array | string>>, ...line: string[]) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'proposal-'));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder.path, name), content);
  const terminal = { ...captureTerminal(), callerFolder: folder.path };
  const exitCode = await runCli(['map', ...line, '--collection', 'harbour'], terminal);
  const yaml = await readFile(join(folder.path, 'chairs.map.yaml'), 'utf8').catch(() => '');
  return { exitCode, yaml, out: terminal.written.out(), err: terminal.written.err() };
}

describe('The proposal of a mapping', () => {
  it('names the flag with the likely encoding of a table that is not UTF-8', async () => {
    const files = { 'chairs.csv': Buffer.from(TABLE, 'latin1') };
    const refused = await map(files, 'chairs.csv');
    expect(refused.exitCode).toBe(EXIT.usage);
    expect(refused.err).toContain('it looks like windows-1252.');
    expect(refused.err).toContain('Name its encoding: `--encoding windows-1252`.');
    expect(refused.err).not.toContain('mapping');
    const read = await map(files, 'chairs.csv', '--encoding', 'windows-1252', '--language', 'fr');
    expect(read.yaml).toContain('      Norvège: NOR\n');
    expect(read.out).toBe('chairs.csv: chairs.map.yaml, with 1 choice for you\n');
  });
});
