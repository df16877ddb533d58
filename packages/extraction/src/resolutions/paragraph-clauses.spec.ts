/** The days, intervals and periods that paragraphs set, and whom they ask. */
import { describe, expect, it } from 'vitest';
import type { DraftFields, DraftValue } from '../draft.ts';
import { draftDocument } from '../draft-document.ts';
import { readLanguages } from '../testing/language-fixture.ts';
import { submitDraft } from '../testing/submitted-draft.ts';

const languages = readLanguages();
const HEAD = `H/RES/12 (2031)
Resolution 12 (2031)
Adopted by the Harbour Council at its 241st meeting, on 4 May 2031
The Harbour Council,
Recalling the storm,
`;

/** Returns the drafted decisions of one operative paragraph. */
function draftParagraph(words: string) {
  const text = `${HEAD}1. ${words}\n2. Decides to remain seized of the matter.\n`;
  const draft = draftDocument(text, languages, { file: 'harbour.txt' });
  expect(submitDraft(draft, text).problems).toEqual([]);
  return draft.facts.filter(({ fields }) => fields['paragraph'] === 'op. 1');
}

const getEdtf = (value: DraftValue | undefined): unknown =>
  typeof value === 'object' && value !== null ? (value as DraftFields)['edtf'] : value;

describe('A paragraph', () => {
  it.each<[words: string, days: readonly unknown[]]>([
    ['Requests the Pier Office to report by 31 October 2031;', [['2031-10-31', null]]],
    ['Requests the Pier Office to report within 60 days of adoption;', [['2031-07-03', null]]],
    [
      'Requests the Pier Office to report every six months, no later than 31 October 2031;',
      [['2031-10-31', 'P6M']],
    ],
    [
      'Requests the Pier Office to submit a midterm report by 15 March 2032 and a final report no later than 15 September 2032;',
      [
        ['2032-03-15', null],
        ['2032-09-15', null],
      ],
    ],
    [
      'Requests the Pier Office to report by 15 March and 15 September 2032;',
      [
        ['2032-03-15', null],
        ['2032-09-15', null],
      ],
    ],
    [
      'Requests the Pier Office to report by 15 March and 15 September each year;',
      [
        ['2032-03-15', 'P1Y'],
        ['2031-09-15', 'P1Y'],
      ],
    ],
    [
      'Requests the Pier Office to report annually, and to submit a last report by 4 May 2034;',
      [
        [undefined, 'P1Y'],
        ['2034-05-04', null],
      ],
    ],
    [
      'Requests the Pier Office to brief it within 30 days, and in writing within 90 days of the adoption of this resolution, and every 90 days thereafter;',
      [
        ['2031-06-03', null],
        ['2031-08-02', 'P90D'],
      ],
    ],
    ['Requests all ports to answer within 30 days of receipt of a letter;', [[undefined, null]]],
    [
      'Expresses its intention to review the piers no later than 1 June 2031;',
      [['2031-06-01', null]],
    ],
    [
      'Requests the Pier Office to report, with the next report due by 31 August;',
      [['2031-08-31', null]],
    ],
    ['Notes that piers were built by 31 October 2030;', [[undefined, null]]],
  ])('sets its days and intervals: %s', (words, days) => {
    const found = draftParagraph(words).map(({ fields }) => [
      getEdtf(fields['dueOn']),
      fields['every'] ?? null,
    ]);
    expect(found).toEqual(days);
  });

  it('asks each addressee in a fact of its own, with the words that ask', () => {
    const text =
      'Requests the Secretary-General to report by 1 June 2031, requests the Pier Office to paint:\n' +
      '(a) the long pier by 1 July 2031;\n' +
      '(b) all of the short piers by 1 August 2031, and calls upon Member States to pay;';
    expect(draftParagraph(text)).toMatchObject([
      { fields: { decision: 'h-res-12-2031-op-1', addressees: ['secretary-general'] } },
      {
        words:
          'requests the Pier Office to paint:\n(a) the long pier by 1 July 2031;\n(b) all of the short piers by 1 August 2031',
        fields: { addressees: ['pier-office'], dueOn: '2031-07-01' },
      },
      {
        words: '(b) all of the short piers by 1 August 2031',
        fields: {
          decision: 'h-res-12-2031-op-1-c',
          addressees: ['pier-office'],
          dueOn: '2031-08-01',
          subject: '(b) all of the short piers by 1 August 2031',
        },
      },
      { words: 'calls upon Member States to pay;', fields: { addressees: ['member-states'] } },
    ]);
  });

  it('extends mandates in each of its clauses', () => {
    const [first, second, ...others] = draftParagraph(
      'Renews until 31 December 2032 the measures on ships, and decides to extend the mandate of the Pier Mission for a further period of 12 months;',
    );
    expect(first?.fields).toMatchObject({ effect: 'extends', period: '../2032-12-31' });
    expect(second?.fields).toMatchObject({
      decision: 'h-res-12-2031-op-1-b',
      verb: 'decided',
      effect: 'extends',
      period: { edtf: '../2032-05-04', rule: 'adoption + 12 months' },
    });
    expect(others).toEqual([]);
  });
});
