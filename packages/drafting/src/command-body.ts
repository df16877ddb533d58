import type { Passage } from '@rapporteur/contracts';
import type { PassageRequest, Submission, SubmittedSource } from './submission.ts';

/** The hash and length of the text of a source, and the file that it was read from. */
interface TextIdentity {
  readonly sha256: string;
  readonly characters: number | null;
  readonly original: Readonly<Record<string, unknown>> | null;
}

/**
 * A valid passage in place of those that are not anchored yet, while all other fields are
 * checked.
 */
export const PLACEHOLDER: Passage = {
  document: 'placeholder',
  documentSha256: '0'.repeat(64),
  start: 0,
  end: 1,
  sha256: '0'.repeat(64),
  line: 1,
};

const NO_TEXT: { readonly [Field in keyof TextIdentity]: null } = {
  sha256: null,
  characters: null,
  original: null,
};

interface BodyOptions {
  /** Returns the passage of a request in a part of the submission; undefined leaves it out. */
  readonly resolve: (request: PassageRequest, part: string) => Passage | undefined;
  readonly text: TextIdentity | null;
}

/** Builds the body of RecordDocument or RecordMeeting. */
export function buildBody(
  { collection, opening, source, bodies, facts }: Submission,
  { resolve, text }: BodyOptions,
): Record<string, unknown> {
  const buildAssertion = (part: Pick<SubmittedSource, 'assertion' | 'passages' | 'part'>) => ({
    passages: part.passages.flatMap((request) => resolve(request, part.part) ?? []),
    ...part.assertion,
  });
  const { sha256, characters, original } = text ?? NO_TEXT;

  return {
    collection,
    ...(opening === null ? {} : { opening }),
    document: {
      ...source.fields,
      ...(sha256 === null ? {} : { sha256 }),
      ...(characters === null ? {} : { characters }),
      ...(original === null ? {} : { original }),
      assertion: buildAssertion(source),
    },
    bodies: bodies.map(({ value }) => value),
    facts: facts.map((fact) => ({
      type: fact.type,
      ...fact.fields,
      assertion: buildAssertion(fact),
    })),
  };
}
