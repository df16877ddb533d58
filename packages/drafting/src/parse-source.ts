import { Assertion, CATALOGUE } from '@rapporteur/contracts';
import type { Node } from 'yaml';
import { expandObject } from './expand-value.ts';
import { type ExpansionContext, reportProblem } from './expansion-context.ts';
import { isPassageField, parsePassages } from './passage-requests.ts';
import { getEntries, getEntryValue, getScalarText } from './submission-document.ts';
import type { SubmittedSource } from './submission.ts';

const SOURCE_SCHEMA = CATALOGUE.getDefinition('SourceDocumentRegistered').schema.omit({
  assertion: true,
});

/** The fields of an assertion, which a submission lists beside the other fields. */
export const ASSERTION_FIELDS = Object.keys(Assertion.shape).filter(
  (field) => field !== 'passages',
);

/** Parses the source: the registration of the document, and the file of its text. */
export function parseSource(node: Node | null, context: ExpansionContext): SubmittedSource {
  const { document, positions } = context;
  const entries = getEntries(node) ?? [];
  if (getEntries(node) === undefined) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The submission must have a source.',
      remedy: 'Give `source` with document, docType, title, language and, if available, file.',
    });
  }

  const passages = parsePassages(entries, context);
  const words = passages.map((passage) => (passage.kind === 'quote' ? passage.quote : ''));
  const isAssertionField = (key: string): boolean => ASSERTION_FIELDS.includes(key);
  const isSourceField = (key: string): boolean =>
    key !== 'file' && !isPassageField(key) && !isAssertionField(key);
  const commandContext = { ...context, path: 'document', words: words.join('\n') };
  const fields = expandObject(
    entries.filter(({ key }) => isSourceField(key)),
    SOURCE_SCHEMA,
    commandContext,
  );
  const assertion = expandObject(
    entries.filter(({ key }) => isAssertionField(key)),
    Assertion,
    commandContext,
  );
  const position = document.getPosition(node);
  positions.set('document', position);

  return {
    part: 'source',
    document: typeof fields['document'] === 'string' ? fields['document'] : '',
    file: getScalarText(getEntryValue(entries, 'file')) ?? null,
    sha256: typeof fields['sha256'] === 'string' ? fields['sha256'] : null,
    fields,
    assertion: { modality: 'metadata', ...assertion },
    passages,
    position,
  };
}
