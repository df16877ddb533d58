import {
  type Command,
  type CommandFact,
  type DomainEvent,
  listIntroducedThings,
  type Passage,
  type Referent,
} from '@rapporteur/contracts';
import { updateConflicts } from './conflicts.ts';
import {
  type Decision,
  type FoldedEvents,
  type NewEvent,
  recordEvents,
  reject,
} from './decision.ts';
import { formatSubject, getDefinition, getPassages, isSameFact } from './identity.ts';
import { createRejection, type Rejection, type RejectionCode } from './rejection.ts';
import { compareRegistration } from './registrations.ts';
import { RULES } from './rules/all.ts';
import type { RuleContext } from './rules/rule.ts';
import { findSimilarId } from './similar-ids.ts';
import {
  type CurrentFact,
  factKeys,
  findCurrentFacts,
  findOldestFact,
  isKnown,
} from './fact-index.ts';
import { applyEvent, type CollectionState } from './state.ts';

/** The limit of rejections in one response. */
const REJECTIONS_MAX = 100;

type FactsCommand = Extract<Command, { readonly kind: 'facts' }>;

/** Returns the ids that a command introduces anywhere, as `{referent}/{id}`. */
function listIntroducedIds(events: readonly DomainEvent[]): ReadonlySet<string> {
  const introduced = new Set<string>();
  for (const event of events) {
    for (const { referent, id } of listIntroducedThings(getDefinition(event), event.data))
      introduced.add(`${referent}/${id}`);
  }
  return introduced;
}

/** Creates the input of the rules: the state, and the ids that the command itself introduces. */
export function createRuleContext(
  state: CollectionState,
  introduced: ReadonlySet<string> = new Set(),
): RuleContext {
  return {
    state,
    isKnown: (referent: Referent, id: string) =>
      introduced.has(`${referent}/${id}`) || isKnown(state, referent, id),
    formatFix: (referent, id, alternative) => {
      const similar = findSimilarId(state, referent, id);
      return similar === undefined ? alternative : `Did you mean \`${similar}\`? ${alternative}`;
    },
  };
}

/** Returns the rejections of a fact, with fields relative to the command. */
export function findRejections(
  event: DomainEvent,
  path: string,
  context: RuleContext,
): readonly Rejection[] {
  return RULES.flatMap((rule) => rule(event, context)).map((rejection) => ({
    ...rejection,
    field: [path, rejection.field].filter((part) => part !== '' && part !== null).join('.') || null,
  }));
}

const REGISTRATIONS: Partial<Record<DomainEvent['type'], RejectionCode>> = {
  SourceDocumentRegistered: 'DOMAIN_SOURCE_DIFFERS',
  BodyRegistered: 'DOMAIN_BODY_DIFFERS',
};

/**
 * Returns the current fact about the same subject from the same passage.
 * A new fact must agree with it; then the two are one fact.
 */
export function findExistingFact(
  state: CollectionState,
  event: DomainEvent,
): CurrentFact | undefined {
  const passages = getPassages(event);
  const subject = formatSubject(event);
  // The passage does not identify a registration, nor a fact without passages.
  if (event.type in REGISTRATIONS || passages.length === 0)
    return findOldestFact(state, factKeys.subject(event, subject));

  for (const passage of passages) {
    const existing = findCurrentFacts(state, factKeys.passage(passage)).find(
      (fact) =>
        fact.event.type === event.type &&
        getPassages(fact.event).some((other) => isSamePassage(passage, other)) &&
        formatSubject(fact.event) === subject,
    );
    if (existing !== undefined) return existing;
  }
  return undefined;
}

const isSamePassage = (one: Passage, other: Passage): boolean =>
  one.start === other.start && one.end === other.end && one.documentSha256 === other.documentSha256;

function rejectDifference(fact: CommandFact, existing: CurrentFact): Rejection {
  const place = { ...(fact.path === '' ? {} : { field: fact.path }), event: existing.id };

  if (
    fact.type === 'SourceDocumentRegistered' &&
    existing.event.type === 'SourceDocumentRegistered' &&
    fact.data.sha256 !== existing.event.data.sha256
  ) {
    const text = existing.event.data.sha256 ?? 'none';
    return createRejection('DOMAIN_SOURCE_TEXT_DIFFERS', {
      ...place,
      message: `The document \`${fact.data.document}\` is registered with another text (${text}).`,
      remedy: 'Replace the text with SupersedeSource, or give another document another id.',
    });
  }

  const code = REGISTRATIONS[fact.type];
  if (code !== undefined) {
    return createRejection(code, {
      ...place,
      message: `The event \`${existing.id}\` registered it with other values.`,
      remedy:
        'Correct the registered values with CorrectRecord. Of a body, further names and identifiers ' +
        'need no correction: give them with the registered name, kind and parents.',
    });
  }

  return createRejection('DOMAIN_PASSAGE_TWO_VALUES', {
    ...place,
    message: `The event \`${existing.id}\` recorded the same passage with other values.`,
    remedy: 'Correct the values with CorrectRecord, or give another passage for another fact.',
  });
}

/** Decides the facts of one command, one after another. */
class FactRecorder {
  // The ids of the facts do not depend on the conflicts, which come last.
  readonly #facts: NewEvent[] = [];
  readonly already: string[] = [];
  readonly rejections: Rejection[] = [];
  #state: CollectionState;
  /** The number of facts in `#state`; the rest is folded when the next fact needs it. */
  #foldedCount = 0;
  readonly #commandId: string;
  readonly #introduced: ReadonlySet<string>;

  constructor(state: CollectionState, command: FactsCommand, commandId: string) {
    this.#state = state;
    this.#commandId = commandId;
    this.#introduced = listIntroducedIds(command.facts);
  }

  get folded(): FoldedEvents {
    return { state: this.#state, count: this.#foldedCount };
  }

  /** Returns the facts, and the events that flag and end conflicts. */
  listEvents(): readonly NewEvent[] {
    const pending = this.#facts.slice(this.#foldedCount).map((event, index) => ({
      id: this.#formatId(this.#foldedCount + index),
      stream: event.stream,
      event: { type: event.type, data: event.data } as DomainEvent,
    }));
    const conflicts = updateConflicts({
      state: this.#state,
      pending,
      changed: this.#facts.map((_, index) => this.#formatId(index)),
      formatId: (index) => this.#formatId(this.#facts.length + index),
    });
    return [...this.#facts, ...conflicts];
  }

  add(fact: CommandFact): void {
    const { path, ...event } = fact;
    const state = this.#foldFacts();
    const existing = findExistingFact(state, event);
    const registration = compareRegistration(event, state);
    const isKnown = registration === 'known' || (existing && isSameFact(event, existing.event));
    if (existing !== undefined && isKnown === true) {
      if (this.#isFurtherRegistration(event, state)) this.#record(event);
      else this.already.push(existing.id);
      return;
    }

    // Only the newest state is read: switching to older ones would undo and redo all changes.
    const rejections = findRejections(event, path, createRuleContext(state, this.#introduced));
    const isNew = existing === undefined || registration === 'adds';
    if (!isNew) this.rejections.push(rejectDifference(fact, existing));
    this.rejections.push(...rejections);
    if (isNew && rejections.length === 0) this.#record(event);
  }

  #record(event: DomainEvent): void {
    const stream = getDefinition(event).stream?.(event.data);
    if (stream === undefined) throw new Error(`The event type ${event.type} must define a stream.`);
    this.#facts.push({ ...event, stream });
  }

  // Each document registers its bodies itself: which document came first must not show in the ids.
  // The bodies of a retracted document stay registered; it does not register them again.
  #isFurtherRegistration(event: DomainEvent, state: CollectionState): boolean {
    const [source] = this.#facts;
    if (event.type !== 'BodyRegistered' || source?.type !== 'SourceDocumentRegistered')
      return false;
    const origins = [source.data.document, null];
    return !origins.some((origin) =>
      state.index.has(factKeys.registeredBy(event.data.body, origin)),
    );
  }

  #formatId(index: number): string {
    return `${this.#commandId}.${index + 1}`;
  }

  #foldFacts(): CollectionState {
    for (const event of this.#facts.slice(this.#foldedCount)) {
      const id = this.#formatId(this.#foldedCount);
      this.#state = applyEvent(this.#state, { id, stream: event.stream }, event);
      this.#foldedCount += 1;
    }
    return this.#state;
  }
}

/**
 * Decides to record all facts of a command or none. A fact that the record states is skipped; a
 * body that another document registered is registered again, perhaps with further names.
 */
export function decideFacts(
  state: CollectionState,
  command: FactsCommand,
  commandId: string,
): Decision {
  const recorder = new FactRecorder(state, command, commandId);
  for (const fact of command.facts) recorder.add(fact);

  const rejections = omitConsequences(recorder.rejections);
  return rejections.length > 0
    ? reject(...rejections.slice(0, REJECTIONS_MAX))
    : recordEvents(recorder.listEvents(), recorder.already, recorder.folded);
}

/** Leaves out that the text of a document is unknown if the document itself is rejected. */
function omitConsequences(rejections: readonly Rejection[]): readonly Rejection[] {
  const isOfDocument = ({ field }: Rejection): boolean => /^document(\.|$)/.test(field ?? '');
  if (!rejections.some(isOfDocument)) return rejections;
  return rejections.filter(
    (rejection) => isOfDocument(rejection) || rejection.code !== 'DOMAIN_SOURCE_TEXT_UNSEEN',
  );
}
