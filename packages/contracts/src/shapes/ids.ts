import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';

/** The kind of thing that an id names. A decider checks that the id is known. */
export type Referent =
  | 'collection'
  | 'body'
  | 'document'
  | 'meeting'
  | 'decision'
  | 'incident'
  | 'event';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function slug(referent: Referent, name: string, description: string) {
  return z
    .string()
    .max(120)
    .regex(
      SLUG,
      'must be lower-case letters and digits joined by single hyphens, such as sco-rats-council',
    )
    .meta({ ...shapeMetadata(name, description), referent });
}

/**
 * A slug that the recorder chooses and never renames. So are the ids below, unique per
 * collection.
 */
export const CollectionId = slug('collection', 'CollectionId', 'The record of one organization');
export const BodyId = slug('body', 'BodyId', 'A body of the record, by its slug');
export const DocumentId = slug('document', 'DocumentId', 'A document of the record, by its slug');
export const MeetingId = slug(
  'meeting',
  'MeetingId',
  'A meeting of the record: `{body}-{ordinal}`, `{body}-{session}-{ordinal}` where not ' +
    'ordinary, else `{body}-{date}`',
);
export const DecisionId = slug(
  'decision',
  'DecisionId',
  'A decision, measure, agreement or plan of the record, by its slug',
);
export const IncidentId = slug('incident', 'IncidentId', 'An incident of the record, by its slug');

/** A command id: 1 to 128 letters, digits, dots, hyphens, underscores and tildes. */
export const COMMAND_ID_PATTERN = /^[A-Za-z0-9._~-]{1,128}$/;

/** An event id: `{commandid}.{n}`. */
export const EVENT_ID_PATTERN = new RegExp(
  `${COMMAND_ID_PATTERN.source.slice(0, -1)}\\.[1-9][0-9]*$`,
);

/** An event of the collection, by its id. */
export const EventId = z
  .string()
  .regex(EVENT_ID_PATTERN, 'must be the id of an event, {commandid}.{n}')
  .meta({
    ...shapeMetadata(
      'EventId',
      'An event of the record: the id of its command, a dot and its number',
    ),
    referent: 'event',
  });

/** The id of a command: chosen by the client, or the hash of the command. */
export const CommandId = z
  .string()
  .regex(
    COMMAND_ID_PATTERN,
    'must be the id of a command: 1 to 128 letters, digits, dots, hyphens, _ and ~',
  )
  .meta(shapeMetadata('CommandId', 'A command of the record, by its id'));

/** A word of an open list, lower case, joined by hyphens: `work-plan`. */
export const Term = z
  .string()
  .max(80)
  .regex(SLUG, 'must be lower-case words joined by hyphens, such as work-plan')
  .meta(shapeMetadata('Term', 'A word of an open list, lower case, joined by hyphens'));

/** The id of anything in the record: a slug, or a state's code. */
export const AnyId = z
  .string()
  .max(120)
  .regex(
    /^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/,
    'must be an id of the record: a slug such as sco-rats, or a state code',
  )
  .meta(shapeMetadata('AnyId', 'The id of anything in the record'));

/** The id of anything in the record but a state: a slug. */
export const SlugId = z
  .string()
  .max(120)
  .regex(
    SLUG,
    'must be a slug such as sco-rats; a state needs none, its code is the same everywhere',
  )
  .meta(shapeMetadata('SlugId', 'The id of anything in the record but a state'));

/** The SHA-256 of bytes, as 64 lower-case hex digits. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 as 64 lower-case hex digits')
  .meta(shapeMetadata('Sha256', 'The SHA-256 of bytes, as 64 lower-case hex digits'));

/** The largest ordinal or count that JSON and Postgres both represent exactly. */
export const COUNT_MAX = 2_000_000_000;
