import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorSubmission, parseSubmission } from '@rapporteur/drafting';
import { afterEach, beforeEach } from 'vitest';
import { runCli } from '../run-cli.ts';
import { captureTerminal } from './captured-terminal.ts';
import { createFakeScreen, type FakeScreen } from './fake-screen.ts';

/** A note that was invented for tests. */
const NOTE = `The Harbour Council met in Valletta on 4 May 2031. Malta chaired it.
A band played at the pier.
`;
/** A draft of it, as rules would write it. */
export const DRAFT = `collection: harbours
source: { document: note, docType: note, title: Note, language: en, file: note.txt, redistributable: false, passage: 0-9 line 1 }
bodies:
  - { body: harbour-council, name: Harbour Council, kind: organ }
defaults: { meeting: harbour-council-7, modality: reported }
facts:
  - type: MeetingHeld # meeting-held, 0.95
    body: harbour-council
    ordinal: 7
    quote: The Harbour Council met in Valletta on 4 May 2031
  - type: MeetingChaired # chair-of-meeting, 0.70
    chairs: MLT
    quote: Malta chaired it

# Sentences without a fact (1):
#   69-95 line 2: A band played at the pier.
`;

/** A folder with a note and its draft, and the calls that review it. */
export interface ReviewFolder {
  path(name?: string): string;
  read(name: string): Promise<string>;
  write(name: string, content: string): Promise<void>;
  /** Starts a review at a terminal. */
  begin(
    flags?: readonly string[],
    options?: { readonly env?: NodeJS.ProcessEnv; readonly signal?: AbortSignal },
  ): { readonly screen: FakeScreen; readonly ended: Promise<number> };
  /** Runs a call without a terminal. */
  run(...line: readonly string[]): Promise<{
    readonly exitCode: number;
    readonly out: string;
    readonly err: string;
  }>;
}

/** Gives each test of the file a folder of its own. */
export function useReviewFolder(): ReviewFolder {
  let folder = '';
  const path = (name = ''): string => join(folder, name);
  const write = (name: string, content: string): Promise<void> => writeFile(path(name), content);
  const env = (): NodeJS.ProcessEnv => ({ RAPPORTEUR_REVIEWS: path('reviews') });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'review-'));
    await write('note.txt', NOTE);
    await write('note.draft.yaml', DRAFT);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  return {
    path,
    read: (name) => readFile(path(name), 'utf8'),
    write,
    begin: (flags = [], options = {}) => {
      const { signal = new AbortController().signal } = options;
      const screen = createFakeScreen({
        env: { ...env(), ...options.env },
        cwd: folder,
        interrupt: { requested: false, signal },
      });
      return { screen, ended: runCli(['review', 'note.draft.yaml', ...flags], screen) };
    },
    run: async (...line) => {
      const terminal = { ...captureTerminal({ env: env() }), cwd: folder, callerFolder: folder };
      const exitCode = await runCli(line, terminal);
      return { exitCode, out: terminal.written.out(), err: terminal.written.err() };
    },
  };
}

/** Returns the types of the facts of a submission of the note. Throws if it is not valid. */
export function listSubmittedTypes(yaml: string): readonly string[] {
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => NOTE);
  if (!anchored.ok) throw new Error(anchored.problems.map(({ message }) => message).join('\n'));
  return parsed.submission.facts.map(({ type }) => type);
}
