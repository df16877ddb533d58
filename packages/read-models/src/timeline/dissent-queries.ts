import { ActorRef, type EventData } from '@rapporteur/contracts';
import { z } from 'zod';
import { DATE_SOURCES } from '../days/fact-day.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import { DateView, readonlyArray } from '../views.ts';
import type { FactFilter } from './fact-filter.ts';
import { type FactView, listFacts } from './fact-queries.ts';

/** The kinds of dissent, from lack of consensus to no participation. */
export const DISSENT_KINDS = [
  'no-consensus',
  'dissociated',
  'reserved',
  'abstained',
  'voted-against',
  'vetoed',
  'refused-to-sign',
  'took-no-part',
] as const satisfies readonly EventData<'DissentRecorded'>['kind'][];

/** A dissent from a meeting or a document, by one fact. */
export const DissentView = z
  .object({
    collection: z.string(),
    event: z.string(),
    by: readonlyArray(ActorRef).meta({ description: 'Empty: the source names no actor.' }),
    kind: z.enum(DISSENT_KINDS),
    subject: z.string(),
    reason: z.string().nullable(),
    meeting: z.string().nullable(),
    body: z.string().nullable().meta({ description: 'The body of the meeting.' }),
    document: z.string().nullable().meta({ description: 'The document dissented from.' }),
    date: DateView.meta({ description: 'The day of the meeting, else of a document.' }),
    dateOf: z.enum(DATE_SOURCES).nullable(),
    attributedTo: ActorRef.nullable(),
    documents: readonlyArray(z.string()).meta({ description: 'The sources.' }),
    statedIn: z.string().nullable().meta({ description: 'The document that the source relays.' }),
  })
  .meta({ id: 'Dissent', description: 'A dissent from a meeting or a document.' });
export type DissentView = z.output<typeof DissentView>;

/** Selects dissents. */
export type DissentFilter = Pick<
  FactFilter,
  'agents' | 'bodies' | 'meetings' | 'documents' | 'aboutDocuments' | 'kinds' | 'search'
>;

/** Returns dissents by the day of their meeting, else of the nearest document that has a day. */
export async function listDissents(
  database: QueryDatabase,
  scope: QueryScope,
  filter: DissentFilter,
  page: PageRequest,
): Promise<ResultPage<DissentView>> {
  const types = ['DissentRecorded'];
  const { rows, ...rest } = await listFacts(database, scope, { ...filter, types }, page);
  return { rows: rows.map((fact) => toDissentView(scope, fact)), ...rest };
}

function toDissentView({ aliases }: QueryScope, fact: FactView): DissentView {
  const { collection, event, meeting, date, dateOf, attributedTo, documents, statedIn } = fact;
  const { by, kind, subject, reason, document } =
    fact.data as unknown as EventData<'DissentRecorded'>;
  return {
    collection,
    event,
    by,
    kind,
    subject,
    reason,
    meeting,
    body: fact.meetingBody,
    document: document === null ? null : aliases.canonicalId('document', document, collection),
    date,
    dateOf,
    attributedTo,
    documents,
    statedIn,
  };
}
