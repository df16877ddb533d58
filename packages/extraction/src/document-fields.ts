import type { Draft, DraftValue } from './draft.ts';
import { toCoreFields } from './core-fields.ts';

/** The values of a document that its draft must have right. */
export interface DocumentFields {
  /** Undefined if the text begins with a sentence: its title is then not compared. */
  readonly title?: string | undefined;
  readonly symbol?: string | undefined;
  /** The id of the body that issued it. */
  readonly issuer?: string | undefined;
  /** The day of its publication, else that of its dateline. */
  readonly date?: string | undefined;
  readonly language: string;
  /** The ids of the decisions and documents that it cites. */
  readonly citations?: readonly string[] | undefined;
}

/** Returns the values of the document that a draft gives. */
export function toDocumentFields({ source, facts }: Draft): DocumentFields {
  const [identifier] = listValues(source['identifiers']);
  const described = facts
    .filter(({ type, fields }) => type === 'DocumentDescribed' && isOf(fields, source))
    .toSorted((a, b) => rankAspect(a.fields) - rankAspect(b.fields));
  const cited = facts.flatMap(({ fields }) => listValues(fields['instruments']));
  const [dated] = described;
  return {
    title: readText(source['title']) ?? '',
    symbol: readText(identifier?.['value']),
    issuer: readText(source['issuer']),
    date: dated === undefined ? undefined : toCoreFields(dated)['occurredOn'],
    language: readText(source['language']) ?? '',
    citations: [...new Set(cited.flatMap(({ id }) => readText(id) ?? []))].toSorted(),
  };
}

function isOf(fields: Draft['source'], source: Draft['source']): boolean {
  return fields['document'] === source['document'];
}

function rankAspect(fields: Draft['source']): number {
  return fields['aspect'] === 'published' ? 0 : 1;
}

function listValues(value: DraftValue | undefined): readonly Draft['source'][] {
  return Array.isArray(value) ? (value as readonly Draft['source'][]) : [];
}

function readText(value: DraftValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
