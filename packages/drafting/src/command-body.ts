import type { Passage } from '@rapporteur/contracts';
import type { Submission, PassageRequest } from './submission.ts';

/** What is known of a source's text when the commands are made. */
export interface TextIdentity {
  readonly sha256: string;
  readonly characters: number | null;
}

/** Stands for a passage that is not found yet, while everything else is checked. */
export const PLACEHOLDER: Passage = {
  document: 'placeholder',
  documentSha256: '0'.repeat(64),
  start: 0,
  end: 1,
  sha256: '0'.repeat(64),
  line: 1,
};

/** The body of RecordDocument or RecordMeeting: what the submission says, with its passages resolved. */
export function buildBody(
  submission: Submission,
  resolve: (passage: PassageRequest, part: string) => Passage | undefined,
  text: TextIdentity | null = null,
): Record<string, unknown> {
  const { source, facts } = submission;
  const assertionOf = (said: Pick<typeof source, 'assertion' | 'passages' | 'part'>) => ({
    passages: said.passages.flatMap((passage) => resolve(passage, said.part) ?? []),
    ...said.assertion,
  });
  const known =
    text === null
      ? {}
      : {
          sha256: text.sha256,
          ...(text.characters === null ? {} : { characters: text.characters }),
        };
  return {
    collection: submission.collection,
    document: { ...source.fields, ...known, assertion: assertionOf(source) },
    bodies: submission.bodies,
    facts: facts.map((fact) => ({ type: fact.type, ...fact.fields, assertion: assertionOf(fact) })),
  };
}
