import type { EventData, DateValue, DomainEvent } from '@rapporteur/contracts';

/** What a fact is about and when it came to be, as far as the fact itself says. */
export interface FactContext {
  readonly meeting: string | null;
  readonly body: string | null;
  readonly document: string | null;
  readonly decision: string | null;
  readonly incident: string | null;
  /** In our words, or by its name. */
  readonly about: string | null;
  /** The fact's own date; where it has none, queries take its meeting's. */
  readonly occurredOn: DateValue | null;
}

type ContextFields = Readonly<Record<string, unknown>>;

const textIn = (data: ContextFields, names: readonly string[]): string | null =>
  names.map((name) => data[name]).find((value): value is string => typeof value === 'string') ??
  null;

// From what says most to what says least.
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
// When it came to be; when it is due or scheduled is another question.
const OWN_DATE_FIELDS = ['occurredOn', 'adoptedOn', 'effectiveOn', 'startedOn', 'heldAsOf'];
// Of what is reported the period is when it was so; of a plan or programme, what it is for.
const DATED_BY_PERIOD: ReadonlySet<string> = new Set(['ActivityReported', 'AssessmentReported']);

/** Reads the occasion of an event of any type. */
export function readFactContext(event: DomainEvent): FactContext {
  const data: ContextFields = event.data;
  const names = DATED_BY_PERIOD.has(event.type) ? [...OWN_DATE_FIELDS, 'period'] : OWN_DATE_FIELDS;
  const dates = names.map((name) => data[name] as DateValue | null | undefined);
  return {
    meeting: textIn(data, ['meeting', 'after']),
    body: textIn(data, ['body', 'within', 'forBody']),
    document: textIn(data, ['document', 'parent']),
    decision: textIn(data, ['decision']),
    incident: textIn(data, ['incident']) ?? readTargetIncident(event),
    about:
      event.type === 'IncidentCondemned'
        ? describeTarget(event.data.target)
        : textIn(data, ABOUT_FIELDS),
    occurredOn: dates.find((date) => date !== null && date !== undefined) ?? null,
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
