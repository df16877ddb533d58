/** Documents that are no plain texts: drafted, submitted, and refused. */
import { createHash } from 'node:crypto';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPdf } from '@rapporteur/document-readers/pdf-file';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { nameDrafts } from './source-document.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';

const PAGE = `<!doctype html><html lang="en"><head><title>Note</title></head><body>
  <h1>Note on the 7th meeting of the Harbour Council</h1>
  <p>The Harbour Council met in Valletta, Malta, on 4 May 2023,
     chaired by Malta.</p></body></html>`;
const TEXT = `Note on the 7th meeting of the Harbour Council
The Harbour Council met in Valletta, Malta, on 4 May 2023, chaired by Malta.
`;
const YAML = `collection: harbour
source: { document: note, docType: note, title: Note, language: en, file: note.html }
bodies: [{ body: harbour-council, name: Harbour Council, kind: organ, parents: harbour }]
facts:
  - type: MeetingHeld
    body: harbour-council
    ordinal: 7
    modality: reported
    quote: The Harbour Council met in Valletta, Malta, on 4 May 2023
`;
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Runs a line in a folder with files, against a server that answers nothing. */
async function run(line: string, files: Readonly<Record<string, string | Uint8Array>>, made = '') {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'source-document-'));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder.path, name), content);
  const bodies: unknown[] = [];
  await using server = await startTestServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (chunks.length > 0) bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(503).end();
    });
  });
  const terminal = { ...captureTerminal(), callerFolder: folder.path };
  const exitCode = await runCli([...line.split(' '), '--url', server.url], terminal);
  const written = made === '' ? '' : await readFile(join(folder.path, made), 'utf8');
  return { exitCode, bodies, err: terminal.written.err(), out: terminal.written.out(), written };
}

describe('A document', () => {
  it('is drafted from a folder, in any of its formats', async () => {
    const files = { 'b.html': PAGE, 'a.txt': TEXT, 'c.css': 'p {}' };
    const { exitCode, out, written } = await run('draft .', files, 'b.draft.yaml');
    expect(exitCode).toBe(EXIT.success);
    expect(out.match(/^\S+(?=:)/gm)).toEqual(['a.txt', 'b.html']);
    expect(written).toContain('file: b.html');
    expect(written).toContain('The Harbour Council met in Valletta');
  });

  it('has a draft of its own, also beside one with the same name', () => {
    expect(nameDrafts(['a.pdf', 'b.txt', 'b.html', 'x/c.txt', 'y/c.txt'])).toEqual([
      'a.draft.yaml',
      'b.txt.draft.yaml',
      'b.html.draft.yaml',
      'c.txt.draft.yaml',
      'c.txt-2.draft.yaml',
    ]);
  });

  it('in pages has the page of each fact in its draft, and names pages without text', async () => {
    const image = 'q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q';
    const [title = '', words = ''] = TEXT.split('\n');
    const print = (text: string): string => `BT /F1 12 Tf 72 700 Td (${text}) Tj ET`;
    const contents = (page: number): string => print(page === 1 ? title : words);
    const pdf = createPdf([[], [], []], {
      contents: (page) => (page === 3 ? image : contents(page)),
    });
    const { err, written } = await run('draft note.pdf', { 'note.pdf': pdf }, 'note.draft.yaml');
    expect(written).toMatch(/type: MeetingHeld # .*, 0\.\d\d, page 2$/m);
    expect(err).toContain('`note.pdf`: page 3 without text, only images.');
  });

  it('in Akoma Ntoso has the verbs that its mark-up prints in italics, and the links', async () => {
    const akn = `<akomaNtoso><statement name="resolution"><preamble>
      <formula><p>The Harbour Council,</p></formula>
      <container><p><i>Gravely worried</i> by its <a href="/H/RES/9(2029)">text</a>,</p></container>
      </preamble><mainBody><paragraph><num>4.</num><content><p><i>Bids warmly</i> all ports to light
      their piers.</p></content></paragraph></mainBody></statement></akomaNtoso>`;
    const { written } = await run('draft note.xml', { 'note.xml': akn }, 'note.draft.yaml');
    expect(written).toMatch(/verbAsWritten: Gravely worried\n[^]*id: h-res-9-2029\n/);
    expect(written).toMatch(/paragraph: op\. 4\n[^]*verbAsWritten: Bids warmly\n/);
  });

  it('is submitted with the hash of its text, and that of its bytes', async () => {
    const { bodies } = await run('submit sub.yaml --dry-run', {
      'sub.yaml': YAML,
      'note.html': PAGE,
    });
    expect(bodies).toMatchObject([
      {
        document: {
          sha256: sha256(TEXT),
          characters: TEXT.length,
          original: { sha256: sha256(PAGE), mediaType: 'text/html', bytes: PAGE.length },
        },
        facts: [{ assertion: { passages: [{ documentSha256: sha256(TEXT), line: 2 }] } }],
      },
    ]);
  });

  it('is the text itself if the submission gives the hash of its bytes', async () => {
    const yaml = YAML.replace('file:', `sha256: ${sha256(PAGE)}, file:`);
    const { bodies } = await run('submit sub.yaml --dry-run', {
      'sub.yaml': yaml,
      'note.html': PAGE,
    });
    expect(bodies).toMatchObject([{ document: { sha256: sha256(PAGE) } }]);
    expect(bodies).not.toMatchObject([{ document: { original: {} } }]);
  });

  it('is refused if its bytes are not those that the submission gives', async () => {
    const given = `{ sha256: ${'0'.repeat(64)}, mediaType: text/html, bytes: 9 }`;
    const yaml = YAML.replace('file:', `original: ${given}, file:`);
    const { err, bodies } = await run('submit sub.yaml', { 'sub.yaml': yaml, 'note.html': PAGE });
    expect(bodies).toEqual([]);
    expect(err).toContain(`The file note.html has the SHA-256 ${sha256(PAGE)}, not 0000`);
  });

  it.each(['draft note.docx', 'submit sub.yaml'])(
    'that cannot be read ends the call with its name, the rule and the fix: %s',
    async (line) => {
      const yaml = YAML.replace('note.html', 'note.docx');
      const { exitCode, err } = await run(line, { 'sub.yaml': yaml, 'note.docx': PAGE });
      expect(exitCode).toBe(EXIT.usage);
      expect(err).toContain('`note.docx` has the extension .docx, but its content is HTML.');
      expect(err).toContain('Rename it to .html');
    },
  );
});
