import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DATA_SOURCE, TEXT_STORE, type TextStore } from '@rapporteur/platform';
import {
  DOCUMENT_FACTS,
  DOCUMENT_SECTION_SCHEMAS,
  findSource,
  listFacts,
  listSources,
  omitAssertion,
  type PageFactRow,
  readonlyArray,
  readThingSections,
  SourceView,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  agreementColumns,
  computedColumn,
  fieldColumns,
  numberColumns,
} from '../csv.ts';
import { FACT_CONTENT, TimelineFact, toFactData } from '../fact-data.ts';
import { choiceParameter, listParameter } from '../parameters.ts';
import { createUnknownThingProblem } from '../resolve-ids.ts';
import { withStatements } from '../statements.ts';

const COVERAGES = ['full', 'extract', 'unknown', 'cited'] as const;

const COLUMNS = [
  ...fieldColumns('document', 'docType', 'title', 'language', 'held', 'sha256'),
  ...fieldColumns('characters:number', 'redistributable:boolean', 'about'),
  ...actorColumns('issuer'),
  computedColumn<SourceView>(
    'published',
    ({ published }) => (published.stated ? published.edtf : null),
    'date',
  ),
  ...actorColumns('authors'),
  computedColumn<SourceView>('adopted_by', ({ adopted }) => adopted?.by?.id),
  computedColumn<SourceView>(
    'annexed_to',
    ({ annexedTo }) => annexedTo.map(({ document }) => document),
    'list',
  ),
  ...numberColumns('facts'),
  ...agreementColumns('title', 'published:publishedOn'),
  ...fieldColumns('events:list', 'retractedBy', 'collection'),
];

const Document = z
  .object({
    ...SourceView.shape,
    textHeld: z.boolean().meta({ description: 'Whether this instance holds the text.' }),
  })
  .meta({ id: 'Document', description: 'A document of the record.' });

const DocumentFact = TimelineFact.extend({ fact: FACT_CONTENT }).meta({
  id: 'DocumentFact',
  description: 'A fact of a document, with all its fields.',
});

const DocumentPage = z
  .object({
    ...Document.shape,
    ...DOCUMENT_SECTION_SCHEMAS,
    versions: DOCUMENT_SECTION_SCHEMAS.registrations.meta({
      description: 'The registrations of its other versions and renderings.',
    }),
    factsTold: readonlyArray(DocumentFact).meta({
      description: 'A page of the facts that it states or relays.',
    }),
  })
  .meta({ id: 'DocumentPage', description: 'A document, and the facts that it states.' });

/** The base of the handlers that say whether this instance holds the text of a document. */
abstract class DocumentQueryHandler {
  protected readonly database: DataSource;
  readonly #texts: TextStore;

  constructor(@Inject(DATA_SOURCE) database: DataSource, @Inject(TEXT_STORE) texts: TextStore) {
    this.database = database;
    this.#texts = texts;
  }

  protected async toDocumentData(source: SourceView, statements: boolean) {
    const text = source.sha256 === null ? undefined : await this.#texts.get(source.sha256);
    return { ...withStatements(source, statements), textHeld: text !== undefined };
  }
}

export class ListDocumentsQuery extends defineQuery({
  path: 'sources',
  tag: 'sources',
  summary:
    'The documents of the record: the coverage of their texts, their issuers and authors, and ' +
    'their fact counts.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    docType: listParameter('Filter by type, such as communique'),
    held: choiceParameter(COVERAGES, 'Filter by the coverage of the text'),
  },
  columns: COLUMNS,
  answer: readonlyArray(Document),
}) {}

@QueryHandler(ListDocumentsQuery)
class ListDocumentsHandler
  extends DocumentQueryHandler
  implements IQueryHandler<ListDocumentsQuery>
{
  async execute({ scope, page, parameters, statements }: ListDocumentsQuery) {
    const filter = { docTypes: parameters.docType, held: parameters.held };
    const { rows, next } = await listSources(this.database, scope, filter, page);
    const data = await Promise.all(rows.map((source) => this.toDocumentData(source, statements)));
    return { data, rows, next };
  }
}

export class FindDocumentQuery extends defineQuery({
  path: 'sources/{document}',
  tag: 'sources',
  summary:
    'One document: the facts about it, and those that are stated or relayed in it, with all their ' +
    'fields.',
  projections: [TIMELINE],
  paged: true,
  parameters: {},
  columns: COLUMNS,
  answer: DocumentPage,
}) {}

@QueryHandler(FindDocumentQuery)
class FindDocumentHandler extends DocumentQueryHandler implements IQueryHandler<FindDocumentQuery> {
  async execute({ scope, page, path, statements }: FindDocumentQuery) {
    const { database } = this;
    const documents = scope.aliases.things('document', path.document);
    const source = await findSource(database, scope, documents);
    if (source === null) {
      throw await createUnknownThingProblem({ database, scope }, 'document', path.document);
    }

    const filter = { documents };
    const { rows, next } = await listFacts(database, scope, filter, page, 'document');
    const sections = await readThingSections(database, scope, DOCUMENT_FACTS, documents);
    const ids = new Set(documents.map(({ id }) => id));
    const isOwn = ({ data }: PageFactRow): boolean => ids.has(String(data['document']));
    const data = {
      ...(await this.toDocumentData(source, statements)),
      ...sections,
      registrations: sections.registrations.filter(isOwn),
      versions: sections.registrations.filter((fact) => !isOwn(fact)),
      factsTold: rows.map(({ data: content, ...fact }) => ({
        ...toFactData(scope, fact),
        fact: omitAssertion(content),
      })),
    };
    return { data, rows: page.after === null ? [source] : [], next };
  }
}

export const DOCUMENT_QUERIES = [ListDocumentsQuery, FindDocumentQuery];
export const DOCUMENT_HANDLERS = [ListDocumentsHandler, FindDocumentHandler];
