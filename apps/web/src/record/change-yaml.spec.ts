import { parseCommandFile } from '@rapporteur/drafting';
import { describe, expect, it } from 'vitest';
import { formatChange, type RecordChange } from './change-yaml.ts';

const EVENT = `${'a'.repeat(64)}.3`;
const GROUNDS = {
  collection: 'pilots',
  reason: 'The note has: "another day".',
  evidence: { kind: 'note', document: '', text: 'A letter of 4 May 2031' },
} as const;

/** Returns the command that the reader of the command line makes of a change. */
function read(change: RecordChange, grounds = GROUNDS) {
  const data = { meeting: 'pilots-council-9', name: 'a plan' };
  const found = { events: [{ id: EVENT, type: 'PlanApproved', data }], total: 1 };
  const { name, body, problems } = parseCommandFile(formatChange(change, grounds), {
    answers: { findEvents: () => found, findText: () => null },
  });
  expect(problems).toEqual([]);
  return { name, body };
}

describe('The file of a change', () => {
  it('is a correction of the present value', () => {
    const change = { kind: 'correct', target: EVENT, field: 'name' } as const;
    expect(read({ ...change, oldValue: 'a plan', newValue: 'the plan: of 2032' })).toEqual({
      name: 'CorrectRecord',
      body: {
        collection: 'pilots',
        target: EVENT,
        field: 'name',
        oldValue: 'a plan',
        newValue: 'the plan: of 2032',
        reason: GROUNDS.reason,
        evidence: { note: GROUNDS.evidence.text },
      },
    });
  });

  it('is a retraction of one event, or of its command', () => {
    const one = read({ kind: 'retract', target: EVENT, scope: 'event' });
    expect(one).toMatchObject({ name: 'RetractRecord', body: { target: EVENT } });
    const all = read({ kind: 'retract', target: EVENT, scope: 'command' });
    expect(all.body).toMatchObject({ command: 'a'.repeat(64) });
    expect(all.body).not.toHaveProperty('target');
  });

  it('is a merger', () => {
    const { name, body } = read({
      kind: 'merge',
      thing: 'meeting',
      merged: 'pilots-council-9',
      into: 'pilots-9',
    });
    expect(name).toBe('MergeRecords');
    expect(body).toMatchObject({ kind: 'meeting', merged: 'pilots-council-9', into: 'pilots-9' });
  });

  it('is a resolution, with or without a value that holds', () => {
    const change = { kind: 'resolve', conflict: EVENT, by: 'desk-1' } as const;
    const chosen = read({ ...change, holds: EVENT });
    expect(chosen).toMatchObject({
      name: 'ResolveConflict',
      body: { conflict: EVENT, holds: EVENT, by: 'desk-1', resolution: GROUNDS.reason },
    });
    expect(chosen.body).not.toHaveProperty('evidence');
    expect(read({ ...change, holds: '' }).body).not.toHaveProperty('holds');
  });
});
