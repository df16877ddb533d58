import { z } from 'zod';
import { BodyRegisteredV1 } from '../facts/body-registered.v1.ts';
import { IdKind } from '../id-kind.ts';
import { RecordsLinkedV1 } from '../record/records-linked.v1.ts';
import { Evidence } from '../shapes/assertion.ts';
import {
  AnyId,
  CollectionId,
  CommandId,
  DocumentId,
  EventId,
  MeetingId,
  Term,
} from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

const { body, name, kind, otherNames, identifiers } = BodyRegisteredV1.schema.shape;

export const OpenCollection = z.strictObject({
  collection: CollectionId,
  title: text(300).describe('The name of the organization'),
  rootBody: z
    .strictObject({
      body,
      name,
      kind,
      // Optional and without defaults: the opening has the same id with or without its collection.
      otherNames: otherNames
        .unwrap()
        .optional()
        .describe(otherNames.description ?? ''),
      identifiers: identifiers
        .unwrap()
        .optional()
        .describe(identifiers.description ?? ''),
    })
    .describe('The organization itself, registered as a body'),
});
export type OpenCollection = z.infer<typeof OpenCollection>;

/** The fields by which another command opens its collection. */
export const CollectionOpening = OpenCollection.omit({ collection: true });

export const CorrectRecord = z.strictObject({
  collection: CollectionId,
  target: EventId.describe('The event to correct'),
  field: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9]+)*$/, 'must be the path of a field, such as adoptedOn')
    .describe('The dotted path of the field'),
  // A stale value is rejected, so that nobody corrects a value that they have not seen.
  oldValue: JsonValue.describe('The current value'),
  newValue: JsonValue.describe('The new value'),
  reason: text(1000).describe('The reason'),
  evidence: Evidence.describe('The evidence for the correction'),
});
export type CorrectRecord = z.infer<typeof CorrectRecord>;

export const RetractRecord = z
  .strictObject({
    collection: CollectionId,
    target: EventId.optional().describe(
      'The fact, merger or link to retract, or the correction, retraction or resolution to take back',
    ),
    meeting: MeetingId.optional().describe('The meeting whose facts are all retracted'),
    document: DocumentId.optional().describe('The document whose facts are all retracted'),
    command: CommandId.optional().describe(
      'The command of which everything is retracted or taken back, such as the retraction of a ' +
        'whole document',
    ),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the retraction'),
  })
  .refine(
    (command) =>
      [command.target, command.meeting, command.document, command.command].filter(
        (id) => id !== undefined,
      ).length === 1,
    'must name exactly one of target, meeting, document and command',
  );
export type RetractRecord = z.infer<typeof RetractRecord>;

export const MergeRecords = z
  .strictObject({
    collection: CollectionId,
    kind: IdKind.describe('The kind of thing that the ids name'),
    merged: AnyId.describe('The id that is hidden'),
    into: AnyId.describe('The id under which both are shown'),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the merger'),
  })
  .refine((command) => command.merged !== command.into, {
    path: ['into'],
    error: 'must differ from merged',
  });
export type MergeRecords = z.infer<typeof MergeRecords>;

export const LinkRecords = z
  .strictObject({ collection: CollectionId, ...RecordsLinkedV1.schema.shape })
  .superRefine(({ collection, kind, relation, other }, context) => {
    const reject = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (relation === 'part-of' && kind !== 'body')
      reject(['relation'], `must be same: only a body can be part-of another, not a ${kind}`);
    if (relation === 'part-of' && 'scheme' in other)
      reject(['other'], 'must name a body, as {collection, id}, because the relation is part-of');
    if ('collection' in other && other.collection === collection) {
      reject(
        ['other', 'collection'],
        'must be another collection: two ids of one collection are merged (MergeRecords), and a ' +
          'body names its parents in one collection itself',
      );
    }
  });
export type LinkRecords = z.infer<typeof LinkRecords>;

export const ResolveConflict = z.strictObject({
  collection: CollectionId,
  conflict: EventId.describe('The ConflictFlagged event'),
  resolution: text(1000).describe('The resolution, in words'),
  by: text(300)
    .nullable()
    .default(null)
    .describe('The name of the person who resolved it')
    .meta({ personal: true }),
  holds: EventId.nullable()
    .default(null)
    .describe('The fact of the conflict whose value holds; leave it out to choose no value'),
});
export type ResolveConflict = z.infer<typeof ResolveConflict>;

export const SkipProjection = z.strictObject({
  collection: CollectionId,
  projection: Term.describe(
    'The read model that cannot show it: timeline, participation or decisions',
  ),
  command: CommandId.describe('The command whose events are skipped'),
  reason: text(1000).describe('The reason'),
});
export type SkipProjection = z.infer<typeof SkipProjection>;
