import { CATALOGUE, listIntroducedThings, parseParagraph } from '@rapporteur/contracts';
import { foldText } from '@rapporteur/statements';
import type { MergeEvidence } from './draft-merge.ts';
import { type DraftReading, type FactData, readList, readMember } from './draft-reading.ts';
import type { KnownFact } from './draft-record.ts';
import { type DraftThing, listTexts, type ThingMatch } from './thing-match.ts';

/** The fields by which sources call a decision. */
const TITLE_FIELDS = ['name', 'subject', 'what', 'draft'];
/** The longest title that a search takes. */
const TITLE_LENGTH_MAX = 180;

interface DecisionFeatures {
  readonly id: string;
  readonly titles: readonly string[];
  readonly identifiers: readonly string[];
  readonly meeting: string | undefined;
  readonly partOf: string | undefined;
  readonly paragraph: string | undefined;
}

/** Returns the ids of known things by those of the draft: `meeting council-7`. */
export type KnownIds = ReadonlyMap<string, string>;

/**
 * Returns the decisions that a draft introduces. `known` has the meetings and resolutions that are
 * recognised already: a paragraph is known by its resolution and number.
 */
export function listDecisions({ facts }: DraftReading, known: KnownIds): readonly DraftThing[] {
  return facts.flatMap(({ type, data }) => {
    const own = readDecision(type, data);
    if (own === undefined) return [];
    const toKnown = (kind: string, id: string | undefined): string | undefined =>
      id === undefined ? undefined : (known.get(`${kind} ${id}`) ?? id);
    const { meeting, partOf } = own;
    return [
      toThing({
        ...own,
        meeting: toKnown('meeting', meeting),
        partOf: toKnown('decision', partOf),
      }),
    ];
  });
}

function readDecision(type: string, data: FactData): DecisionFeatures | undefined {
  const introduced = listIntroducedThings(CATALOGUE.getDefinition(type), data);
  const id = introduced.find(({ referent }) => referent === 'decision')?.id;
  if (id === undefined) return undefined;
  const paragraph = parseParagraph(readMember(data['assertion'], 'paragraph') ?? '');
  return {
    id,
    titles: listTexts(data, TITLE_FIELDS).map(foldText),
    identifiers: listIdentifiers(data),
    meeting: readMember(data, 'meeting'),
    partOf: readMember(data, 'partOf'),
    paragraph: paragraph === null ? undefined : `${paragraph.part} ${paragraph.number}`,
  };
}

/** Returns the identifiers of a thing, without spaces and case: `H/RES/12(2031)`. */
export function listIdentifiers(data: FactData): readonly string[] {
  return readList(data['identifiers']).map((one) =>
    (readMember(one, 'value') ?? '').replace(/\s/g, '').toUpperCase(),
  );
}

function toThing(own: DecisionFeatures): DraftThing {
  const [title] = own.titles;
  const isParagraph = own.partOf !== undefined && own.paragraph !== undefined;
  return {
    kind: 'decision',
    id: own.id,
    searches: [
      ...own.identifiers.map((identifier) => ({ identifier })),
      ...(isParagraph ? [{ decision: own.partOf ?? '' }] : []),
      ...(isParagraph || title === undefined || title === ''
        ? []
        : [{ q: `"${title.slice(0, TITLE_LENGTH_MAX)}"` }]),
    ],
    match: (facts) => facts.flatMap((fact) => matchDecision(own, fact)),
  };
}

function matchDecision(own: DecisionFeatures, { type, data }: KnownFact): readonly ThingMatch[] {
  const other = readDecision(type, data);
  if (other === undefined) return [];
  const symbol = findSymbol(own, other);
  if (symbol !== undefined)
    return [{ known: other.id, exact: true, evidence: [{ same: 'identifier', value: symbol }] }];
  if (own.partOf !== undefined || other.partOf !== undefined)
    return own.partOf === other.partOf &&
      own.paragraph !== undefined &&
      own.paragraph === other.paragraph
      ? [
          {
            known: other.id,
            exact: true,
            evidence: [{ same: 'paragraph', value: `${own.partOf} ${own.paragraph}` }],
          },
        ]
      : [];
  return matchTitle(own, other);
}

/** An id that is made of a symbol is the symbol, also if the record does not list it. */
function findSymbol(own: DecisionFeatures, other: DecisionFeatures): string | undefined {
  const [first] = own.identifiers;
  return own.id === other.id && first !== undefined
    ? first
    : own.identifiers.find((one) => other.identifiers.includes(one));
}

/** A title alone recurs: "the budget" of two meetings is two decisions. */
function matchTitle(own: DecisionFeatures, other: DecisionFeatures): readonly ThingMatch[] {
  const title = own.titles.find((one) => one !== '' && other.titles.includes(one));
  const hasMeetings = own.meeting !== undefined && other.meeting !== undefined;
  if (title === undefined || (hasMeetings && own.meeting !== other.meeting)) return [];
  const evidence: MergeEvidence[] = [
    { same: 'title', value: title },
    ...(hasMeetings ? [{ same: 'meeting' as const, value: own.meeting ?? '' }] : []),
  ];
  return [{ known: other.id, exact: false, evidence }];
}
