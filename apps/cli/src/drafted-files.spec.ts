import { mkdir, mkdtempDisposable, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';

const NOTE = 'The Harbour Council held its 12th meeting in Valletta, Malta, on 4 May 2031.\n';

async function draft(files: Readonly<Record<string, string>>, named = 'texts') {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'drafted-'));
  await mkdir(join(folder.path, 'texts'));
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder.path, 'texts', name), text);
  const terminal = { ...captureTerminal(), callerFolder: folder.path };
  const exitCode = await runCli(['draft', named, '--out', 'drafts'], terminal);
  const drafts = await readdir(join(folder.path, 'drafts')).catch(() => []);
  return { exitCode, drafts, out: terminal.written.out(), err: terminal.written.err() };
}

describe('Drafting a folder', () => {
  it('drafts the other documents if one cannot be read', async () => {
    const batch = await draft({ 'a.txt': NOTE, 'b.pdf': '', 'c.txt': NOTE });
    expect(batch.exitCode).toBe(EXIT.usage);
    expect(batch.drafts).toEqual(['a.draft.yaml', 'c.draft.yaml']);
    expect(batch.err).toContain('`texts/b.pdf` is empty: it has 0 bytes.\nGet the file again.');
    expect(batch.out).toContain('2 documents: 2 facts');
    expect(batch.out).toContain('  Not drafted: `texts/b.pdf` is empty');
  });

  it('names the files that are no documents, and leaves out those of programs', async () => {
    const batch = await draft({ 'a.txt': NOTE, 'b.rtf': 'x', '.c.txt': 'x', '~$a.docx': 'x' });
    expect(batch.exitCode).toBe(EXIT.success);
    expect(batch.drafts).toEqual(['a.draft.yaml']);
    expect(batch.err).toContain('not drafted: b.rtf. A batch has the .txt,');
  });

  it('refuses the only document', async () => {
    const batch = await draft({ 'b.pdf': '' }, 'texts/b.pdf');
    expect(batch).toMatchObject({ exitCode: EXIT.usage, drafts: [], out: '' });
    expect(batch.err).toContain('is empty: it has 0 bytes');
  });
});
