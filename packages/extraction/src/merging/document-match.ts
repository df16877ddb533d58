import { listIdentifiers } from './decision-match.ts';
import { type DraftReading, type FactData, readMember } from './draft-reading.ts';
import type { KnownFact } from './draft-record.ts';
import type { MergeEvidence } from './draft-merge.ts';
import type { DraftThing, ThingMatch } from './thing-match.ts';

const TYPE = 'SourceDocumentRegistered';

/** Returns the document of a draft. Its text, symbol or address tells that the record has it. */
export function toDocumentThing({ document, sha256 }: DraftReading): DraftThing {
  const identifiers = listIdentifiers(document);
  const address = readMember(document, 'address');
  return {
    kind: 'document',
    id: readMember(document, 'document') ?? '',
    searches: [
      { sha256 },
      ...identifiers.map((identifier) => ({ type: TYPE, identifier })),
      ...(address === undefined ? [] : [{ type: TYPE, address }]),
    ],
    match: (facts) =>
      facts.flatMap((fact) => matchDocument({ sha256, identifiers, address }, fact)),
  };
}

function matchDocument(
  own: {
    readonly sha256: string;
    readonly identifiers: readonly string[];
    readonly address: string | undefined;
  },
  { type, data }: KnownFact,
): readonly ThingMatch[] {
  const known = readMember(data, 'document');
  if (known === undefined || !(type === TYPE || type === 'DocumentSuperseded')) return [];
  const symbol = listIdentifiers(data).find((one) => own.identifiers.includes(one));
  const evidence: MergeEvidence[] = [
    ...([data['sha256'], data['next']].includes(own.sha256)
      ? [{ same: 'text' as const, value: own.sha256 }]
      : []),
    ...(symbol === undefined ? [] : [{ same: 'identifier' as const, value: symbol }]),
    ...(own.address !== undefined && data['address'] === own.address
      ? [{ same: 'address' as const, value: own.address }]
      : []),
  ];
  return evidence.length === 0 ? [] : [{ known, exact: true, evidence }];
}

/**
 * Returns a registered document that may be the same text in another language: of the same kind,
 * about a meeting that both tell of.
 */
export function matchTranslation(own: FactData, { type, data }: KnownFact): readonly ThingMatch[] {
  const known = readMember(data, 'document');
  if (type !== TYPE || known === undefined) return [];
  const language = readMember(data, 'language')?.split('-')[0];
  const isOther = language !== readMember(own, 'language')?.split('-')[0];
  if (!isOther || data['docType'] !== own['docType']) return [];
  const value = `${readMember(own, 'language')} and ${readMember(data, 'language')}`;
  return [{ known, exact: false, evidence: [{ same: 'translation', value }] }];
}
