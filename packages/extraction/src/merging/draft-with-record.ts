import type { Draft, DraftOptions } from '../draft.ts';
import { draftDocument } from '../draft-document.ts';
import type { Languages } from '../language.ts';
import type { DraftRecord } from './draft-record.ts';
import { proposeMerges } from './merge-proposals.ts';

/**
 * Drafts a text and compares the draft with the record: the one path of the command line and of the
 * server. Without a record the draft has no `merges`. Rejects with the errors of the record.
 */
export async function draftWithRecord(
  text: string,
  languages: Languages,
  { record, ...options }: DraftOptions & { readonly record: DraftRecord | undefined },
): Promise<Draft> {
  const draft = draftDocument(text, languages, options);
  return record === undefined ? draft : proposeMerges(draft, text, record);
}
