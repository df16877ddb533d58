import type { z } from 'zod';
import { addAbsentFields } from './absent-fields.ts';
import type { EventDefinition } from './define-fact.ts';
import type { Envelope } from './envelope.ts';
import { DEFINITIONS } from './vocabulary.ts';

type DefinedEvent<D> =
  D extends EventDefinition<infer T, infer S>
    ? { readonly type: T; readonly data: z.output<S> }
    : never;

/** An event of the log, in the current version of its type. */
export type DomainEvent = DefinedEvent<(typeof DEFINITIONS)[number]>;
export type EventType = DomainEvent['type'];
/** The data of an event type. */
export type EventData<T extends EventType> = Extract<DomainEvent, { readonly type: T }>['data'];
/** The type of a fact: an event that a source states. */
export type FactType = {
  [E in DomainEvent as E['type']]: E['data'] extends { assertion: unknown } ? E['type'] : never;
}[EventType];
export type Fact = Extract<DomainEvent, { readonly type: FactType }>;

/** An event of the log with its envelope, in the current version of its type. */
export type DecodedEvent<E extends DomainEvent = DomainEvent> = E & { readonly envelope: Envelope };

/** A conversion of the data of one version of a type into the next version. */
export interface Upcaster {
  /** The wire type, such as `org.rapporteur.meeting-held.v1`. */
  readonly from: string;
  readonly to: string;
  upcast(data: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** The upcasters of all released versions, oldest first. */
export const UPCASTERS: readonly Upcaster[] = [];

/** The error for an event type or version that this release does not know. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
  readonly code = 'CONTRACTS_EVENT_UNKNOWN';
}

/** The event types of a release, and the conversion of older versions. */
export class Catalogue {
  readonly #definitions: ReadonlyMap<string, EventDefinition>;
  readonly #byWireType: ReadonlyMap<string, EventDefinition>;
  readonly #upcasters: ReadonlyMap<string, Upcaster>;

  /**
   * Throws an UnknownEventError if a chain of upcasters does not end at a current version.
   * So a missing upcaster fails at start, not in the middle of a replay.
   */
  constructor(
    definitions: readonly EventDefinition[] = ALL_DEFINITIONS,
    upcasters: readonly Upcaster[] = UPCASTERS,
  ) {
    this.#definitions = new Map(definitions.map((definition) => [definition.type, definition]));
    this.#byWireType = new Map(definitions.map((definition) => [definition.wireType, definition]));
    this.#upcasters = new Map(upcasters.map((upcaster) => [upcaster.from, upcaster]));
    if (this.#upcasters.size < upcasters.length)
      throw new UnknownEventError('Two upcasters must not start at the same version.');
    for (const { from } of upcasters) this.#checkChain(from);
  }

  get definitions(): readonly EventDefinition[] {
    return [...this.#definitions.values()];
  }

  /** Returns the definition of an event type. Throws an UnknownEventError. */
  getDefinition(type: string): EventDefinition {
    const definition = this.#definitions.get(type);
    if (definition === undefined) throw new UnknownEventError(`Unknown event type \`${type}\`.`);
    return definition;
  }

  /**
   * Returns an event in the current version of its type. A field that the version got later has its
   * default. The data that a correction or retraction carries are converted too. They are not validated, because a decider
   * wrote them. Throws an UnknownEventError.
   */
  decode(envelope: Envelope): DecodedEvent {
    const { definition, data } = this.#upcast(envelope.id, envelope.type, envelope.data);
    // The wire type determines the form of the data; TypeScript cannot follow that.
    const event = { type: definition.type, data, envelope } as DecodedEvent;
    if (event.type === 'RecordCorrected') {
      const { correctedType, corrected: oldData } = event.data;
      const corrected = this.#upcast(envelope.id, correctedType, oldData).data as typeof oldData;
      return { ...event, data: { ...event.data, corrected } };
    }

    if (event.type !== 'RecordRetracted' || event.data.restores === null) return event;
    const { restores } = event.data;
    const restored = this.#upcast(envelope.id, restores.type, restores.data);
    const values = restored.data as typeof restores.data;
    return { ...event, data: { ...event.data, restores: { ...restores, data: values } } };
  }

  #checkChain(from: string): void {
    if (this.#byWireType.has(from))
      throw new UnknownEventError(`The current version ${from} must not have an upcaster.`);

    let type = from;
    for (let steps = 0; !this.#byWireType.has(type); steps += 1) {
      const next = this.#upcasters.get(type)?.to;
      if (next === undefined || steps > this.#upcasters.size) {
        throw new UnknownEventError(
          `The upcasters from ${from} must lead to a current version, but end at ${type}.`,
        );
      }
      type = next;
    }
  }

  #upcast(
    eventId: string,
    wireType: string,
    oldData: Envelope['data'],
  ): { definition: EventDefinition; data: Envelope['data'] } {
    let type = wireType;
    let data = oldData;
    let upcaster = this.#upcasters.get(type);
    while (upcaster !== undefined) {
      data = upcaster.upcast(data);
      type = upcaster.to;
      upcaster = this.#upcasters.get(type);
    }

    const definition = this.#byWireType.get(type);
    if (definition !== undefined)
      return { definition, data: addAbsentFields(definition.schema, data) };
    throw new UnknownEventError(
      `The event ${eventId} has the type ${wireType}, which this release does not know. ` +
        'Read the log with a newer release.',
    );
  }
}

const ALL_DEFINITIONS: readonly EventDefinition[] = DEFINITIONS;

/** The event types of this release. */
export const CATALOGUE = new Catalogue();

/** Returns whether an event is a fact: an event that a source states. */
export function isFact(event: DomainEvent): event is Fact {
  return 'assertion' in event.data;
}
