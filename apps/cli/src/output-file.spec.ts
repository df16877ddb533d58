import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { runCli } from './run-cli.ts';
import { OutputFile } from './output-file.ts';
import { captureTerminal } from './testing/captured-terminal.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapporteur $HOME 'output' "));
  file = join(folder, 'result.csv');
  await writeFile(file, 'old', { mode: 0o640 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('The file of --output', () => {
  it('has its old content until the new one is complete, and keeps its mode', async () => {
    const output = new OutputFile(file);
    output.stream.write('new');
    expect(await readFile(file, 'utf8')).toBe('old');
    await output.complete();
    expect(await readFile(file, 'utf8')).toBe('new');
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['result.csv']);
  });

  it('is readable only by this account if it is new', async () => {
    const output = new OutputFile(join(folder, 'new.csv'));
    await output.complete();
    expect((await stat(join(folder, 'new.csv'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its old content if it is discarded', async () => {
    const output = new OutputFile(file);
    output.stream.write('new');
    output.discard();
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['result.csv']);
  });

  it('is replaced where a symbolic link names it', async () => {
    const link = join(folder, 'link');
    await symlink(file, link);
    const output = new OutputFile(link);
    output.stream.write('new');
    await output.complete();
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readFile(link, 'utf8')).toBe('new');
  });

  it('may be a device', async () => {
    const output = new OutputFile('/dev/null');
    output.stream.write('new');
    await output.complete();
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('keeps its old content if the query fails', async () => {
    const terminal = captureTerminal({ env: { RAPPORTEUR_URL: 'http://127.0.0.1:9' } });
    const line = ['query', 'timeline', '--csv', '--output', file];
    expect(await runCli(line, terminal)).toBe(EXIT.unreachable);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['result.csv']);
  });

  it.each([
    ['a folder', '.', /Cannot write `.*`/],
    ['in a file', 'result.csv/x', /Cannot write `.*x`.*ENOTDIR/],
    ['in no folder', 'none/x', /Cannot write `.*x`.*ENOENT/],
  ])('is named in the error if it is %s', async (_, name, message) => {
    const terminal = captureTerminal();
    const named = join(folder, name);
    await mkdir(join(folder, 'other'));
    expect(await runCli(['help', 'exit-codes', '--output', named], terminal)).toBe(EXIT.usage);
    expect(terminal.written.err()).toMatch(message);
  });
});
