import { isParsedSubmission, parseCommandSubmission } from '@rapporteur/command-runtime';
import {
  openCollection,
  recordDocument,
  recordMeetingHeld,
  registerSource,
  retractRecord,
} from '@rapporteur/command-runtime/sample-commands';
import { describe, expect, it } from 'vitest';
import {
  CorrectRecordCommand,
  createRecorderCommand,
  LinkRecordsCommand,
  MergeRecordsCommand,
  OpenCollectionCommand,
  RecordDocumentCommand,
  RecordFactCommand,
  RecordMeetingCommand,
  ResolveConflictCommand,
  RetractRecordCommand,
  SkipProjectionCommand,
} from './recorder-commands.ts';

const EVIDENCE = { reason: 'Misread.', evidence: { note: 'A letter' } };

const record = (name: string, body: object) => ({ name, body: { collection: 'sco', ...body } });

function recordMeeting() {
  const { body } = recordDocument(0);
  const { collection: _collection, ...meeting } = recordMeetingHeld(1).body;
  return { name: 'RecordMeeting', body: { ...body, facts: [{ type: 'MeetingHeld', ...meeting }] } };
}

describe('The command of a submission', () => {
  it.each([
    [openCollection(), OpenCollectionCommand],
    [registerSource(), RecordFactCommand],
    [recordMeetingHeld(1), RecordFactCommand],
    [recordDocument(1), RecordDocumentCommand],
    [recordMeeting(), RecordMeetingCommand],
    [retractRecord('one.1'), RetractRecordCommand],
    [
      record('CorrectRecord', {
        target: 'one.1',
        field: 'summary',
        oldValue: 'a',
        newValue: 'b',
        ...EVIDENCE,
      }),
      CorrectRecordCommand,
    ],
    [
      record('MergeRecords', { kind: 'body', merged: 'a', into: 'b', ...EVIDENCE }),
      MergeRecordsCommand,
    ],
    [
      record('LinkRecords', {
        kind: 'body',
        id: 'a',
        relation: 'part-of',
        other: { collection: 'csto', id: 'b' },
        ...EVIDENCE,
      }),
      LinkRecordsCommand,
    ],
    [
      record('ResolveConflict', { conflict: 'one.1', resolution: 'Both are right.' }),
      ResolveConflictCommand,
    ],
    [
      record('SkipProjection', { projection: 'timeline', command: 'one', reason: 'Parked.' }),
      SkipProjectionCommand,
    ],
  ])('has the class of its kind: $name', (submission, commandClass) => {
    const parsed = parseCommandSubmission({ ...submission, commandId: 'mine' });
    if (!isParsedSubmission(parsed)) throw new Error(JSON.stringify(parsed));

    const command = createRecorderCommand(parsed);
    expect(command.constructor).toBe(commandClass);
    expect(command.data).toBe(parsed.command);
    expect(command.metadata).toMatchObject({ commandId: 'mine', hash: parsed.hash });
  });
});
