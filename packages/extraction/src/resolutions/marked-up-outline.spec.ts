import { describe, expect, it } from 'vitest';
import { draftDocument } from '../draft-document.ts';
import type { MarkedParagraph, MarkedResolution } from './marked-up-resolution.ts';
import { readLanguages } from '../testing/language-fixture.ts';
import { submitDraft } from '../testing/submitted-draft.ts';

const TEXT = `𝔸 Harbour Nations
HN/12
Lights at sea
Done in the hall of the pier, on the fourth of May
The Harbour Council,
Gravely worried by the shoals that its earlier text names,
Recalling its resolution 3 (2027),
1. Bids warmly all ports to light their piers;
Sanctions
2 bis. Requests the Secretary-General to report, as asked in H/PRST/2030/4.
`;
const languages = readLanguages();

/** Returns the place of words in code points. */
function span(words: string) {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(words))).length;
  return { start, end: start + Array.from(words).length };
}

function paragraph(
  part: MarkedParagraph['part'],
  line: string,
  {
    number,
    verb,
    links = {},
  }: {
    readonly number?: string;
    readonly verb?: string;
    readonly links?: Readonly<Record<string, string>>;
  },
): MarkedParagraph {
  const place = span(line);
  return {
    ...place,
    part,
    number,
    textStart: verb === undefined ? place.start : span(verb).start,
    verb: verb === undefined ? undefined : span(verb),
    citations: Object.entries(links).map(([words, symbol]) => ({ ...span(words), symbol })),
  };
}

const [, , , , , worried = '', recalling = '', bids = '', heading = '', requests = ''] =
  TEXT.split('\n');
const structure: MarkedResolution = {
  symbol: 'H/RES/12(2031)',
  titleSpan: span('Lights at sea'),
  adoptionSpan: span('Done in the hall of the pier, on the fourth of May'),
  adoptedOn: '2031-05-04',
  meetingNumber: 241,
  publisher: 'Harbour Nations',
  issuer: 'Harbour Council',
  formulaSpan: span('The Harbour Council,'),
  paragraphs: [
    paragraph('preamble', worried, {
      verb: 'Gravely worried',
      links: { 'earlier text': 'H/RES/9(2029)' },
    }),
    paragraph('preamble', recalling, { verb: 'Recalling', links: { '3 (2027)': 'H/RES/3(2027)' } }),
    paragraph('operative', bids, { number: '1', verb: 'Bids warmly' }),
    paragraph('operative', heading, {}),
    paragraph('operative', requests, {
      number: '2 bis',
      verb: 'Requests',
      links: { 'H/PRST/2030/4': 'H/PRST/2030/4' },
    }),
  ],
};
const draft = draftDocument(TEXT, languages, { file: 'harbour.xml', structure });

describe('The draft of a resolution with mark-up', () => {
  it('has the symbol, title, day, meeting and body that the mark-up names', () => {
    expect(draft).toMatchObject({
      shape: 'resolution',
      collection: { title: 'Harbour Nations' },
      source: {
        title: 'Lights at sea',
        identifiers: [{ value: 'H/RES/12 (2031)' }],
      },
      bodies: [{ body: 'harbour-council', name: 'Harbour Council' }],
    });
    expect(draft.facts.slice(0, 2)).toMatchObject([
      { type: 'MeetingHeld', fields: { ordinal: 241, occurredOn: '2031-05-04' } },
      { type: 'DecisionAdopted', fields: { adoptedOn: '2031-05-04' } },
    ]);
    expect(draft.facts[0]?.words).toBe('Done in the hall of the pier, on the fourth of May');
  });

  it('has each paragraph with its number and the verb in italics, and no heading', () => {
    const printed = draft.facts.flatMap(({ fields, words }) =>
      fields['verbAsWritten'] === undefined
        ? []
        : [[fields['paragraph'], fields['verbAsWritten'], words]],
    );
    expect(printed).toEqual([
      ['preamble 1', 'Gravely worried', worried],
      ['preamble 2', 'Recalling', recalling],
      ['op. 1', 'Bids warmly', bids],
      ['op. 2 bis', 'Requests', requests],
    ]);
  });

  it('has the links with the ids of their symbols, each once', () => {
    const cited = draft.facts.flatMap(({ fields }) => fields['instruments'] ?? []);
    expect(cited).toMatchObject([
      { id: 'h-res-9-2029', nameAsWritten: 'earlier text' },
      { id: 'h-res-3-2027', nameAsWritten: 'resolution 3 (2027)', relation: 'recalls' },
      { id: 'h-prst-2030-4' },
    ]);
  });

  it('is a submission without problems, whose passages are those of the draft', () => {
    const { problems, facts } = submitDraft(draft, TEXT);
    expect(problems).toEqual([]);
    const passages = facts.map(({ assertion }) => assertion.passages[0]);
    expect(passages).toMatchObject(draft.facts.map(({ passage }) => passage));
  });

  it('is drafted from its text if the mark-up names no paragraphs', () => {
    const options = { file: 'harbour.xml', structure: { ...structure, paragraphs: [] } };
    const listParagraphs = (other: typeof draft): readonly unknown[] =>
      other.facts.flatMap(({ fields }) => fields['paragraph'] ?? []);
    const plain = draftDocument(TEXT, languages, { file: 'harbour.xml' });
    expect(listParagraphs(draftDocument(TEXT, languages, options))).toEqual(listParagraphs(plain));
    expect(listParagraphs(plain)).not.toEqual(listParagraphs(draft));
  });
});
