import { CATALOGUE, type DateValue, type DomainEvent, type EventType } from '@rapporteur/contracts';
import { listStatements } from '../list-statements.ts';
import type { Statement, StatementContext } from '../statement.ts';

const SHA = 'a'.repeat(64);

/** The source of a sample event. */
export interface SampleSource {
  readonly document?: string;
  readonly modality?: string;
  readonly statedIn?: string | null;
}

/** Creates an event of a type; the schema fills in the fields that are left out. */
export function createEvent(
  type: EventType,
  fields: object,
  { document = 'note', modality = 'narrated', statedIn = null }: SampleSource = {},
): DomainEvent {
  const passage = { document, documentSha256: SHA, start: 0, end: 10, sha256: SHA, line: 1 };
  const assertion = { passages: [passage], modality, statedIn };
  return {
    type,
    data: CATALOGUE.getDefinition(type).parse({ ...fields, assertion }),
  } as DomainEvent;
}

/** Returns the statements of one property of an event. Throws if the event states none. */
export function statementOf(
  property: string,
  {
    id,
    event,
    documentDay,
  }: {
    readonly id: string;
    readonly event: DomainEvent;
    readonly documentDay?: string;
  },
  context?: StatementContext,
): Statement {
  const statements = listStatements({ id, event, documentDay: documentDay ?? null }, context);
  const statement = statements.find((each) => each.property === property);
  if (statement === undefined) throw new Error(`The event ${id} states no \`${property}\`.`);
  return statement;
}

/** Returns a date with the basis `stated`. */
export function toDate(edtf: string, asWritten: string | null = null): DateValue {
  return { edtf, asWritten, basis: 'stated', rule: null };
}
