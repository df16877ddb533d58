import { z } from 'zod';
import { defineRecordEvent } from '../define-fact.ts';
import { ID_STREAM, IdKind } from '../id-kind.ts';
import { Evidence } from '../shapes/assertion.ts';
import { SlugId } from '../shapes/ids.ts';
import { LinkTarget } from '../shapes/link-target.ts';
import { text } from '../shapes/text.ts';

/** A thing is also in another collection or scheme, or a body is a part of a body elsewhere. */
export const RecordsLinkedV1 = defineRecordEvent('RecordsLinked', 1, {
  group: 'record',
  doc: 'A thing is also in another collection or scheme, or a body is a part of a body elsewhere.',
  coding:
    'Two ids of one collection are merged, not linked. A state needs no link: its code is the ' +
    'same in every collection. An identifier that a source states belongs to the fact.',
  identity: ['kind', 'id', 'relation', 'other'],
  fields: {
    kind: IdKind.describe('The kind of thing that the id names'),
    id: SlugId.describe('The id in this collection'),
    relation: z
      .enum(['same', 'part-of'])
      .describe(
        'Whether both are the same thing, or the body is a part of the other body, such as a ' +
          'joint body of two organizations',
      ),
    other: LinkTarget.describe(
      'The other side. Only the id of this collection is checked: the other collection may be ' +
        'recorded elsewhere, or later',
    ),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the link'),
  },
  stream: (data) => `${ID_STREAM[data.kind]}-${data.id}`,
});

export const example = RecordsLinkedV1.parse({
  kind: 'incident',
  id: 'port-fire-2024',
  relation: 'same',
  other: { collection: 'coast-guard-forum', id: 'fire-in-the-old-port' },
  reason: 'Both give the same day and pier.',
  evidence: { note: 'The statements of both bodies of 9 May 2024' },
});
