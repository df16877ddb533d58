import type { EventData } from '@rapporteur/contracts';
import {
  formatThing,
  isContradictable,
  isContradiction,
  listStatements,
  listThingKeys,
  type Statement,
  type StatementContext,
} from '@rapporteur/statements';
import { findConflictsOfFact } from './conflict-state.ts';
import { createIdLister, createStatementContext } from './mergers.ts';
import { type CurrentFact, factKeys, findRegistrations } from './fact-index.ts';
import type { CollectionState } from './state.ts';

/** A statement that contradicts others, with the keys of these. */
interface ContradictionNode {
  readonly statement: Statement;
  readonly neighbours: Set<string>;
}

const formatNode = ({ thing, property, event }: Statement): string =>
  `${formatThing(thing)} ${property} ${event}`;

/** The statements that contradict each other, as far as they were compared. */
export class ContradictionGraph {
  readonly #state: CollectionState;
  readonly #pending: readonly CurrentFact[];
  readonly #context: StatementContext;
  readonly #nodes = new Map<string, ContradictionNode>();
  readonly #statements = new Map<string, readonly Statement[]>();

  /** The pending facts are compared as if the state contained them. */
  constructor(state: CollectionState, pending: readonly CurrentFact[]) {
    this.#state = state;
    this.#pending = pending;
    this.#context = createStatementContext(state);
  }

  /** Returns a fact of the state, or a pending one. */
  findFact(id: string): CurrentFact | undefined {
    return this.#pending.find((fact) => fact.id === id) ?? this.#state.facts.get(id);
  }

  /** Returns the statements that contradict others. Adding some while iterating is allowed. */
  *statements(): Iterable<Statement> {
    for (const { statement } of this.#nodes.values()) yield statement;
  }

  /** Compares a fact with all other facts of the record; a retracted fact with none. */
  compareFact(id: string): void {
    const related = this.#listRelated(id);
    // Most facts are the first about their thing.
    if (related.size === 0) return;
    const own = this.#listStatements(id);
    for (const other of related)
      for (const b of this.#listStatements(other)) for (const a of own) this.#compare(a, b);
  }

  /** Compares the facts of a conflict with each other. */
  compareMembers({ events, field }: EventData<'ConflictFlagged'>): void {
    const members = events.map((event) =>
      this.#listStatements(event).filter(({ property }) => property === field),
    );
    for (const [n, own] of members.entries()) {
      for (const others of members.slice(n + 1))
        for (const a of own) for (const b of others) this.#compare(a, b);
    }
  }

  /** Returns the sets of statements that are connected by contradictions. */
  listComponents(): readonly (readonly Statement[])[] {
    const visited = new Set<string>();
    return [...this.#nodes.keys()].flatMap((start) => {
      if (visited.has(start)) return [];
      visited.add(start);
      const keys = [start];
      // The loop also visits the keys that it adds.
      for (const key of keys) {
        for (const neighbour of this.#nodes.get(key)?.neighbours ?? []) {
          if (!visited.has(neighbour)) keys.push(neighbour);
          visited.add(neighbour);
        }
      }
      return [keys.flatMap((key) => this.#nodes.get(key)?.statement ?? [])];
    });
  }

  #listStatements(id: string): readonly Statement[] {
    const known = this.#statements.get(id);
    if (known !== undefined) return known;
    const fact = this.findFact(id);
    const statements =
      fact === undefined || fact.retracted !== undefined
        ? []
        : listStatements({ id, event: fact.event }, this.#context).filter(isContradictable);
    this.#statements.set(id, statements);
    return statements;
  }

  /** Returns the other facts about the things that a fact is about. */
  #listRelated(id: string): ReadonlySet<string> {
    const related = new Set<string>();
    const fact = this.findFact(id);
    if (fact === undefined || fact.retracted !== undefined) return related;

    const keys = listThingKeys(fact.event, createIdLister(this.#state));
    for (const key of keys)
      for (const other of this.#state.index.newest(factKeys.thing(key))) related.add(other);
    for (const other of this.#listRegistrations(id, keys)) related.add(other);
    for (const other of this.#pending) {
      if (other.id !== id && listThingKeys(other.event).some((key) => keys.includes(key)))
        related.add(other.id);
    }
    related.delete(id);
    return related;
  }

  /** Returns the registrations of bodies that contradict a fact. */
  *#listRegistrations(id: string, keys: readonly string[]): Generator<string> {
    const bodies = keys.flatMap((key) => (key.startsWith('body/') ? [key.slice(5)] : []));
    const registrations = bodies.flatMap((body) => findRegistrations(this.#state, body));
    for (const one of registrations) {
      const theirs = this.#listStatements(one.id);
      const isContradicted = this.#listStatements(id).some((a) =>
        theirs.some((b) => isContradiction(a, b, this.#context)),
      );
      // Registrations with the same values contradict the same facts.
      if (isContradicted) yield* this.#state.index.newest(factKeys.registration(one.data));
    }
  }

  #compare(a: Statement, b: Statement): void {
    if (!isContradiction(a, b, this.#context) || this.#isSettled(a, b)) return;
    const keyA = formatNode(a);
    const keyB = formatNode(b);
    this.#connect(keyA, a, keyB);
    this.#connect(keyB, b, keyA);
  }

  #connect(key: string, statement: Statement, neighbour: string): void {
    const node = this.#nodes.get(key) ?? { statement, neighbours: new Set<string>() };
    node.neighbours.add(neighbour);
    this.#nodes.set(key, node);
  }

  /**
   * Returns whether a person resolved the contradiction: both values are of one resolved conflict,
   * or another value than one of them holds.
   */
  #isSettled(a: Statement, b: Statement): boolean {
    return this.#isOverruled(a, b.event) || this.#isOverruled(b, a.event);
  }

  #isOverruled({ event, property, thing }: Statement, other: string): boolean {
    return [...findConflictsOfFact(this.#state.conflicts, event).values()].some(
      ({ data, resolvedBy, holds }) => {
        const isSame = data.field === property && data.thing?.kind === thing.kind;
        if (resolvedBy === undefined || !isSame) return false;
        if (holds === undefined) return data.events.includes(other);
        const isCurrent = this.findFact(holds)?.retracted === undefined;
        return isCurrent && holds !== event;
      },
    );
  }
}
