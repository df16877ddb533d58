import type { Draft, DraftOptions } from '../draft.ts';
import { draftDocument } from '../draft-document.ts';
import type { Languages } from '../language/language.ts';
import type { DraftRecord } from './draft-record.ts';
import { proposeMerges } from './merge-proposals.ts';

/** Options of {@link draftWithRecord}. */
export interface ComparedDraftOptions extends DraftOptions {
  /** The record that the draft is compared with; without it the draft has no `merges`. */
  readonly record: DraftRecord | undefined;
  /** The language of the text, such as `en`; by default its words tell. */
  readonly language?: string | undefined;
}

/**
 * Drafts a text and compares the draft with the record: the one path of the command line and of the
 * server. Throws a RangeError for a language without a file. Rejects with the errors of the record.
 */
export async function draftWithRecord(
  text: string,
  languages: Languages,
  { record, language, ...options }: ComparedDraftOptions,
): Promise<Draft> {
  const draft = draftDocument(text, chooseLanguage(languages, language), options);
  return record === undefined ? draft : proposeMerges(draft, text, record);
}

function chooseLanguage(
  languages: Languages,
  name: string | undefined,
): Pick<Languages, 'detect' | 'confidences'> {
  if (name === undefined) return languages;
  const chosen = languages.all.find(({ file }) => file.language === name);
  if (chosen !== undefined) return { detect: () => chosen, confidences: languages.confidences };
  const known = languages.all.map(({ file }) => file.language).join(', ');
  throw new RangeError(`No language file is for \`${name}\`. Known: ${known}.`);
}
