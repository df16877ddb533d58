import { describe, expect, it } from 'vitest';
import { anchorSubmission } from './anchor-submission.ts';
import type { KnownActor } from './actor-directory.ts';
import { parseSubmission } from './parse-submission.ts';
import { formatProblem } from './problem.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const MEETING = ', meeting: harbour-council-7, basis: named';
const BODIES =
  'bodies: [{ body: port-board, name: Port Board, kind: organ, otherNames: [the Board] }]';
const RECORD: Readonly<Record<string, KnownActor>> = {
  'old-union': { id: 'old-union', kind: 'organization', names: ['Old Union', 'the former Union'] },
  'j-vella': { id: 'j-vella', kind: 'person', names: ['J. Vella'] },
};

interface Parts {
  readonly text?: string;
  readonly actors?: string;
}

function anchor(facts: readonly string[], { text = '', actors = '' }: Parts = {}) {
  const yaml = writeSampleSubmission({ facts, actors, defaults: MEETING, more: BODIES });
  const parsed = parseSubmission(yaml, { findActor: (id) => RECORD[id] });
  if (!parsed.ok) return { problems: parsed.problems.map(formatProblem), facts: [] };
  const anchored = anchorSubmission(parsed.submission, () => text);
  if (!anchored.ok) return { problems: anchored.problems.map(formatProblem), facts: [] };
  return { problems: [], facts: anchored.command.body['facts'] as readonly AnchoredFact[] };
}

interface AnchoredFact {
  readonly state?: unknown;
  readonly host?: unknown;
  readonly assertion: { readonly passages: readonly { start: number; end: number }[] };
}

function hostOf(host: string, quote: string, actors?: string): unknown {
  const fact = `{ type: MeetingHeld, body: harbour-council, host: ${host}, quote: '${quote}' }`;
  const { facts, problems } = anchor([fact], { text: quote, actors: actors ?? '' });
  return facts[0]?.host ?? problems;
}

/** Returns the code, the name and the words of each delegation of a list. */
function delegationsOf(states: string, text: string): unknown {
  const sentence = `{ type: DelegationAttended, states: ${states}, quote: '${text}' }`;
  const { facts, problems } = anchor([sentence], { text });
  if (problems.length > 0) return problems;
  return facts.map(({ state, assertion }) => {
    const { id, nameAsWritten } = state as { readonly id: string; readonly nameAsWritten: string };
    const [passage] = assertion.passages;
    expect(text.slice(passage?.start, passage?.end)).toBe(nameAsWritten);
    return `${id} ${nameAsWritten}`;
  });
}

describe('An actor that the submission does not declare', () => {
  it.each([
    [
      'port-board',
      'The Port Board met',
      { id: 'port-board', kind: 'organ', nameAsWritten: 'Port Board' },
    ],
    ['port-board', 'On Monday the Board met', { id: 'port-board', nameAsWritten: 'the Board' }],
    ['port-board', 'It met', { id: 'port-board', nameAsWritten: 'Port Board' }],
    [
      'GIN',
      'Guinea-Bissau and Guinea hosted',
      { id: 'GIN', kind: 'state', nameAsWritten: 'Guinea' },
    ],
    ['RUS', 'in the Russian Federation', { id: 'RUS', nameAsWritten: 'Russian Federation' }],
    ['KGZ', 'in the Kyrgyz Republic', { id: 'KGZ', nameAsWritten: 'Kyrgyzstan' }],
    ['Türkiye', 'in Türkiye', { id: 'TUR', kind: 'state', nameAsWritten: 'Türkiye' }],
    ['the Republic of Korea', 'x', { id: 'KOR', nameAsWritten: 'the Republic of Korea' }],
    [
      'old-union',
      'of the former Union',
      { id: 'old-union', kind: 'organization', nameAsWritten: 'the former Union' },
    ],
    ['j-vella', 'She came', { id: 'j-vella', kind: 'person', nameAsWritten: 'J. Vella' }],
  ])('is known: %s in “%s”', (key, quote, actor) =>
    expect(hostOf(key, quote)).toMatchObject(actor),
  );

  it('has the name that `actors` gives it, or that the fact gives it', () => {
    expect(hostOf('port-board', 'The Port Board met', ', port-board: the said Board')).toEqual({
      id: 'port-board',
      kind: 'organ',
      nameAsWritten: 'the said Board',
    });
    expect(hostOf('{ old-union: that Union }', 'x')).toMatchObject({ nameAsWritten: 'that Union' });
    expect(hostOf('vella', 'x', ', vella: { id: j-vella, office: Secretary }')).toEqual({
      id: 'j-vella',
      kind: 'person',
      nameAsWritten: 'J. Vella',
      office: 'Secretary',
    });
  });

  it('is a problem if nobody knows it, and is listed for a search in the record', () => {
    const yaml = writeSampleSubmission({
      facts: ['{ type: MeetingChaired, meeting: m, chairs: [nobody, counsil], quote: x }'],
    });
    expect(parseSubmission(yaml)).toMatchObject({
      ok: false,
      collection: 'harbour',
      unknownActors: ['nobody', 'counsil'],
      problems: [
        { message: expect.stringContaining('neither this file nor the record has it') },
        { remedy: expect.stringContaining('Did you mean `council`?') },
      ],
    });
  });

  it('may not be "Congo", which names two states', () =>
    expect(hostOf('Congo', 'in Congo')).toEqual([
      expect.stringContaining('Unknown actor `Congo`'),
    ]));
});

describe('A list of actors', () => {
  it('is one fact for each, with the words of its name', () =>
    expect(
      delegationsOf(
        '[NER, Nigeria, { COG: Congo }, GIN, GNQ]',
        'Delegations of Nigeria, Niger, Congo, Equatorial Guinea and Guinea came.',
      ),
    ).toEqual(['NER Niger', 'NGA Nigeria', 'COG Congo', 'GIN Guinea', 'GNQ Equatorial Guinea']));

  it('finds a name within the longer name of another', () =>
    expect(
      delegationsOf(
        '[{ XAA: Harbour }, { XAB: Harbour Island }]',
        'Delegations of Harbour Island and Harbour came.',
      ),
    ).toEqual(['XAA Harbour', 'XAB Harbour Island']));

  it('must name actors that the sentence names, once', () => {
    expect(delegationsOf('[FRA, MLT]', 'Malta came, and Malta spoke.')).toEqual([
      expect.stringContaining('“France” does not occur in the words of the fact'),
      expect.stringContaining('“Malta” occurs 2 times in the words of the fact'),
    ]);
    expect(delegationsOf('[Atlantis]', 'Atlantis came.')).toEqual([
      expect.stringContaining('Unknown actor `Atlantis`'),
    ]);
  });

  it('is for the actors of an identity only', () => {
    const fact = '{ type: MeetingHeld, body: harbour-council, hosts: [MLT, FRA], quote: met }';
    expect(anchor([fact]).problems).toEqual([expect.stringContaining('Unknown field `hosts`')]);
  });
});

describe('A group', () => {
  const TEXT = 'Malta spoke. The Council met, and Malta chaired. Malta left.';
  const wordsOf = (group: string) =>
    anchor([group], { text: TEXT }).facts.map(({ assertion }) =>
      assertion.passages.map(({ start, end }) => `${start} ${TEXT.slice(start, end)}`).join(' + '),
    );

  it('gives its words to the facts without words of their own', () =>
    expect(
      wordsOf(
        '{ quote: "The Council met, and Malta chaired", facts: [{ type: MeetingChaired, chairs: MLT }, { type: DelegationAttended, state: MLT, quote: Malta }, { type: DelegationAttended, state: MLT, quote: Malta, nth: 1 }, { type: DelegationAttended, state: MLT, quote: Malta left }] }',
      ),
    ).toEqual(['13 The Council met, and Malta chaired', '34 Malta', '0 Malta', '49 Malta left']));

  it('gives other fields to its facts, but none that no fact has', () => {
    expect(
      anchor(['{ type: DelegationAttended, stat: MLT, facts: [{ state: MLT, quote: x }] }'])
        .problems,
    ).toEqual([expect.stringContaining('a group: Unknown field `stat`')]);
  });
});
