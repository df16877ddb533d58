import type { EventData, DateValue, DomainEvent } from '@rapporteur/contracts';

/** What a fact is about and when it came to be, as far as the fact itself says. */
export interface Occasion {
  readonly meeting: string | null;
  readonly body: string | null;
  readonly document: string | null;
  readonly decision: string | null;
  readonly incident: string | null;
  /** In our words, or by its name. */
  readonly about: string | null;
  /** The fact's own date; where it has none, queries take its meeting's. */
  readonly on: DateValue | null;
}

type Data = Readonly<Record<string, unknown>>;

const textIn = (data: Data, names: readonly string[]): string | null =>
  names.map((name) => data[name]).find((value): value is string => typeof value === 'string') ??
  null;

// From what says most to what says least.
const ABOUT = [
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
const OWN_DATE = ['occurredOn', 'adoptedOn', 'effectiveOn', 'startedOn', 'heldAsOf'];
// Of what is reported the period is when it was so; of a plan or programme, what it is for.
const DATED_BY_PERIOD: ReadonlySet<string> = new Set(['ActivityReported', 'AssessmentReported']);

/** Reads the occasion of an event of any type. */
export function occasionOf(event: DomainEvent): Occasion {
  const data: Data = event.data;
  const names = DATED_BY_PERIOD.has(event.type) ? [...OWN_DATE, 'period'] : OWN_DATE;
  const dates = names.map((name) => data[name] as DateValue | null | undefined);
  return {
    meeting: textIn(data, ['meeting', 'after']),
    body: textIn(data, ['body', 'within', 'forBody']),
    document: textIn(data, ['document', 'parent']),
    decision: textIn(data, ['decision']),
    incident: textIn(data, ['incident']) ?? incidentOfTarget(event),
    about:
      event.type === 'IncidentCondemned' ? aboutTarget(event.data.target) : textIn(data, ABOUT),
    on: dates.find((date) => date !== null && date !== undefined) ?? null,
  };
}

function incidentOfTarget(event: DomainEvent): string | null {
  return event.type === 'IncidentCondemned' && 'incident' in event.data.target
    ? event.data.target.incident
    : null;
}

function aboutTarget(target: EventData<'IncidentCondemned'>['target']): string | null {
  return 'class' in target ? target.class : target.against;
}
