/** Resolutions of bodies that number, date and close their texts in other ways. */
import { describe, expect, it } from 'vitest';
import type { DraftFact } from '../draft.ts';
import { draftDocument } from '../draft-document.ts';
import { readLanguages } from '../testing/language-fixture.ts';
import { submitDraft } from '../testing/submitted-draft.ts';

const languages = readLanguages();

function draft(text: string): { readonly facts: readonly DraftFact[]; readonly kind: unknown } {
  const made = draftDocument(text, languages, { file: 'shape.txt' });
  expect(made.shape).toBe('resolution');
  expect(submitDraft(made, text).problems).toEqual([]);
  return { facts: made.facts, kind: made.source['docType'] };
}

/** Returns the number and the printed verb of each paragraph. */
const listVerbs = (facts: readonly DraftFact[]): readonly string[] =>
  facts.flatMap(({ fields: { paragraph, verbAsWritten } }) =>
    typeof paragraph === 'string'
      ? [`${paragraph}: ${typeof verbAsWritten === 'string' ? verbAsWritten : '-'}`]
      : [],
  );
const findFields = (facts: readonly DraftFact[], type: string) =>
  facts.find((fact) => fact.type === type)?.fields;
const listCited = (facts: readonly DraftFact[]): readonly unknown[] =>
  facts.flatMap(({ fields }) =>
    ((fields['instruments'] ?? []) as readonly { readonly id: string }[]).map(({ id }) => id),
  );

describe('A resolution', () => {
  it('of an assembly has its meeting and day after the last paragraph', () => {
    const { facts } = draft(`Lagoon Union
L/A/RES/6/91
Ninth session
Distr.: General
8 January 2034

Resolution adopted by the Lagoon Assembly on 24 December 2033
[on the report of the Boat Committee (L/A/6/9, para. 8)]

6/91.	Lamps on boats

The Lagoon Assembly,
Recalling its resolutions 4/2 of 17 November 2033, 5/1 and 5/7 of 3 May 2033, and Human Rights Council resolution 45/18,
Recalling also General Assembly resolution 217 A (III) of 10 December 1948,
1.	Calls upon States:
(a)	To light their lamps;
(b)	To pay the keepers;
2.	Decides to continue its talk of lamps.

54th plenary meeting
24 December 2033
`);
    expect(findFields(facts, 'MeetingHeld')).toMatchObject({
      ordinal: 54,
      series: 'ninth session',
      occurredOn: '2033-12-24',
    });
    expect(findFields(facts, 'DecisionAdopted')).toMatchObject({
      decision: 'l-a-res-6-91',
      subject: '6/91. Lamps on boats',
      meeting: 'lagoon-assembly-ninth-session-54',
      adoptedOn: '2033-12-24',
    });
    expect(listVerbs(facts)).toEqual([
      'preamble 1: Recalling',
      'preamble 2: Recalling',
      'op. 1: Calls upon',
      'op. 2: Decides',
    ]);
    expect(listCited(facts)).toEqual([
      'l-a-res-4-2',
      'l-a-res-5-1',
      'l-a-res-5-7',
      'hrcr-45-18',
      'unga-217-iii-a',
    ]);
    expect(facts.at(-1)?.words).toBe('2.	Decides to continue its talk of lamps.');
  });

  it('without numbers has a paragraph for each verb that acts, and its vote', () => {
    const { facts } = draft(`9 (1948). Resolution of 11 October 1948
[S/901]

The Security Council,
Noting with concern that the ferries collide,
Considering that the pilots are tired,
Calls upon the pilots:
(a) To rest;
(b) To ring their bells;
Requests the Pilot Commission to report to the Council not later than 15 November 1948;
Keeps the matter of ferries under review.
Adopted at the 398th meeting by 8 votes to none, with 3 abstentions.
`);
    expect(listVerbs(facts)).toEqual([
      'preamble 1: Noting',
      'preamble 2: Considering',
      'op. 1: Calls upon',
      'op. 2: Requests',
      'op. 3: Keeps',
    ]);
    expect(findFields(facts, 'DecisionAdopted')).toMatchObject({
      decision: 'unscr-9',
      identifiers: [{ value: 'S/901' }],
      adoptedOn: '1948-10-11',
    });
    expect(findFields(facts, 'MeetingHeld')).toMatchObject({ ordinal: 398 });
    expect(findFields(facts, 'VoteTaken')).toMatchObject({
      outcome: 'adopted',
      tally: { for: 8, against: 0, abstained: 3 },
    });
  });

  it('whose one verb leads all numbers gives it to each of them', () => {
    const { facts, kind } = draft(`PC.DEC/1401
Organization of Harbours and Piers
11 March 2031
1301st Plenary Meeting
DECISION No. 1401
MORE TIME FOR THE PIER MISSION
The Permanent Council,
Reaffirming its Decision No. 1117 of 21 March 2024,
Decides:
1. To extend the mandate of the Pier Mission until 31 March 2032;
2. To count the piers.
`);
    expect(kind).toBe('decision');
    expect(listVerbs(facts)).toEqual(['preamble 1: Reaffirming', 'op. 1: -', 'op. 2: -']);
    expect(facts.slice(-2)).toMatchObject([
      { fields: { verb: 'decided', effect: 'extends', period: '../2032-03-31' } },
      { fields: { verb: 'decided' } },
    ]);
    expect(listCited(facts)).toEqual(['pc-dec-1117']);
  });

  it('may letter its preamble, and name itself a communiqué in capitals', () => {
    const { facts, kind } = draft(`HARBOUR UNION
PEACE AND PIER COUNCIL
1190TH MEETING
12 JANUARY 2034
PPC/PR/COMM.1190 (2034)
COMMUNIQUÉ
Adopted by the Peace and Pier Council (PPC) of the Harbour Union (HU), at its 1190th meeting held on 12 January 2034, on the strait:
The Peace and Pier Council,
(a) Recalling its Communiqué [PPC/PR/COMM.1140 (2033)] of its 1140th meeting;
(b) Noting that lamps are lit; and
Acting under Article 7 of its Protocol, the Peace and Pier Council:
1. Requests the Pier Commission to deploy divers and to report back within 30 days;
22-00012 2/3
2. Decides to remain actively seized of the matter.
`);
    expect(kind).toBe('communique');
    expect(listVerbs(facts)).toEqual([
      'preamble 1: Recalling',
      'preamble 2: Noting',
      'preamble 3: Acting',
      'op. 1: Requests',
      'op. 2: Decides',
    ]);
    expect(listCited(facts)).toEqual(['ppc-pr-comm-1140-2033']);
    expect(findFields(facts, 'MeetingHeld')).toMatchObject({
      body: 'peace-and-pier-council-of-the-harbour-union',
      ordinal: 1190,
      occurredOn: '2034-01-12',
    });
    expect(facts.find(({ fields }) => fields['paragraph'] === 'op. 1')?.words).not.toContain('22-');
  });

  it('may number its preamble, and lack a number', () => {
    const { facts } = draft(`Resolution 14 (2031)
The Harbour Council,
1. Recalling the storm,
2. Noting the calm,
1. Decides to build a pier;
3. Requests the Pier Office to paint it;
4. Decides to remain seized of the matter.
`);
    expect(listVerbs(facts)).toEqual([
      'preamble 1: Recalling',
      'preamble 2: Noting',
      'op. 1: Decides',
      'op. 3: Requests',
      'op. 4: Decides',
    ]);
  });

  it('has its annexes as documents, and their numbered paragraphs under their names', () => {
    const { facts } = draft(`Resolution 14 (2031)
The Harbour Council,
Recalling the storm,
1. Adopts the rules in Annex A;
2. Decides to remain seized of the matter.
Annex A
Rules on lamps
1. Each pier has a lamp.
2. A lamp is:
(a) lit at dusk;
(b) cleaned at noon.
Annex B: List of piers
The long pier.
`);
    const annexed = facts.filter(({ type }) => type === 'DocumentAnnexed');
    expect(annexed).toMatchObject([
      { fields: { annex: 'resolution-14-2031-annex-a', titleAsWritten: 'Rules on lamps' } },
      { fields: { annex: 'resolution-14-2031-annex-b', titleAsWritten: 'List of piers' } },
    ]);
    expect(facts.filter(({ rule }) => rule === 'annex-paragraph')).toMatchObject([
      { fields: { paragraph: 'Annex A, para. 1', statedIn: 'resolution-14-2031-annex-a' } },
      {
        words: '2. A lamp is:\n(a) lit at dusk;\n(b) cleaned at noon.',
        fields: { paragraph: 'Annex A, para. 2', decision: 'resolution-14-2031-annex-a-2' },
      },
    ]);
  });
});

describe('The series of a cited number', () => {
  const cite = (words: string): readonly unknown[] =>
    listCited(
      draft(`A/RES/6/91\nThe General Assembly,\nRecalling ${words},\n1. Decides to rest.\n`).facts,
    );

  it.each([
    ['its resolution 5/2', ['unga-5-2']],
    ['resolutions 5/2 and 5/3 A of 2 May 2031', ['unga-5-2', 'unga-5-3-a']],
    ['its resolution 2625 (XXV) of 24 October 1970', ['unga-2625-xxv']],
    ['Security Council resolutions 7 (2029) of 1 May 2029 and 9 (2030)', ['unscr-7', 'unscr-9']],
    ['resolution 7 (2029)', ['unscr-7']],
    [
      'resolution 1996/XI and Economic and Social Council decision 2010/15',
      ['unga-1996-xi', 'decision-2010-15'],
    ],
    ['Commission resolution 12/4', ['resolution-12-4']],
    ['A/RES/5/2 and S/RES/9 (2030)', ['unga-5-2', 'unscr-9']],
    ['paragraph 3 (2030) of its report', []],
    ['resolution GC(65)/RES/13', ['gc-65-res-13']],
  ])('%s', (words, expected) => {
    expect(cite(words)).toEqual(expected);
  });
});
