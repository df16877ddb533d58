import { describe, expect, it } from 'vitest';
import type { Draft } from '@rapporteur/extraction';
import { formatReport, listSharedThings, reportDrafts } from './draft-report.ts';
import type { DraftedFile } from './drafted-files.ts';

const drafted = (file: string, rest: Partial<DraftedFile> = {}): DraftedFile => ({
  file,
  draft: `${file}.draft.yaml`,
  yaml: '',
  sha256: file,
  facts: 2,
  meanConfidence: 0.9,
  rejected: 0,
  doubtful: 0,
  unplaced: 1,
  contradictions: [],
  known: [],
  things: [],
  ...rest,
});

describe('The report of a batch of drafts', () => {
  it('has the figures of all documents, with the mean over all facts', () =>
    expect(
      reportDrafts([
        drafted('a.txt', { facts: 3, meanConfidence: 0.8, known: ['The record has it.'] }),
        drafted('b.txt', { facts: 1, meanConfidence: 1 }),
        drafted('c.txt', { facts: 0, meanConfidence: null }),
      ]),
    ).toEqual({
      documents: 3,
      facts: 4,
      meanConfidence: 0.85,
      unplaced: 3,
      duplicates: [],
      known: 1,
      refused: [],
    }));

  it('names the same texts and things of several files', () => {
    const things = ['meeting council-7'];
    const report = reportDrafts([
      drafted('a.txt', { sha256: 'x', things }),
      drafted('b.txt', { sha256: 'x' }),
      drafted('c.txt', { things }),
    ]);
    expect(formatReport(report)).toEqual([
      '3 documents: 6 facts (mean confidence 0.9), 3 sentences not placed, 0 things that the record has or may have',
      '  The same text in a.txt and b.txt',
      '  The same meeting `council-7` in a.txt and c.txt',
    ]);
  });

  it('takes meetings, incidents and symbols as things that files share', () => {
    const draft = {
      source: { identifiers: [{ scheme: 'symbol', value: 'H/RES/1' }] },
      facts: [
        { type: 'MeetingHeld', fields: { meeting: 'council-7' } },
        { type: 'MeetingChaired', fields: { meeting: 'council-8' } },
        { type: 'IncidentRecorded', fields: { incident: 'fire' } },
      ],
    } as unknown as Draft;
    expect(listSharedThings(draft)).toEqual([
      'meeting council-7',
      'incident fire',
      'symbol H/RES/1',
    ]);
  });
});
