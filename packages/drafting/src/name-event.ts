import {
  Assertion,
  CATALOGUE,
  DEFINITIONS,
  type DomainEvent,
  type EventCriteria,
  type EventDefinition,
  suggestName,
} from '@rapporteur/contracts';
import { type Node, Scalar } from 'yaml';
import { ActorDirectory, type NamedActor } from './actor-directory.ts';
import { describeEvents } from './describe-events.ts';
import type { DocumentWords } from './document-words.ts';
import { expandObject } from './expand-value.ts';
import {
  type ExpansionContext,
  reportProblem,
  reportUnknownField,
  type ShorthandExpander,
} from './expansion-context.ts';
import { ASSERTION_FIELDS } from './parse-source.ts';
import { PASSAGE_FIELDS, parsePassages } from './passage-requests.ts';
import type { NamedEvent, NamedEvents, RecordQuestions } from './record-questions.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  type MappingEntry,
} from './submission-document.ts';

/** Stands for an event whose problem is reported, or that the record was not asked for yet. */
export const PLACEHOLDER_EVENT = 'placeholder.1';

/** The fields that name an event whatever its type is. */
const COMMON_NAMES = ['type', 'document', ...PASSAGE_FIELDS];

/** The type of an event by the field that names it, if it can have no other. */
const TYPE_OF_FIELD: Readonly<Record<string, string>> = { conflict: 'ConflictFlagged' };

const SHOWN_EVENTS_MAX = 5;

/** Any key is the id of an actor: the fact with it is found, or not. */
class ActorIds extends ActorDirectory {
  readonly #actors: ActorDirectory;

  constructor(actors: ActorDirectory) {
    super();
    this.#actors = actors;
  }

  override find(key: string): NamedActor {
    const fields = { id: this.#actors.find(key)?.fields['id'] ?? key };
    return { fields, names: [], isValid: true };
  }
}

/** Returns the context of values that a fact is compared with: an actor is its id alone. */
export function toPatternContext(context: ExpansionContext): ExpansionContext {
  return { ...context, actors: new ActorIds(context.actors) };
}

/** Finds the events that a file names as a submission writes facts: type, fields and words. */
export class EventNaming {
  readonly #record: RecordQuestions;
  readonly #words: DocumentWords;

  constructor(record: RecordQuestions, words: DocumentWords) {
    this.#record = record;
    this.#words = words;
  }

  /** The shorthand of an id of an event, which should be in effect. */
  readonly expand: ShorthandExpander = (node, context) => this.#expand(node, context, false);

  /** Returns the id of the event that a mapping names; undefined for any other node. */
  #expand(node: Node | null, context: ExpansionContext, retracted: boolean): string | undefined {
    const entries = getEntries(node);
    if (entries === undefined) return undefined;

    const { document } = context;
    const before = this.#record.openCount + document.problems.length;
    const criteria = this.#buildCriteria(node, entries, context);
    if (this.#record.openCount + document.problems.length > before) return PLACEHOLDER_EVENT;

    const found = this.#record.findEvents({ ...criteria, retracted });
    if (found === undefined) return PLACEHOLDER_EVENT;
    // A file sent again names an event that its command has changed already: the same command is
    // then recorded once, and the rules of the record judge any other.
    const changed =
      found.total === 0 ? this.#record.findEvents({ ...criteria, retracted: !retracted }) : found;
    if (changed === undefined) return PLACEHOLDER_EVENT;
    const [event] = changed.events;
    if (event !== undefined && changed.total === 1) return event.id;
    reportNotOne(found.total === 0 ? found : changed, criteria, { node, context });
    return PLACEHOLDER_EVENT;
  }

  #buildCriteria(
    node: Node | null,
    entries: readonly MappingEntry[],
    context: ExpansionContext,
  ): Omit<EventCriteria, 'retracted'> {
    const field = context.path.split('.').at(-1) ?? '';
    const type = getScalarText(getEntryValue(entries, 'type')) ?? TYPE_OF_FIELD[field];
    const definition = findDefinition(type, node, context);
    const document = getScalarText(getEntryValue(entries, 'document'));
    const passage = joinOffsets(entries);
    const requests = parsePassages(passage, context);
    const words =
      requests.length === 0 ? [] : this.#words.describe({ document, requests, node }, context);
    return {
      ...(type === undefined ? {} : { type }),
      ...(document === undefined ? {} : { document }),
      ...(words.length === 0 ? {} : { words }),
      fields: this.#expandFields(
        passage.filter(({ key }) => !COMMON_NAMES.includes(key)),
        definition,
        context,
      ),
    };
  }

  /** Returns the values of the fields that a mapping gives, by the schema of the type. */
  #expandFields(
    entries: readonly MappingEntry[],
    definition: EventDefinition | undefined,
    context: ExpansionContext,
  ): NonNullable<EventCriteria['fields']> {
    if (definition === undefined) {
      for (const { keyNode, key } of entries) reportUntyped(key, keyNode, context);
      return {};
    }
    const { schema, type } = definition;
    const isOfAssertion = ({ key }: MappingEntry): boolean =>
      ASSERTION_FIELDS.includes(key) && Object.hasOwn(schema.shape, 'assertion');
    const known = [...COMMON_NAMES, ...Object.keys(schema.shape), ...ASSERTION_FIELDS];
    for (const entry of entries)
      if (!known.includes(entry.key)) reportUnknownField(entry, known, context);

    // A retraction that can be taken back is that of a fact, which is then retracted.
    const expandTarget: ShorthandExpander = (node, inner) =>
      this.#expand(node, inner, type === 'RecordRetracted');
    const patternContext = {
      ...toPatternContext(context),
      shorthands: { ...context.shorthands, EventId: expandTarget },
    };
    const own = entries.filter((entry) => Object.hasOwn(schema.shape, entry.key));
    const assertion = expandObject(entries.filter(isOfAssertion), Assertion, patternContext);
    const fields = {
      ...expandObject(own, schema, patternContext),
      ...(Object.keys(assertion).length === 0 ? {} : { assertion }),
    };
    return JSON.parse(JSON.stringify(fields)) as NonNullable<EventCriteria['fields']>;
  }
}

/** Returns the entries with `start: 12, end: 40` as `passage: 12-40`. */
function joinOffsets(entries: readonly MappingEntry[]): readonly MappingEntry[] {
  const start = entries.find(({ key }) => key === 'start');
  const end = entries.find(({ key }) => key === 'end');
  if (start === undefined || end === undefined) return entries;
  const value = new Scalar(`${getScalarText(start.value)}-${getScalarText(end.value)}`);
  value.range = start.value?.range ?? null;
  return [
    ...entries.filter((entry) => entry !== start && entry !== end),
    { key: 'passage', keyNode: start.keyNode, value },
  ];
}

function reportUntyped(field: string, place: Node, context: ExpansionContext): void {
  reportProblem(context, {
    code: 'DRAFTING_FIELD_MISSING',
    place,
    message: `An event that is named by \`${field}\` must have a type.`,
    remedy: 'Write its `type` as well, such as `type: MeetingHeld`.',
  });
}

function findDefinition(
  type: string | undefined,
  place: Node | null,
  context: ExpansionContext,
): EventDefinition | undefined {
  if (type === undefined) return undefined;
  const definition = DEFINITIONS.find((each) => each.type === type);
  if (definition !== undefined) return definition;
  const remedy = suggestName(
    type,
    DEFINITIONS.map((each) => each.type),
  );
  const message = `Unknown type \`${type}\`.`;
  reportProblem(context, { code: 'DRAFTING_TYPE_UNKNOWN', place, message, remedy });
  return undefined;
}

function reportNotOne(
  { events, total }: NamedEvents,
  { type }: Omit<EventCriteria, 'retracted'>,
  { node, context }: { readonly node: Node | null; readonly context: ExpansionContext },
): void {
  const name = type ?? 'fact';
  if (total === 0) {
    reportProblem(context, {
      code: 'DRAFTING_EVENT_UNKNOWN',
      place: node,
      message: `The record has no ${name} with this content in effect.`,
      remedy:
        'Write fewer fields or the words exactly as recorded, or give its id: `rapporteur query ' +
        'facts` and `query corrections` list them.',
    });
    return;
  }
  const shown = events.slice(0, SHOWN_EVENTS_MAX).map(formatEvent).join('; ');
  reportProblem(context, {
    code: 'DRAFTING_EVENT_AMBIGUOUS',
    place: node,
    message: `This names ${total} events: ${shown}${total > SHOWN_EVENTS_MAX ? '; …' : ''}.`,
    remedy: 'Give more of its fields, its `document` and `quote`, or one of these ids.',
  });
}

/** Returns the id of an event, and the sentence of a fact. */
function formatEvent({ id, type, data }: NamedEvent): string {
  // The record keeps only a part of the data of an amendment.
  const parsed = CATALOGUE.getDefinition(type).schema.safeParse(data);
  if (!parsed.success) return `\`${id}\``;
  const [sentence = ''] = describeEvents([{ type, data: parsed.data } as DomainEvent]);
  return `\`${id}\` (${sentence})`;
}
