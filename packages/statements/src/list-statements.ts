import type { Assertion, DomainEvent, EventData, EventType, Modality } from '@rapporteur/contracts';
import { getValueType, type ThingKind } from './properties.ts';
import * as bodies from './readers/bodies.ts';
import * as chairs from './readers/chairs.ts';
import * as decisions from './readers/decisions.ts';
import * as documents from './readers/documents.ts';
import * as incidents from './readers/incidents.ts';
import * as meetings from './readers/meetings.ts';
import type { IdPart, Reading } from './readers/reading.ts';
import {
  EMPTY_CONTEXT,
  getActorId,
  type StatedEvent,
  type Speaker,
  type Statement,
  type StatementContext,
  VALUE_BASES,
  type ValueBasis,
} from './statement.ts';
import { VARIANT_TYPES } from './statement-values.ts';

type EventReader<T extends EventType> = (data: EventData<T>) => readonly Reading[];

// The other events state no property of a thing that several events can be about.
const READERS: { readonly [T in EventType]?: EventReader<T> } = {
  SourceDocumentRegistered: documents.readSourceDocument,
  DocumentDescribed: documents.readDocumentDescribed,
  DocumentAdopted: documents.readDocumentAdopted,
  DocumentAnnexed: documents.readDocumentAnnexed,
  BodyRegistered: bodies.readBodyRegistered,
  BodyDescribed: bodies.readBodyDescribed,
  MembershipStatusRecorded: bodies.readMembershipStatus,
  OfficeRecorded: bodies.readOfficeRecorded,
  MandateChangeReported: bodies.readMandateChange,
  OrganizationDesignated: bodies.readOrganizationDesignated,
  ChairmanshipRecorded: chairs.readChairmanshipRecorded,
  ChairmanshipTransferred: chairs.readChairmanshipTransferred,
  MeetingHeld: meetings.readMeetingHeld,
  MeetingAnnounced: meetings.readMeetingAnnounced,
  MeetingRescheduled: meetings.readMeetingRescheduled,
  MeetingChaired: meetings.readMeetingChaired,
  MeetingDescribed: meetings.readMeetingDescribed,
  NextMeetingAgreed: meetings.readNextMeetingAgreed,
  DelegationAttended: meetings.readDelegationAttended,
  OrganAttended: meetings.readOrganAttended,
  AwardsConferred: meetings.readAwardsConferred,
  PlanApproved: decisions.readPlanApproved,
  ProgrammeAdopted: decisions.readProgrammeAdopted,
  DraftEndorsed: decisions.readDraftEndorsed,
  DecisionAdopted: decisions.readDecisionAdopted,
  MeasureTaken: decisions.readMeasureTaken,
  AgreementReached: decisions.readAgreementReached,
  EventPlanned: decisions.readEventPlanned,
  DecisionStatusReported: decisions.readDecisionStatus,
  VoteTaken: decisions.readVoteTaken,
  IncidentRecorded: incidents.readIncidentRecorded,
  CasualtiesReported: incidents.readCasualtiesReported,
  IncidentCondemned: incidents.readIncidentCondemned,
};

const SPEAKER_BY_MODALITY: Readonly<Record<Modality, Speaker>> = {
  decided: 'own',
  reported: 'own',
  planned: 'own',
  stated: 'own',
  attributed: 'attributed',
  narrated: 'narrated',
  metadata: 'metadata',
};

/** Returns the speaker of an assertion. */
export function getSpeaker({
  modality,
  attributedTo,
}: Pick<Assertion, 'modality' | 'attributedTo'>): Speaker {
  const speaker = SPEAKER_BY_MODALITY[modality];
  return speaker === 'own' && attributedTo !== null ? 'attributed' : speaker;
}

function findBasis(value: unknown): ValueBasis | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('basis' in value) return value.basis as ValueBasis;
  return 'country' in value ? findBasis(value.country) : undefined;
}

/** Returns the weakest basis of a value, `stated` if it has none. */
export function getBasis(value: unknown): ValueBasis {
  if (!Array.isArray(value)) return findBasis(value) ?? 'stated';
  const weakest = Math.max(0, ...value.map((entry) => VALUE_BASES.indexOf(getBasis(entry))));
  return VALUE_BASES[weakest] ?? 'stated';
}

const isStated = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

type StatementSource = Pick<
  Statement,
  'speaker' | 'assertedBy' | 'attributedTo' | 'document' | 'statedIn'
>;

const NO_SOURCE: StatementSource = {
  speaker: 'metadata',
  assertedBy: null,
  attributedTo: null,
  document: null,
  statedIn: null,
};

function readSource({ data }: DomainEvent): StatementSource {
  if (!('assertion' in data)) return NO_SOURCE;
  const { passages, assertedBy, attributedTo, statedIn } = data.assertion;
  const document = passages[0]?.document ?? null;
  return { speaker: getSpeaker(data.assertion), assertedBy, attributedTo, document, statedIn };
}

function readEvent({ type, data }: DomainEvent): readonly Reading[] {
  // The type of the event selects the reader of its data; TypeScript cannot follow that.
  const read = READERS[type] as EventReader<EventType> | undefined;
  return read === undefined ? [] : read(data);
}

function getCanonicalPart({ kind, id }: IdPart, context: StatementContext): string {
  if (kind === 'text') return id;
  return kind === 'actor' ? getActorId(context, id) : context.canonicalId(kind, id);
}

/**
 * Returns all statements of an event, in the order of the property table; none for an event that
 * states no property. Pure. The ids of things are those after the mergers of the context.
 */
export function listStatements(
  { id: event, event: domainEvent, documentDay = null }: StatedEvent,
  context: StatementContext = EMPTY_CONTEXT,
): readonly Statement[] {
  const source = { event, documentDay, ...readSource(domainEvent) };
  return readEvent(domainEvent).flatMap(({ kind, parts, values, scope, asOfDay }) => {
    const ids = parts.map((part) => getCanonicalPart(part, context));
    const thing = { kind, id: ids.join('/') };
    const isMerged = parts.some(({ id }, index) => id !== ids[index]);
    return Object.entries(values)
      .filter(([, value]) => isStated(value))
      .map(([property, value]): Statement => {
        const basis = getBasis(value);
        return { thing, property, value, basis, ...source, asOfDay, scope, isMerged };
      });
  });
}

const KEPT: (part: IdPart) => readonly string[] = ({ id }) => [id];

/**
 * Returns the keys of the things of which an event states a value that another event may
 * contradict: `{kind}/{id}`. The ids are those that the event gives, not those after mergers.
 *
 * With `listIds`, which returns all ids that are merged with a part of an id, the result is the
 * keys of all events that may contradict this one.
 */
export function listThingKeys(
  event: DomainEvent,
  listIds: (part: IdPart) => readonly string[] = KEPT,
): readonly string[] {
  const keys = readEvent(event)
    .filter(({ kind, values }) => hasContradictable(kind, values))
    .flatMap(({ kind, parts }) =>
      parts.reduce<readonly string[]>(
        (prefixes, part) => {
          const ids = listIds(part);
          return prefixes.flatMap((prefix) => ids.map((id) => `${prefix}/${id}`));
        },
        [kind],
      ),
    );
  return keys.length > 1 ? [...new Set(keys)] : keys;
}

function hasContradictable(kind: ThingKind, values: Reading['values']): boolean {
  for (const property in values)
    if (isStated(values[property]) && !VARIANT_TYPES.has(getValueType(kind, property))) return true;
  return false;
}
