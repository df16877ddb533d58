import type { Command, DomainEvent, Referent, CommandFact } from '@rapporteur/contracts';
import { findConflicts } from './conflicts.ts';
import { type Decision, type NewEvent, recordEvents, reject } from './decision.ts';
import { getDefinition, getFields, getPassages, isSameFact, formatSubject } from './identity.ts';
import { findSimilarId } from './similar-ids.ts';
import { type Rejection, type RejectionCode, createRejection } from './rejection.ts';
import { RULES } from './rules/all.ts';
import type { RuleContext } from './rules/rule.ts';
import {
  applyEvent,
  type CollectionState,
  isKnown,
  factKeys,
  findCurrentFacts,
  type CurrentFact,
} from './state.ts';

/** The most refusals that one answer lists. */
const REJECTIONS_MAX = 100;

type FactsCommand = Extract<Command, { readonly kind: 'facts' }>;

/** What a command brings into the record, wherever in it that stands: `{referent}/{id}`. */
function introducedBy(brought: readonly DomainEvent[]): ReadonlySet<string> {
  const introduced = new Set<string>();
  for (const event of brought) {
    const fields = getFields(event);
    for (const { referent, field } of getDefinition(event).introduces)
      introduced.add(`${referent}/${String(fields[field])}`);
  }
  return introduced;
}

/** What a rule may look at: the state, and what the command itself brings along, in whatever order. */
export function ruleContext(
  state: CollectionState,
  introduced: ReadonlySet<string> = new Set(),
): RuleContext {
  return {
    state,
    isKnown: (referent: Referent, id: string) =>
      introduced.has(`${referent}/${id}`) || isKnown(state, referent, id),
    formatFix: (referent, id, otherwise) => {
      const near = findSimilarId(state, referent, id);
      return near === undefined ? otherwise : `did you mean ${near}? Else ${otherwise}`;
    },
  };
}

/** Why a fact is refused by the rules, with fields as seen from the command. */
export function findRejections(
  event: DomainEvent,
  at: string,
  context: RuleContext,
): readonly Rejection[] {
  return RULES.flatMap((rule) => rule(event, context)).map((refusal) => ({
    ...refusal,
    field: [at, refusal.field].filter((part) => part !== '' && part !== null).join('.') || null,
  }));
}

const REGISTRATIONS: Partial<Record<DomainEvent['type'], RejectionCode>> = {
  SourceDocumentRegistered: 'DOMAIN_SOURCE_DIFFERS',
  BodyRegistered: 'DOMAIN_BODY_DIFFERS',
};

/** The fact that stands for the same words and subject: what the new one must agree with to be the same fact. */
function twinOf(state: CollectionState, event: DomainEvent): CurrentFact | undefined {
  const passages = getPassages(event);
  const subject = formatSubject(event);
  // What is registered is one thing whatever it was read from; so is a fact that no passage tells.
  if (event.type in REGISTRATIONS || passages.length === 0)
    return findCurrentFacts(state, factKeys.subject(event, subject))[0];
  for (const passage of passages) {
    const [twin] = findCurrentFacts(state, factKeys.passage(event, passage, subject));
    if (twin !== undefined) return twin;
  }
  return undefined;
}

function differs(event: CommandFact, twin: CurrentFact): Rejection {
  const field = event.at === '' ? {} : { field: event.at };
  if (
    event.type === 'SourceDocumentRegistered' &&
    twin.event.type === 'SourceDocumentRegistered' &&
    event.data.sha256 !== twin.event.data.sha256
  ) {
    const message = `${event.data.document} was registered with another text (${twin.event.data.sha256 ?? 'none'})`;
    return createRejection(
      'DOMAIN_SOURCE_TEXT_DIFFERS',
      message,
      'SupersedeSource replaces the text of a document; another document needs another id',
      {
        ...field,
        event: twin.id,
      },
    );
  }
  const registered = REGISTRATIONS[event.type];
  if (registered !== undefined) {
    return createRejection(
      registered,
      `the record says otherwise of it in ${twin.id}`,
      'CorrectRecord changes what was registered',
      { ...field, event: twin.id },
    );
  }
  return createRejection(
    'DOMAIN_PASSAGE_TWO_VALUES',
    `the same words were recorded with another value in ${twin.id}`,
    'CorrectRecord corrects a value; another passage is another fact',
    {
      ...field,
      event: twin.id,
    },
  );
}

/** The decisions about the facts of one command, one after another. */
class Recording {
  readonly events: NewEvent[] = [];
  readonly already: string[] = [];
  readonly refusals: Rejection[] = [];
  #folded: CollectionState;
  /** How many of the events are folded: the last ones only when a further fact has to be seen beside them. */
  #foldedCount = 0;
  readonly #commandId: string;
  readonly #introduced: ReadonlySet<string>;

  constructor(state: CollectionState, command: FactsCommand, commandId: string) {
    this.#folded = state;
    this.#commandId = commandId;
    this.#introduced = introducedBy(command.facts);
  }

  add(fact: CommandFact): void {
    const { at, ...event } = fact;
    const state = this.#state();
    const twin = twinOf(state, event);
    if (twin !== undefined && isSameFact(event, twin.event)) {
      this.already.push(twin.id);
      return;
    }
    // All on the newest state: to read older ones in turns with it would undo and redo the command for each fact.
    const refusals = findRejections(event, at, ruleContext(state, this.#introduced));
    if (twin !== undefined) this.refusals.push(differs(fact, twin));
    this.refusals.push(...refusals);
    if (twin === undefined && refusals.length === 0) this.#record(event, state);
  }

  #record(event: DomainEvent, state: CollectionState): void {
    const stream = getDefinition(event).stream?.(event.data);
    if (stream === undefined) throw new Error(`${event.type} has no stream of its own`);
    const conflicts = findConflicts(state, this.#id(this.events.length), event);
    this.events.push({ ...event, stream });
    for (const data of conflicts) this.events.push({ type: 'ConflictFlagged', data, stream });
  }

  #id(index: number): string {
    return `${this.#commandId}.${index + 1}`;
  }

  #state(): CollectionState {
    for (; this.#foldedCount < this.events.length; this.#foldedCount++) {
      const event = this.events[this.#foldedCount] as NewEvent;
      this.#folded = applyEvent(this.#folded, this.#id(this.#foldedCount), event.stream, event);
    }
    return this.#folded;
  }
}

/** Records facts, all of them or none; what the record says already is recorded once. */
export function decideFacts(
  state: CollectionState,
  command: FactsCommand,
  commandId: string,
): Decision {
  const recording = new Recording(state, command, commandId);
  for (const fact of command.facts) recording.add(fact);
  if (recording.refusals.length > 0) return reject(...recording.refusals.slice(0, REJECTIONS_MAX));
  return recordEvents(recording.events, recording.already);
}
