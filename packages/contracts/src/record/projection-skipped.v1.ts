import { defineRecordEvent } from '../define-fact.ts';
import { CommandId, Term } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A read model skips the events of a command that it cannot show; the record keeps them. */
export const ProjectionSkippedV1 = defineRecordEvent('ProjectionSkipped', 1, {
  group: 'log',
  doc: 'A read model skips the events of a command that it cannot show; the record keeps them.',
  identity: ['projection', 'command'],
  fields: {
    projection: Term.describe('The read model, such as timeline'),
    command: CommandId.describe('The command whose events are skipped'),
    reason: text(1000).describe('The reason'),
  },
  stream: ({ projection }) => `projection-${projection}`,
});

export const example = ProjectionSkippedV1.parse({
  projection: 'timeline',
  command: 'abc',
  reason: 'Its date lies outside what the timeline can order; recorded anew as def.',
});
