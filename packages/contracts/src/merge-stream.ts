/** The stream category of a merger, by the kind of thing that the two ids name. */
export const MERGE_STREAM = {
  body: 'body',
  meeting: 'meeting',
  decision: 'decision',
  incident: 'incident',
  document: 'source',
  actor: 'body',
} as const;
