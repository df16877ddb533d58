import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const wide = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

const YAML = `collection: harbour
source: { document: note, docType: note, title: Communiqué, language: fr, file: note.txt }
facts:
  - type: MeetingHeld
    meeting: harbour-council-7
    body: harbour-council
    modality: reported
    quote: réuni
`;
const NOTE = 'Le Conseil du port s’est réuni à Genève.\n';
const LINE = '{"name":"OpenCollection","body":{"title":"Genève"}}\n';

interface Call {
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  readonly input?: Uint8Array;
}

/** Runs a line in a folder with files, against a server that takes no request. */
async function run(line: string, { files, input }: Call) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'text-input-'));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder.path, name), content);
  const bodies: string[] = [];
  await using server = await startTestServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.writeHead(503).end();
    });
  });
  const terminal = { ...captureTerminal(), callerFolder: folder.path };
  const call = input === undefined ? terminal : { ...terminal, in: Readable.from([input]) };
  const exitCode = await runCli([...line.split(' '), '--url', server.url], call);
  return { exitCode, bodies, err: terminal.written.err() };
}

describe('A text that is not UTF-8 is refused', () => {
  it.each([
    ['a submission', 'submit sub.yaml', { 'sub.yaml': latin(YAML) }, 77, 'windows-1252'],
    ['a submission in UTF-16', 'submit sub.yaml', { 'sub.yaml': wide(YAML) }, 0, 'UTF-16LE'],
    ['lines', 'import a.ndjson', { 'a.ndjson': latin(LINE + LINE) }, 45, 'windows-1252'],
    ['lines in UTF-16', 'import a.ndjson', { 'a.ndjson': wide(LINE) }, 0, 'UTF-16LE'],
  ])('as %s, before anything is sent', async (_, line, files, offset, encoding) => {
    const { exitCode, bodies, err } = await run(line, { files });
    expect({ exitCode, bodies }).toEqual({ exitCode: EXIT.usage, bodies: [] });
    const [file] = Object.keys(files);
    expect(err).toContain(`\`${file}\` is not a text in UTF-8: byte 0x`);
    expect(err).toContain(`at offset ${offset} (line `);
    expect(err).toContain(`\`iconv -f ${encoding.toUpperCase()} -t UTF-8 ${file}\``);
  });

  it('as the text of a source, beside the submission or in the folder of texts', async () => {
    const note = latin(NOTE.replace('’', "'"));
    const beside = await run('submit sub.yaml', { files: { 'sub.yaml': YAML, 'note.txt': note } });
    expect(beside).toMatchObject({ exitCode: EXIT.usage, bodies: [] });
    expect(beside.err).toContain('`note.txt` is not a text in UTF-8: byte 0xE9 at offset 26 (');
    expect(beside.err).toContain('iconv -f WINDOWS-1252');

    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(note).digest('hex');
    const yaml = YAML.replace('file: note.txt', `sha256: ${sha256}`);
    const files = { 'sub.yaml': yaml, 'copy.txt': note };
    const found = await run('submit sub.yaml --texts .', { files });
    expect(found).toMatchObject({ exitCode: EXIT.usage, bodies: [] });
    expect(found.err).toContain('copy.txt` is not a text in UTF-8: byte 0xE9 at offset 26 (');
  });

  it('as the standard input', async () => {
    const submitted = await run('submit -', { files: {}, input: latin(YAML) });
    expect(submitted).toMatchObject({ exitCode: EXIT.usage, bodies: [] });
    expect(submitted.err).toContain('The standard input is not a text in UTF-8: byte 0xE9 at');

    const imported = await run('import -', { files: {}, input: latin(LINE) });
    expect(imported).toMatchObject({ exitCode: EXIT.usage, bodies: [] });
    expect(imported.err).toContain('(line 1, column 46)');
    expect(imported.err).toContain('`iconv -f WINDOWS-1252 -t UTF-8`');
  });

  it('as one of the texts to attach', async () => {
    const files = { 'a.txt': NOTE, 'b.txt': latin('r\xE9uni') };
    const { exitCode, bodies, err } = await run('sources attach a.txt b.txt', { files });
    expect({ exitCode, bodies }).toEqual({ exitCode: EXIT.usage, bodies: [] });
    expect(err).toContain('`b.txt` is not a text in UTF-8: byte 0xE9 at offset 1 (');
  });
});

describe('A byte order mark', () => {
  it('leaves the first line of an import and a submission as they are', async () => {
    const files = { 'a.ndjson': `\uFEFF${LINE}`, 'sub.yaml': `\uFEFF${YAML}`, 'note.txt': NOTE };
    const imported = await run('import a.ndjson', { files });
    expect(imported.bodies).toEqual([`\uFEFF${LINE}`]);
    const { bodies } = await run('submit sub.yaml --dry-run', { files });
    expect(bodies.length).toBeGreaterThan(0);
  });
});

describe('An invisible character', () => {
  it('is named in messages', async () => {
    const yaml = YAML.replace('quote: réuni', 'quote: "r\u00ADéuni"').replace(
      'fr,',
      'fr, \u200Btitle: x,',
    );
    const { err } = await run('submit sub.yaml', { files: { 'sub.yaml': yaml, 'note.txt': NOTE } });
    expect(err).toContain('`<U+200B ZERO WIDTH SPACE>title`');
    expect(err).toContain('“r<U+00AD SOFT HYPHEN>éuni”');
  });
});
