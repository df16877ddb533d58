import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import { listRejectedKeys, parseSavedReview } from '@rapporteur/review';

/**
 * Returns the keys of the facts that a review of a text rejected. `folder` has the reviews of the command
 * line. Rejects with a Problem if the review is damaged: else its rejected facts would come back.
 */
export async function readRejectedKeys(folder: string, text: string): Promise<readonly string[]> {
  const sha256 = sha256Hex(text);
  const json = await readFile(join(folder, `${sha256}.json`), 'utf8').catch((error: unknown) => {
    // Without the folder or the file, nobody reviewed the text here.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (json === undefined) return [];
  const saved = parseSavedReview(json);
  if (saved?.text === sha256) return [...listRejectedKeys(saved)];
  throw new Problem(500, 'REVIEW_DAMAGED', {
    title: 'The stored review of this text is damaged.',
    detail:
      `The file ${sha256}.json in RAPPORTEUR_REVIEWS is damaged, or a later release wrote it. ` +
      'Move it away; then what was rejected is proposed again.',
  });
}
