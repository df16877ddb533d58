import { Assertion, CATALOGUE } from '@rapporteur/contracts';
import type { Node } from 'yaml';
import { expandObject, type ExpansionContext } from './expand-value.ts';
import { getEntries, getScalarText } from './submission-document.ts';
import type { SubmittedSource } from './submission.ts';
import { PASSAGE_FIELDS, parsePassages } from './passage-requests.ts';

const SOURCE_SCHEMA = CATALOGUE.getDefinition('SourceDocumentRegistered').schema.omit({
  assertion: true,
});

/** The fields of an assertion that stand beside the others in a submission. */
export const ASSERTION_FIELDS = Object.keys(Assertion.shape).filter(
  (field) => field !== 'passages',
);

/** Reads the source: what is registered about the document, and where its text is. */
export function parseSource(
  node: Node | null,
  reading: ExpansionContext,
): SubmittedSource | undefined {
  const entries = getEntries(node);
  if (entries === undefined) {
    const remedy =
      'write `source:` with document, docType, title, language and, where the text is held, file';
    reading.document.addProblem(
      'DRAFTING_FIELD_MISSING',
      node,
      'source',
      'the submission names no source',
      remedy,
    );
    return undefined;
  }
  const isPassage = (key: string): boolean => (PASSAGE_FIELDS as readonly string[]).includes(key);
  const isAssertion = (key: string): boolean => ASSERTION_FIELDS.includes(key);
  const own = entries.filter(({ key }) => key !== 'file' && !isPassage(key) && !isAssertion(key));
  const fields = expandObject(own, SOURCE_SCHEMA, 'document', reading);
  const said = entries.filter(({ key }) => isAssertion(key));
  reading.positions.set('document', reading.document.getPosition(node));
  return {
    part: 'source',
    document: typeof fields['document'] === 'string' ? fields['document'] : '',
    file: getScalarText(entries.find(({ key }) => key === 'file')?.value ?? null) ?? null,
    sha256: typeof fields['sha256'] === 'string' ? fields['sha256'] : null,
    fields,
    assertion: { modality: 'metadata', ...expandObject(said, Assertion, 'document', reading) },
    passages: parsePassages(entries, 'source', reading),
    position: reading.document.getPosition(node),
  };
}
