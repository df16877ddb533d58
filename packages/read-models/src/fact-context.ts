import type { EventData, DateValue, DomainEvent } from '@rapporteur/contracts';
import { type FactFields, readOwnDate, readText } from './fact-fields.ts';

/** The subject, references and date of a fact, as far as the fact itself states them. */
export interface FactContext {
  readonly meeting: string | null;
  readonly body: string | null;
  readonly document: string | null;
  readonly decision: string | null;
  readonly incident: string | null;
  /** The subject, as summarised by the recorder, or its name. */
  readonly about: string | null;
  /** The fact's own date. If it has none, queries use the date of its meeting. */
  readonly occurredOn: DateValue | null;
}

// From the most to the least specific.
const ABOUT_FIELDS = [
  'summary',
  'what',
  'name',
  'title',
  'subject',
  'becomes',
  'recipients',
  'office',
  'wording',
  'topic',
  'kind',
];

/** Returns the context of an event of any type. */
export function readFactContext(event: DomainEvent): FactContext {
  const data: FactFields = event.data;
  return {
    meeting: readText(data, ['meeting', 'after']),
    body: readText(data, ['body', 'within', 'forBody']),
    document: readText(data, ['document', 'parent']),
    decision: readText(data, ['decision']),
    incident: readText(data, ['incident']) ?? readTargetIncident(event),
    about:
      event.type === 'IncidentCondemned'
        ? describeTarget(event.data.target)
        : readText(data, ABOUT_FIELDS),
    occurredOn: readOwnDate(event),
  };
}

function readTargetIncident(event: DomainEvent): string | null {
  return event.type === 'IncidentCondemned' && 'incident' in event.data.target
    ? event.data.target.incident
    : null;
}

function describeTarget(target: EventData<'IncidentCondemned'>['target']): string | null {
  return 'class' in target ? target.class : target.against;
}
