import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draftDocument } from '../draft-document.ts';
import { readLanguages } from '../testing/language-fixture.ts';
import { submitDraft } from '../testing/submitted-draft.ts';

const languages = readLanguages();
const read = (name: string): string =>
  readFileSync(new URL(`../testing/resolutions/${name}`, import.meta.url), 'utf8');
const HARBOUR = read('harbour-12.txt');
const draft = draftDocument(HARBOUR, languages, { file: 'harbour-12.txt' });
const findFact = (paragraph: string, type?: string) =>
  draft.facts.find(
    (fact) => fact.fields['paragraph'] === paragraph && (type === undefined || fact.type === type),
  );

describe('The draft of a resolution', () => {
  it('has its symbol, day, meeting and body', () => {
    expect(draft).toMatchObject({
      shape: 'resolution',
      collection: { id: 'hn', title: 'Harbour Nations' },
      source: {
        title: 'Resolution 12 (2031)',
        language: 'en',
        identifiers: [{ scheme: 'symbol', value: 'H/RES/12 (2031)' }],
      },
      bodies: [{ body: 'harbour-council', name: 'Harbour Council', parents: ['hn'] }],
    });
    expect(draft.facts.slice(0, 2)).toMatchObject([
      { type: 'MeetingHeld', fields: { ordinal: 241, occurredOn: '2031-05-04' } },
      { type: 'DecisionAdopted', fields: { kind: 'resolution', adoptedOn: '2031-05-04' } },
    ]);
  });

  it('has each paragraph with its number and verb as printed', () => {
    const printed = draft.facts.flatMap(({ fields }) =>
      fields['verbAsWritten'] === undefined ? [] : [[fields['paragraph'], fields['verbAsWritten']]],
    );
    expect(printed).toEqual([
      ['preamble 1', 'Recalling'],
      ['preamble 2', 'Reaffirming'],
      ['preamble 3', 'Expressing'],
      ['preamble 4', 'Strongly condemning'],
      ['preamble 5', 'Acting'],
      ['op. 1', 'Decides'],
      ['op. 2', 'Requests'],
      ['op. 3', 'Calls upon'],
      ['op. 4', 'Urges'],
      ['op. 5', 'Condemns'],
      ['op. 6', 'Decides'],
    ]);
  });

  it('has the citations of each paragraph, and the relation that the words give', () => {
    expect(findFact('preamble 1')?.fields['instruments']).toMatchObject([
      { id: 'h-res-3-2027', relation: 'recalls' },
      { id: 'h-res-7-2029', relation: 'recalls' },
      { id: 'h-res-9-2030', relation: 'recalls' },
      { id: 'h-prst-2030-4', relation: 'recalls' },
    ]);
    expect(findFact('op. 1')?.fields['instruments']).toMatchObject([
      { id: 'h-res-7-2029', relation: 'extends' },
    ]);
    expect(findFact('preamble 4', 'PositionStated')?.fields['instruments']).toMatchObject([
      { id: 'h-res-5-2028', relation: 'recalls' },
    ]);
    expect(findFact('op. 4')?.fields['instruments']).toMatchObject([{ id: 'h-res-3-2027' }]);
  });

  it('has the end of a mandate, the days of requests and the actors asked', () => {
    expect(findFact('op. 1')?.fields).toMatchObject({ effect: 'extends', period: '../2032-06-30' });
    expect(findFact('op. 2')?.fields).toMatchObject({
      addressees: ['secretary-general'],
      dueOn: { edtf: '2031-07-03', basis: 'relative', rule: 'adoption + 60 days' },
      every: 'P90D',
    });
    const second = draft.facts.find(({ fields }) => fields['decision'] === 'h-res-12-2031-op-2-b');
    expect(second).toMatchObject({
      rule: 'clause-in-paragraph',
      fields: { paragraph: 'op. 2', verb: 'requested', dueOn: '2032-01-31' },
    });
    expect(second?.fields['verbAsWritten']).toBeUndefined();
  });

  it('keeps the points of a paragraph in its words, and no heading', () => {
    expect(findFact('op. 3')?.words).toMatch(/mark their shoals:[^]*beside the old pier;$/);
    expect(draft.facts.some(({ words }) => words.includes('Pier Mission\n'))).toBe(false);
  });

  it('names as condemner the body, and no perpetrator that the words leave open', () => {
    expect(findFact('preamble 4')).toMatchObject({
      type: 'IncidentCondemned',
      fields: { condemner: 'harbour-council', strength: 'strongly-condemned' },
    });
    expect(findFact('preamble 4')?.fields['perpetrators']).toBeUndefined();
  });

  it.each([
    [
      'Condemning in the strongest terms the attack of 3 March 2031 on the old pier',
      { incident: 'attack-old-pier-2031', occurredOn: '2031-03-03' },
    ],
    ['Strongly condemning all attacks since 3 March 2031', { class: 'attacks-since-3-march' }],
    [
      'Condemning in the strongest terms the attacks by pirates in grey ships',
      { class: 'attacks-pirates-grey-ships' },
    ],
  ])('condemns an incident only with its day: %s', (words, target) => {
    const text = HARBOUR.replace('Strongly condemning the attacks on lighthouses', words);
    const other = draftDocument(text, languages, { file: 'harbour-12.txt' });
    const condemned = other.facts.find(({ type }) => type === 'IncidentCondemned');
    expect(condemned?.fields['target']).toEqual(target);
    expect(submitDraft(other, text).problems).toEqual([]);
  });

  it('is a submission without problems, whose passages are those of the draft', () => {
    const { problems, facts } = submitDraft(draft, HARBOUR);
    expect(problems).toEqual([]);
    const passages = facts.map(({ assertion }) => assertion.passages[0]);
    expect(passages).toMatchObject(draft.facts.map(({ passage }) => passage));
  });

  it('reads a single paragraph without a number, and the annex as a document of its own', () => {
    const text = read('lagoon-assembly.txt');
    const other = draftDocument(text, languages, { file: 'lagoon.txt' });
    expect(other.facts.map(({ fields }) => fields['paragraph'] ?? null)).toEqual([
      null,
      'preamble 1',
      'preamble 2',
      'preamble 3',
      'op. 1',
      'op. 1',
      null,
    ]);
    expect(other.facts[0]?.fields).toMatchObject({ adoptedOn: '2033-11-17' });
    expect(other.facts.at(-1)).toMatchObject({
      type: 'DocumentAnnexed',
      fields: { parent: 'l-a-res-4-2-text', annex: 'l-a-res-4-2-annex' },
    });
    expect(other.unplaced).toEqual([]);
    expect(submitDraft(other, text).problems).toEqual([]);
  });
});
