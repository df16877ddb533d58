import type { Envelope } from '@rapporteur/contracts';
import type { ClientHistory, ClientResponse, Invocation, ResponseEvent } from './history.ts';

/** The input of the checker: the history of the clients, and the log by partition. */
export interface CheckInput {
  readonly history: ClientHistory;
  readonly log: readonly (readonly Envelope[])[];
}

/** Returns the events of a partition grouped by command. */
export function groupByCommand(events: readonly Envelope[]): readonly (readonly Envelope[])[] {
  const commands: Envelope[][] = [];

  for (const event of events) {
    const current = commands.at(-1);
    const isSameCommand =
      current?.[0]?.commandid === event.commandid && current[0].source === event.source;
    if (isSameCommand) current.push(event);
    else commands.push([event]);
  }

  return commands;
}

/** Returns the input with other invocations. */
export function withInvocations(input: CheckInput, invocations: readonly Invocation[]): CheckInput {
  return { ...input, history: { ...input.history, invocations } };
}

/** Returns the input with another response to one invocation. */
export function withResponse(
  input: CheckInput,
  invocation: Invocation,
  response: ClientResponse,
): CheckInput {
  const invocations = input.history.invocations.map((candidate) =>
    candidate === invocation ? { ...candidate, response } : candidate,
  );
  return withInvocations(input, invocations);
}

/** Returns the input with other events in one partition. The responses stay as they are. */
export function withEvents(
  input: CheckInput,
  partition: number,
  events: readonly Envelope[],
): CheckInput {
  return { ...input, log: input.log.with(partition, events) };
}

/** Returns the input with one event changed. */
export function withEvent(
  input: CheckInput,
  partition: number,
  target: Envelope,
  change: Partial<Envelope>,
): CheckInput {
  const events = (input.log[partition] ?? []).map((event) =>
    event === target ? { ...event, ...change } : event,
  );
  return withEvents(input, partition, events);
}

function renumber(commands: readonly (readonly Envelope[])[]): readonly Envelope[] {
  const versions = new Map<string, number>();
  let time = '';

  return commands.flat().map((event, pseq) => {
    const stream = `${event.source} ${event.subject}`;
    const streamversion = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, streamversion);
    time = event.time > time ? event.time : time;
    return { ...event, pseq, streamversion, time };
  });
}

/**
 * Returns the input as if the partition contained these commands. The events are renumbered without
 * gaps, and the responses get the new positions. The numbers of the result are therefore correct,
 * only its content is not.
 */
export function withCommands(
  input: CheckInput,
  partition: number,
  commands: readonly (readonly Envelope[])[],
): CheckInput {
  const events = renumber(commands);
  const byId = new Map(events.toReversed().map((event) => [`${event.source} ${event.id}`, event]));

  const newPseqs: number[] = [];
  for (const { source, id, pseq } of input.log[partition] ?? [])
    newPseqs[pseq] = byId.get(`${source} ${id}`)?.pseq ?? newPseqs[pseq - 1] ?? -1;

  const relocate = (response: ClientResponse): ClientResponse => {
    if (!('position' in response) || response.position.partition !== partition) return response;
    const { pseq } = response.position;
    const position = { partition, pseq: newPseqs[pseq] ?? pseq };
    if (response.kind !== 'recorded') return { ...response, position };

    const relocated = response.events.flatMap((event): ResponseEvent[] => {
      const logged = byId.get(`${event.source} ${event.id}`);
      return logged === undefined ? [] : [logged];
    });
    // The response to a removed command stays as it is.
    return relocated.length === 0 ? response : { ...response, position, events: relocated };
  };

  const invocations = input.history.invocations.map((invocation) => ({
    ...invocation,
    response: relocate(invocation.response),
  }));
  const reads = input.history.reads.filter(
    ({ result }) => result?.position.partition !== partition,
  );
  return { ...withEvents(input, partition, events), history: { invocations, reads } };
}
