import { defineRecordEvent } from '../define-fact.ts';
import { ID_STREAM, IdKind } from '../id-kind.ts';
import { Evidence } from '../shapes/assertion.ts';
import { AnyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Two ids name the same thing; both stay valid, one is shown. */
export const RecordsMergedV1 = defineRecordEvent('RecordsMerged', 1, {
  group: 'record',
  doc: 'Two ids name the same thing; both stay valid, one is shown.',
  identity: ['kind', 'merged'],
  fields: {
    kind: IdKind.describe('The kind of thing that the ids name'),
    merged: AnyId.describe('The id that is hidden'),
    into: AnyId.describe('The id under which both are shown'),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the merger'),
  },
  stream: (data) => `${ID_STREAM[data.kind]}-${data.into}`,
});

export const example = RecordsMergedV1.parse({
  kind: 'incident',
  merged: 'jaffar-express-2025',
  into: 'jaffer-express-2025',
  reason: 'Two spellings of one name.',
  evidence: { note: 'Both give 11 March' },
});
