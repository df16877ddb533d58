/** The parts of an event id: the command, and the number of the event within it. */
export interface EventIdParts {
  readonly commandId: string;
  readonly number: number;
}

/** Returns the parts of an event id. The number of an id without one is 0. */
export function parseEventId(eventId: string): EventIdParts {
  const dot = eventId.lastIndexOf('.');
  const number = Number(eventId.slice(dot + 1));
  return dot > 0 && Number.isInteger(number)
    ? { commandId: eventId.slice(0, dot), number }
    : { commandId: eventId, number: 0 };
}

/** Returns the event id of its parts: `{command id}.{number}`. */
export function formatEventId({ commandId, number }: EventIdParts): string {
  return `${commandId}.${number}`;
}
