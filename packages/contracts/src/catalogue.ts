import type { z } from 'zod';
import type { EventDefinition } from './define-fact.ts';
import type { Envelope } from './envelope.ts';
import { DEFINITIONS } from './vocabulary.ts';

type DefinedEvent<D> =
  D extends EventDefinition<infer T, infer S>
    ? { readonly type: T; readonly data: z.output<S> }
    : never;

/** Every event that may stand in the log, in its present version. */
export type DomainEvent = DefinedEvent<(typeof DEFINITIONS)[number]>;
export type EventType = DomainEvent['type'];
/** The data of an event type. */
export type EventData<T extends EventType> = Extract<DomainEvent, { readonly type: T }>['data'];
/** A fact: an event that a source says. */
export type FactType = {
  [E in DomainEvent as E['type']]: E['data'] extends { assertion: unknown } ? E['type'] : never;
}[EventType];
export type Fact = Extract<DomainEvent, { readonly type: FactType }>;

/** An event of the log, in the present version of its type, with the envelope it was recorded in. */
export type DecodedEvent<E extends DomainEvent = DomainEvent> = E & { readonly envelope: Envelope };

/** One step of a type's history: the data of one version become those of the next. */
export interface Upcaster {
  /** `org.rapporteur.meeting-held.v1` */
  readonly from: string;
  readonly to: string;
  upcast(data: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Every upcaster of a released version, oldest first. */
export const UPCASTERS: readonly Upcaster[] = [];

/** An event of a type or version that this release does not know. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
  readonly code = 'CONTRACTS_EVENT_UNKNOWN';
}

/** The vocabulary in one place: what types there are, and how older versions of them are read. */
export class Catalogue {
  readonly #definitions: ReadonlyMap<string, EventDefinition>;
  readonly #byWireType: ReadonlyMap<string, EventDefinition>;
  readonly #upcasters: ReadonlyMap<string, Upcaster>;

  /** Throws where an upcaster leads nowhere, so that a forgotten step fails at start, not in the middle of a replay. */
  constructor(
    definitions: readonly EventDefinition[] = ALL,
    upcasters: readonly Upcaster[] = UPCASTERS,
  ) {
    this.#definitions = new Map(definitions.map((definition) => [definition.type, definition]));
    this.#byWireType = new Map(definitions.map((definition) => [definition.wireType, definition]));
    this.#upcasters = new Map(upcasters.map((upcaster) => [upcaster.from, upcaster]));
    if (this.#upcasters.size < upcasters.length)
      throw new UnknownEventError('two upcasters begin at one version');
    for (const { from } of upcasters) this.#followToThePresent(from);
  }

  #followToThePresent(from: string): void {
    if (this.#byWireType.has(from))
      throw new UnknownEventError(`${from} is present, and an upcaster leads on from it`);
    let type = from;
    for (let steps = 0; !this.#byWireType.has(type); steps += 1) {
      const next = this.#upcasters.get(type)?.to;
      if (next === undefined || steps > this.#upcasters.size) {
        throw new UnknownEventError(
          `the upcaster from ${from} leads to ${type}, and not to a version that is present`,
        );
      }
      type = next;
    }
  }

  get definitions(): readonly EventDefinition[] {
    return [...this.#definitions.values()];
  }

  getDefinition(type: string): EventDefinition {
    const definition = this.#definitions.get(type);
    if (definition === undefined) throw new UnknownEventError(`no event type is called ${type}`);
    return definition;
  }

  /**
   * Reads an event of the log in the present version of its type, and so the data that a correction carries.
   * The data are trusted: a decider made them.
   * @throws UnknownEventError
   */
  decode(envelope: Envelope): DecodedEvent {
    const { definition, data } = this.#present(envelope.id, envelope.type, envelope.data);
    // The definition found by the wire type is what ties the type to its data; TypeScript cannot see that.
    const event = { type: definition.type, data, envelope } as unknown as DecodedEvent;
    if (event.type !== 'RecordCorrected') return event;
    const corrected = this.#present(envelope.id, event.data.correctedType, event.data.corrected);
    return {
      ...event,
      data: { ...event.data, corrected: corrected.data as typeof event.data.corrected },
    };
  }

  #present(
    id: string,
    wireType: string,
    from: Envelope['data'],
  ): { definition: EventDefinition; data: Envelope['data'] } {
    let [type, data] = [wireType, from];
    for (
      let step = this.#upcasters.get(type);
      step !== undefined;
      step = this.#upcasters.get(type)
    ) {
      data = step.upcast(data);
      type = step.to;
    }
    const definition = this.#byWireType.get(type);
    if (definition !== undefined) return { definition, data };
    throw new UnknownEventError(`${id} is of type ${wireType}, which this release does not know`);
  }
}

const ALL: readonly EventDefinition[] = DEFINITIONS;

/** The vocabulary of this release. */
export const CATALOGUE = new Catalogue();

/** Whether an event is a fact, which a source says. */
export function isFact(event: DomainEvent): event is Fact {
  return 'assertion' in event.data;
}
