/** The category of stream in which a merger of two ids stands, by what they name. */
export const MERGE_STREAM = {
  body: 'body',
  meeting: 'meeting',
  decision: 'decision',
  incident: 'incident',
  document: 'source',
  actor: 'body',
} as const;
