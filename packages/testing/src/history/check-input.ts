import type { Envelope } from '@rapporteur/contracts';
import type { ClientResponse, ClientHistory, Invocation, ResponseEvent } from './history.ts';

/** What a checker is given: what clients saw, and the log, partition by partition. */
export interface CheckInput {
  readonly history: ClientHistory;
  readonly log: readonly (readonly Envelope[])[];
}

/** The commands of a partition, each with its events. */
export function groupByCommand(events: readonly Envelope[]): readonly (readonly Envelope[])[] {
  const commands: Envelope[][] = [];
  for (const event of events) {
    const current = commands.at(-1);
    if (current?.[0]?.commandid === event.commandid && current[0].source === event.source)
      current.push(event);
    else commands.push([event]);
  }
  return commands;
}

/** The evidence with other invocations, or the same ones told otherwise. */
export function withInvocations(
  evidence: CheckInput,
  invocations: readonly Invocation[],
): CheckInput {
  return { ...evidence, history: { ...evidence.history, invocations } };
}

/** The evidence with one invocation told otherwise. */
export function withResponse(
  evidence: CheckInput,
  invocation: Invocation,
  answer: ClientResponse,
): CheckInput {
  const retold = evidence.history.invocations.map((one) =>
    one === invocation ? { ...one, response: answer } : one,
  );
  return withInvocations(evidence, retold);
}

/** The evidence with one partition's events as given, whatever was told of them. */
export function withEvents(
  evidence: CheckInput,
  partition: number,
  events: readonly Envelope[],
): CheckInput {
  return {
    ...evidence,
    log: evidence.log.map((old, index) => (index === partition ? events : old)),
  };
}

/** One partition's events with one of them changed. */
export function withEvent(
  evidence: CheckInput,
  partition: number,
  at: Envelope,
  change: Partial<Envelope>,
): CheckInput {
  const events = evidence.log[partition] ?? [];
  return withEvents(
    evidence,
    partition,
    events.map((event) => (event === at ? { ...event, ...change } : event)),
  );
}

function renumbered(commands: readonly (readonly Envelope[])[]): readonly Envelope[] {
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
 * The evidence as it would be had the partition held these commands instead: numbered without a gap, and everything
 * that was told of them and of later places told accordingly. What is wrong with it is not its numbers.
 */
export function withCommands(
  evidence: CheckInput,
  partition: number,
  commands: readonly (readonly Envelope[])[],
): CheckInput {
  const events = renumbered(commands);
  const byId = new Map(events.toReversed().map((event) => [`${event.source} ${event.id}`, event]));
  const places: number[] = [];
  for (const { source, id, pseq } of evidence.log[partition] ?? []) {
    places[pseq] = byId.get(`${source} ${id}`)?.pseq ?? places[pseq - 1] ?? -1;
  }
  const retell = (answer: ClientResponse): ClientResponse => {
    if (!('position' in answer) || answer.position.partition !== partition) return answer;
    const position = { partition, pseq: places[answer.position.pseq] ?? answer.position.pseq };
    if (answer.kind !== 'recorded') return { ...answer, position };
    const told = answer.events.flatMap((event): ResponseEvent[] => {
      const stands = byId.get(`${event.source} ${event.id}`);
      return stands === undefined ? [] : [stands];
    });
    // Of a command that is gone the answer stays as it was.
    return told.length === 0 ? answer : { ...answer, position, events: told };
  };
  const invocations = evidence.history.invocations.map((one) => ({
    ...one,
    answer: retell(one.response),
  }));
  const looks = evidence.history.reads.filter(
    ({ result: seen }) => seen?.position.partition !== partition,
  );
  return { ...withEvents(evidence, partition, events), history: { invocations, reads: looks } };
}
