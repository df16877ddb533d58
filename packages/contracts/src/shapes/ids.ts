import { z } from 'zod';

/** What an id names; a decider checks that it is known. */
export type Referent = 'collection' | 'body' | 'document' | 'meeting' | 'decision' | 'incident' | 'event';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function slug(referent: Referent) {
  return z
    .string()
    .max(120)
    .regex(SLUG, 'must be lower-case letters and digits joined by single hyphens, such as sco-rats-council')
    .meta({ referent });
}

/** A slug chosen by the recorder, unique in the collection, never renamed. */
export const CollectionId = slug('collection');
export const BodyId = slug('body');
export const DocumentId = slug('document');
/** `{body}-{ordinal}`, `{body}-{session}-{ordinal}` where not ordinary, else `{body}-{date}`. */
export const MeetingId = slug('meeting');
export const DecisionId = slug('decision');
export const IncidentId = slug('incident');

/** `{commandid}.{n}`: an event of the collection. */
export const EventId = z
  .string()
  .regex(/^[A-Za-z0-9._~-]{1,128}\.[1-9][0-9]*$/, 'must be the id of an event, {commandid}.{n}')
  .meta({ referent: 'event' });

/** A word of an open list, lower case, joined by hyphens: `work-plan`. */
export const Term = z.string().max(80).regex(SLUG, 'must be lower-case words joined by hyphens, such as work-plan');

/** The SHA-256 of bytes, as 64 lower-case hex digits. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 as 64 lower-case hex digits')
  .meta({ shape: 'Sha256' });

/** An ordinal or count that JSON and Postgres both hold exactly. */
export const COUNT_MAX = 2_000_000_000;
