import { describe, expect, it } from 'vitest';
import { nameDecision } from './decision-name.ts';

const COUNCIL = { id: 'council', kind: 'organ', nameAsWritten: 'the Council', office: null };
const PAKISTAN = { id: 'PAK', kind: 'state', nameAsWritten: 'Pakistan', office: null };
const DAY = { stated: true, edtf: '2025-09-10', basis: 'stated', asWritten: null };

describe('The name of a decision without a name', () => {
  it.each([
    [{ kind: 'work-plan', details: { of: COUNCIL } }, 'work plan of the Council'],
    [{ kind: 'measure', topic: 'digital-evidence', date: DAY }, 'measure on digital evidence'],
    [{ kind: 'expert-event', details: { hostState: PAKISTAN } }, 'expert event in Pakistan'],
  ])('is made of its kind and its subject', (row, name) => {
    expect(nameDecision(row, 'Tide Council')).toBe(name);
  });

  it('has its body and its day if no subject is recorded', () => {
    const name = 'resolution of Tide Council, 10 September 2025';
    expect(nameDecision({ kind: 'resolution', date: DAY }, 'Tide Council')).toBe(name);
    expect(nameDecision({ kind: 'resolution', date: { stated: false } })).toBe('resolution');
    expect(nameDecision({})).toBe('decision');
  });
});
