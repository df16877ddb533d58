/** Returns a short submission with the given parts. */
export function writeSampleSubmission(parts: {
  readonly source?: string;
  readonly actors?: string;
  readonly defaults?: string;
  readonly facts?: readonly string[];
  readonly more?: string;
}): string {
  const facts = (parts.facts ?? []).map((fact) => `  - ${fact}`).join('\n');
  return [
    'collection: harbour',
    'source: { document: note, docType: note, title: Note, language: en, file: note.txt' +
      `${parts.source ?? ''} }`,
    'actors: { MLT: Malta, council: { id: harbour-council, kind: organ, nameAsWritten: the ' +
      `Council }${parts.actors ?? ''} }`,
    `defaults: { modality: reported${parts.defaults ?? ''} }`,
    ...(parts.more === undefined ? [] : [parts.more]),
    facts === '' ? 'facts: []' : `facts:\n${facts}`,
  ].join('\n');
}
