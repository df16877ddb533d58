import { ActorRef, type DomainEvent, type EventData } from '@rapporteur/contracts';
import { formatKind, formatMeasures } from './decisions.ts';
import { type EventNames, formatMeetingName, type NamedKind } from './event-names.ts';

/**
 * Returns the names that events give to the things they introduce, for sentences about the same
 * events. A thing with two names has the first one.
 */
export function collectNames(events: readonly DomainEvent[]): EventNames {
  const names = new Map<string, string>();
  const nameOf = (kind: NamedKind, id: string): string | null => names.get(`${kind} ${id}`) ?? null;
  const add = (kind: NamedKind, id: string, name: string | null): void => {
    if (name !== null && nameOf(kind, id) === null) names.set(`${kind} ${id}`, name);
  };

  for (const event of events) {
    const given = findGivenName(event);
    if (given !== null) add(...given);
    for (const { id, nameAsWritten } of listPersons(event.data)) add('actor', id, nameAsWritten);
  }
  for (const { type, data } of events) {
    if (type !== 'MeetingHeld' && type !== 'MeetingAnnounced') continue;
    const { meeting, body, session, series, ordinal } = data;
    const bodyName = nameOf('body', body);
    if (bodyName === null || ordinal === null) continue;
    const parts = { bodyName, session, series, ordinal: ordinal.value };
    add('meeting', meeting, formatMeetingName(parts));
  }
  return { nameOf };
}

/** Returns the persons that a value mentions at any depth. */
function listPersons(value: unknown): readonly ActorRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(listPersons);
  const isPerson = 'kind' in value && value.kind === 'person' && ActorRef.safeParse(value).success;
  return isPerson ? [value as ActorRef, ...inside] : inside;
}

/** The name that an event gives to a thing; null if it gives none. */
type GivenName = readonly [kind: NamedKind, id: string, name: string | null];

/** The names that events of each type give. */
const GIVEN_NAMES: { readonly [T in DomainEvent['type']]?: (data: EventData<T>) => GivenName } = {
  CollectionOpened: ({ rootBody, title }) => ['body', rootBody, title],
  BodyRegistered: ({ body, name }) => ['body', body, name],
  SourceDocumentRegistered: ({ document, title }) => ['document', document, title],
  DocumentAdopted: ({ document, title }) => ['document', document, title],
  IncidentRecorded: ({ incident, name }) => ['incident', incident, name],
  PlanApproved: ({ decision, name, kind }) => [
    'decision',
    decision,
    name ?? formatKind(decision, kind),
  ],
  EventPlanned: ({ decision, name, kind }) => [
    'decision',
    decision,
    name ?? formatKind(decision, kind),
  ],
  MeasureTaken: (data) => ['decision', data.decision, formatMeasures(data)],
  ProgrammeAdopted: ({ decision, name }) => ['decision', decision, name],
  DraftEndorsed: ({ decision, name }) => ['decision', decision, name],
  DecisionAdopted: ({ decision, subject }) => ['decision', decision, subject],
  AgreementReached: ({ decision, what }) => ['decision', decision, what],
  DecisionStatusReported: ({ decision, subject }) => ['decision', decision, subject],
};

function findGivenName({ type, data }: DomainEvent): GivenName | null {
  // The type determines the form of the data; TypeScript cannot follow that through the union.
  const read = GIVEN_NAMES[type] as ((data: object) => GivenName) | undefined;
  return read?.(data) ?? null;
}
