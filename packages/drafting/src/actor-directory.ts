import type { ActorKind } from '@rapporteur/contracts';
import { findStateCode, findStateNames } from './state-names.ts';

/** An actor that a submission may name without declaring it. */
export interface KnownActor {
  readonly id: string;
  readonly kind: ActorKind;
  /** The body or state of a class. */
  readonly of?: string | null;
  /** Its names, the registered one first; at least one. */
  readonly names: readonly string[];
}

/** Returns the actor of the record with this id, or undefined. */
export type ActorLookup = (id: string) => KnownActor | undefined;

/** An actor of a submission, as far as its declaration or the record describes it. */
export interface NamedActor {
  /** The fields of an ActorRef; `nameAsWritten` is missing if each fact has its own words for it. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The names under which a fact may name it. */
  readonly names: readonly string[];
  /** False if the declaration has a problem, which is reported there. */
  readonly isValid: boolean;
}

/**
 * The actors that the facts of a submission may name by a key: those that it declares, the bodies
 * that it registers, all states, and the actors of the record, in this order.
 */
export class ActorDirectory {
  /** The keys that neither the submission nor the record knows. */
  readonly unknownKeys = new Set<string>();
  readonly #declared = new Map<string, NamedActor>();
  readonly #bodies: ReadonlyMap<string, KnownActor>;
  readonly #findRecorded: ActorLookup;

  constructor(bodies: readonly KnownActor[] = [], findRecorded: ActorLookup = () => undefined) {
    this.#bodies = new Map(bodies.map((body) => [body.id, body]));
    this.#findRecorded = findRecorded;
  }

  /** The keys that the submission declares, for suggestions. */
  get keys(): readonly string[] {
    return [...this.#declared.keys(), ...this.#bodies.keys()];
  }

  declare(key: string, actor: NamedActor): void {
    this.#declared.set(key, actor);
  }

  /** Returns the actor that the submission declares with this key. */
  findDeclared(key: string): NamedActor | undefined {
    return this.#declared.get(key);
  }

  /** Returns the actor of a key, of a state's code or of its name. */
  find(key: string): NamedActor | undefined {
    const declared = this.findDeclared(key);
    if (declared !== undefined) return declared;

    const known = this.findKnown(key);
    if (known !== undefined) {
      return { fields: toFields(known), names: known.names, isValid: true };
    }
    const code = findStateCode(key);
    if (code === undefined) return undefined;
    const fields = { id: code, kind: 'state', nameAsWritten: key };
    return { fields, names: [key], isValid: true };
  }

  /** Returns what is known of an id without its declaration. */
  findKnown(id: string): KnownActor | undefined {
    const names = findStateNames(id);
    if (names !== undefined) return { id, kind: 'state', names };
    return this.#bodies.get(id) ?? this.#findRecorded(id);
  }
}

/** Returns the fields of an ActorRef, without the name as written. */
export function toFields({ id, kind, of }: KnownActor): Readonly<Record<string, unknown>> {
  return { id, kind, ...(of === undefined || of === null ? {} : { of }) };
}

/** Returns the kind of an actor that is a body. */
export function toActorKind(bodyKind: string): ActorKind {
  // A series of meetings or a joint session acts like an organ.
  return bodyKind === 'organization' || bodyKind === 'agency' || bodyKind === 'group'
    ? bodyKind
    : 'organ';
}
