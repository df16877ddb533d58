import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import {
  createSectionSchemas,
  listPageFacts,
  type PageFactRow,
  type PageSections,
  toPageFacts,
} from './page-facts.ts';

/** The recorded facts on the page of a thing: their sections, and the fields that name the thing. */
interface ThingSections<S extends PageSections> {
  readonly sections: S;
  /** The paths of the fields, such as `organization.id`. */
  readonly fields: readonly string[];
  /** The column that lists the things of all these fields, by which an index finds the facts. */
  readonly column?: 'decisions' | 'aboutDocuments';
}

/** The facts of a body that no other part of its page has with all their fields. */
export const BODY_FACTS = {
  sections: {
    chairmanships: ['ChairmanshipRecorded'],
    handOvers: ['ChairmanshipTransferred'],
    mandateChanges: ['MandateChangeReported'],
    designations: ['OrganizationDesignated'],
    assessments: ['AssessmentReported'],
  },
  fields: ['body', 'organization.id', 'subject.id'],
} as const satisfies ThingSections<PageSections>;

/** The facts that state a decision. */
export const DECISION_FACTS = {
  sections: {
    stated: [
      'PlanApproved',
      'ProgrammeAdopted',
      'DraftEndorsed',
      'DecisionAdopted',
      'MeasureTaken',
      'AgreementReached',
      'EventPlanned',
    ],
    votes: ['VoteTaken'],
    // The preamble of a resolution, and positions that its text states.
    positions: ['PositionStated'],
    // An operative paragraph that condemns acts, which decides nothing else.
    condemnations: ['IncidentCondemned'],
  },
  fields: ['decision'],
  column: 'decisions',
} as const satisfies ThingSections<PageSections>;

/** The facts about a document itself, and the registrations of its other versions. */
export const DOCUMENT_FACTS = {
  sections: {
    registrations: ['SourceDocumentRegistered'],
    supersessions: ['DocumentSuperseded'],
    descriptions: ['DocumentDescribed'],
    adoptions: ['DocumentAdopted'],
    dissents: ['DissentRecorded'],
  },
  fields: ['document', 'versionOf'],
  column: 'aboutDocuments',
} as const satisfies ThingSections<PageSections>;

export const BODY_SECTION_SCHEMAS = createSectionSchemas(BODY_FACTS.sections);
export const DECISION_SECTION_SCHEMAS = createSectionSchemas(DECISION_FACTS.sections);
export const DOCUMENT_SECTION_SCHEMAS = createSectionSchemas(DOCUMENT_FACTS.sections);

/** Reads the facts that name a thing, under any of its ids, in sections. */
export async function readThingSections<S extends PageSections>(
  database: QueryDatabase,
  scope: QueryScope,
  { sections, fields, column }: ThingSections<S>,
  things: readonly ThingRef[],
): Promise<Readonly<Record<keyof S, readonly PageFactRow[]>>> {
  const facts = await listPageFacts(database, scope, (query, f) => {
    const types = query.parameter(Object.values(sections).flat(), 'text[]');
    const named = fields.map((field) => {
      const id = sql<string | null>`${f.data} #>> '{${field.replaceAll('.', ',')}}'`;
      return query.isThing({ collection: f.collection, id }, things);
    });
    const { collection } = f;
    if (column !== undefined) query.whereContainsThing({ collection, ids: f[column] }, things);
    return `${f.eventType} = ANY(${types}) AND (${named.join(' OR ')})`;
  });
  const entries = Object.entries(sections).map(([name, types]) => [
    name,
    toPageFacts(facts.filter(({ type }) => (types as readonly string[]).includes(type))),
  ]);
  return Object.fromEntries(entries) as Record<keyof S, readonly PageFactRow[]>;
}
