import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDrafted } from './drafted-file-text.ts';
import { draftTextFiles } from './drafted-files.ts';
import { fetchStatus } from './log-status.ts';
import type { OutputLine } from './output.ts';
import { getLastPosition } from './send-prepared-file.ts';
import type { CliSession } from './session.ts';
import { submitYamlFile } from './submit-yaml-file.ts';
import { formatSubmittedFile } from './submitted-file-text.ts';

/** The collection of the drafts. */
export const DRAFTS_COLLECTION = 'harbours';
const WAIT_SECONDS = 30;
const FOLDER = 'drafts';

/** The surroundings of {@link demonstrateDrafts}. */
interface DemonstratedDrafts {
  /** The folder of the notes, and that of the data, to which the drafts are written. */
  readonly notesFolder: string;
  readonly dataFolder: string;
  readonly print: (line: OutputLine) => Promise<void>;
}

/**
 * Drafts two invented notes about one meeting. The first is recorded as proposed. Of the second the
 * record has most already: the proposals are printed, taken and recorded. Returns the last position.
 */
export async function demonstrateDrafts(
  session: CliSession,
  { notesFolder, dataFolder, print }: DemonstratedDrafts,
): Promise<string> {
  const out = join(dataFolder, FOLDER);
  const draft = async (name: string): Promise<string> => {
    const options = { collection: DRAFTS_COLLECTION, out, redistributable: true };
    const { drafted } = await draftTextFiles(session, [join(notesFolder, `${name}.txt`)], options);
    for (const file of drafted)
      for (const line of formatDrafted({
        ...file,
        file: `${name}.txt`,
        draft: `${name}.draft.yaml`,
      }))
        await print(`  ${line}`);
    return join(out, `${name}.draft.yaml`);
  };
  const submit = async (path: string, dryRun: boolean): Promise<string> => {
    const submitted = await submitYamlFile(session, path, { dryRun, actor: 'demo' });
    const named = { ...submitted, file: path.slice(out.length + 1) };
    for (const line of formatSubmittedFile(session, named, dryRun)) await print(`  ${line}`);
    return getLastPosition(submitted) ?? '';
  };

  const first = await draft('harbour-council-41');
  await submit(first, true);
  const position = await submit(first, false);
  await fetchStatus(session, { position, waitSeconds: WAIT_SECONDS });

  const second = await draft('lighthouse-gazette');
  const yaml = await readFile(second, 'utf8');
  if (yaml.includes('take: false')) {
    await print('  A person takes what is the same: `take: true` in the draft.');
    await writeFile(second, yaml.replaceAll('take: false', 'take: true'));
  }
  return submit(second, false);
}
