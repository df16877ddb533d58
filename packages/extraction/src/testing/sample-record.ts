import type { Draft, DraftOptions } from '../draft.ts';
import { draftDocument } from '../draft-document.ts';
import { readDraft } from '../merging/draft-reading.ts';
import type { DraftRecord, KnownFact } from '../merging/draft-record.ts';
import { readLanguages } from './language-fixture.ts';

const languages = readLanguages();

/** A document of a sample record: its text, and changes of the drafted facts before recording. */
interface SampleDocument extends DraftOptions {
  readonly text: string;
  readonly change?: (draft: Draft) => Draft;
}

/**
 * Returns a record with the facts of drafted documents. A search finds all facts, so that the rules
 * alone decide what is the same.
 */
export function createSampleRecord(documents: readonly SampleDocument[]): DraftRecord {
  const facts = documents.flatMap(({ text, change = (draft) => draft, ...options }, number) => {
    const draft = change(draftDocument(text, languages, options));
    const reading = readDraft(draft, text);
    if (reading === undefined)
      throw new Error(`The draft of ${options.file} cannot be read as a submission.`);
    const document = String(reading.document['document']);
    const registration = { ...reading.document, sha256: reading.sha256 };
    const all = [{ type: 'SourceDocumentRegistered', data: registration }, ...reading.facts];
    return all.map((fact, index): KnownFact => ({
      ...fact,
      event: `${number}.${index}`,
      documents: [document],
    }));
  });
  return { findFacts: () => Promise.resolve(facts) };
}
