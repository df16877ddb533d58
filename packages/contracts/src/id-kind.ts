import { z } from 'zod';

/** The kinds of things that mergers and links name by their ids. */
export const IdKind = z.enum(['body', 'meeting', 'decision', 'incident', 'document', 'actor']);
export type IdKind = z.infer<typeof IdKind>;

/** The stream category of mergers and links, by the kind of thing. */
export const ID_STREAM: Readonly<Record<IdKind, string>> = {
  body: 'body',
  meeting: 'meeting',
  decision: 'decision',
  incident: 'incident',
  document: 'source',
  actor: 'body',
};
