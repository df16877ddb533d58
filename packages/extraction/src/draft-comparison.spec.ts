import { describe, expect, it } from 'vitest';
import type { Draft } from './draft.ts';
import { compareDraft } from './draft-comparison.ts';

const createDraft = (facts: readonly { type: string; fields: Draft['defaults'] }[]): Draft => ({
  shape: 'note',
  collection: null,
  source: {},
  sourcePassage: { start: 0, end: 1, line: 1 },
  bodies: [],
  actors: {},
  defaults: {},
  facts: facts.map((fact) => ({
    ...fact,
    passage: { start: 0, end: 1, line: 1 },
    words: 'x',
    confidence: 0.9,
    rule: 'made-up',
  })),
  unplaced: [],
  contradictions: [],
});

describe('The comparison of a draft with a truth', () => {
  it('finds a perpetrator that another condemner named', () => {
    const truth = [
      { type: 'IncidentCondemned', condemner: 'coast-council' },
      { type: 'IncidentCondemned', condemner: 'LBN', perpetrators: ['CHL'] },
    ];
    const drafted = createDraft([
      {
        type: 'IncidentCondemned',
        fields: { condemner: 'coast-council', perpetrators: [{ CHL: 'Chile' }] },
      },
    ]);
    const compared = compareDraft(truth, drafted);
    const leaked = compared.filter(({ isLeaked }) => isLeaked).map(({ field }) => field);
    expect(leaked).toEqual(['perpetrators']);
    expect(compared.filter(({ drafted: value }) => value === undefined).length).toBe(3);
  });

  it('counts a value that the truth of the fact does not have as invented', () => {
    const truth = [{ type: 'MeetingHeld', body: 'reef-committee' }];
    const drafted = createDraft([
      { type: 'MeetingHeld', fields: { body: 'reef-committee', ordinal: 3 } },
    ]);
    const invented = compareDraft(truth, drafted).filter(({ isInvented }) => isInvented);
    expect(invented.map(({ field }) => field)).toEqual(['ordinal']);
  });
});
