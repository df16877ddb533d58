import { defineRecordEvent } from '../define-fact.ts';
import { CommandId, Term } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A read model leaves out what a command recorded, because it cannot be shown there; the record itself keeps it. */
export const ProjectionSkippedV1 = defineRecordEvent('ProjectionSkipped', 1, {
  group: 'log',
  doc: 'A read model leaves out what a command recorded, because it cannot be shown there; the record itself keeps it.',
  identity: ['projection', 'command'],
  fields: {
    projection: Term.describe('The read model, such as timeline'),
    command: CommandId.describe('The command whose events it leaves out'),
    reason: text(1000).describe('Why'),
  },
  stream: ({ projection }) => `projection-${projection}`,
});

export const example = ProjectionSkippedV1.parse({
  projection: 'timeline',
  command: 'abc',
  reason: 'Its date lies outside what the timeline can order; recorded anew as def.',
});
