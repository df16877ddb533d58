import { type Envelope, sha256Hex } from '@rapporteur/contracts';
import { isWriterOpened } from '@rapporteur/event-log';
import {
  type CheckInput,
  withCommands,
  withEvent,
  withEvents,
  withInvocations,
} from './check-input.ts';
import {
  findInvocations,
  findRecordedInvocations,
  type InjectionPoint,
  pickInjectionPoint,
  replaceAt,
  type ViolationInjector,
} from './violation-injector.ts';

const LATER = '2099-01-01T00:00:00.000Z';
const CONFLICT = 'org.rapporteur.conflict-flagged.v1';

const isAcknowledged = (point: InjectionPoint, input: CheckInput): boolean =>
  findRecordedInvocations(input, point).length > 0;
const hasNext = ({ commands, index }: InjectionPoint): boolean => index + 1 < commands.length;

/** An injector that changes the input at one recorded command. */
function injectAt(
  name: string,
  expectedKind: ViolationInjector['expectedKind'],
  {
    isSuitable = () => true,
    change,
  }: {
    readonly isSuitable?: (point: InjectionPoint, input: CheckInput) => boolean;
    readonly change: (input: CheckInput, point: InjectionPoint) => CheckInput | undefined;
  },
): ViolationInjector {
  return {
    name,
    expectedKind,
    inject(input, random) {
      const point = pickInjectionPoint(input, random, (candidate) => isSuitable(candidate, input));
      return point && change(input, point);
    },
  };
}

/** An injector that changes the last event of one command. */
function changeLastEvent(
  name: string,
  expectedKind: ViolationInjector['expectedKind'],
  change: (last: Envelope) => Partial<Envelope>,
  isSuitable: (point: InjectionPoint) => boolean = () => true,
): ViolationInjector {
  return injectAt(name, expectedKind, {
    isSuitable,
    change: (input, { partition, last }) => withEvent(input, partition, last, change(last)),
  });
}

/** Removes a command; the log looks as if it was never recorded. */
function removeCommand(input: CheckInput, { partition, commands, index }: InjectionPoint) {
  return withCommands(input, partition, replaceAt(commands, index));
}

const losses: readonly ViolationInjector[] = [
  injectAt('a lost acknowledged command without any other trace', 'lost', {
    isSuitable: isAcknowledged,
    change: removeCommand,
  }),
  injectAt('a lost end of the log, as after restoring an old copy', 'lost', {
    isSuitable: isAcknowledged,
    change: (input, { partition, commands, index }) =>
      withEvents(input, partition, commands.slice(0, index).flat()),
  }),
  injectAt('a missing opening of a collection', 'unfoldable', {
    isSuitable: ({ first }) => first.type.includes('collection-opened'),
    change: removeCommand,
  }),
];

const repetitions: readonly ViolationInjector[] = [
  injectAt('an acknowledged command that is recorded twice', 'command-id', {
    isSuitable: isAcknowledged,
    change: (input, { partition, commands, events }) =>
      withCommands(input, partition, [...commands, events]),
  }),
  injectAt('an unacknowledged command that is recorded twice in a row', 'command-id', {
    isSuitable: (point, input) => !isAcknowledged(point, input),
    change: (input, { partition, commands, index, events }) =>
      withCommands(input, partition, replaceAt(commands, index, events, events)),
  }),
  injectAt('a command without an id that is recorded again under another id', 'too-often', {
    isSuitable: ({ first }) => first.commandid === first.commandhash,
    change: recordTooOften,
  }),
  injectAt('two commands with a common event id', 'event-id', {
    isSuitable: ({ index, commands }) =>
      commands[index + 1]?.[0]?.source === commands[index]?.[0]?.source,
    change(input, { partition, commands, index, first }) {
      const next = commands[index + 1]?.[0];
      return next && withEvent(input, partition, next, { id: first.id });
    },
  }),
];

/** Adds a copy for each invocation whose outcome is unknown, and one more. */
function recordTooOften(
  input: CheckInput,
  { partition, commands, events, first }: InjectionPoint,
): CheckInput {
  const indeterminate = findInvocations(input, 'unknown', 'unavailable').length;
  const seed = sha256Hex(`${first.commandhash}:${first.id}`);

  const copies = Array.from({ length: indeterminate + 1 }, (_, copy) =>
    withCommandId(events, copy === 0 ? seed : sha256Hex(`${seed} ${copy}`)),
  );
  return withCommands(input, partition, [...commands, ...copies]);
}

function withCommandId(events: readonly Envelope[], commandid: string): readonly Envelope[] {
  return events.map((event, index) => ({ ...event, commandid, id: `${commandid}.${index + 1}` }));
}

const orders: readonly ViolationInjector[] = [
  injectAt('two swapped events of a command', 'event-id', {
    isSuitable: ({ events }) => events.length > 1,
    change(input, { partition, commands, index, events }) {
      const [first, second, ...rest] = events;
      if (first === undefined || second === undefined) return undefined;
      return withCommands(input, partition, replaceAt(commands, index, [second, first, ...rest]));
    },
  }),
  injectAt('two events in the wrong order', 'sequence', {
    isSuitable: hasNext,
    change(input, { partition, last }) {
      const events = input.log[partition] ?? [];
      const next = events[last.pseq + 1];
      return next && withEvents(input, partition, events.toSpliced(last.pseq, 2, next, last));
    },
  }),
  injectAt('a command before another one that was acknowledged before it was sent', 'order', {
    isSuitable: (point, input) =>
      point.index > point.commands.length / 2 && findRecordedInvocations(input, point).length === 1,
    change(input, { partition, commands, index, events }) {
      const rest = replaceAt(commands, index);
      return withCommands(input, partition, [...rest.slice(0, 3), events, ...rest.slice(3)]);
    },
  }),
  injectAt('a command in two places', 'command-id', {
    isSuitable: (point) => point.events.length > 1 && hasNext(point),
    change(input, { partition, commands, index, events }) {
      const [first, ...rest] = events;
      const next = commands[index + 1];
      if (first === undefined || next === undefined) return undefined;
      return withCommands(input, partition, commands.toSpliced(index, 2, [first], next, rest));
    },
  }),
];

const numbers: readonly ViolationInjector[] = [
  injectAt('a gap in the sequence', 'sequence', {
    isSuitable: hasNext,
    change: (input, { partition, commands, index }) =>
      withEvents(input, partition, replaceAt(commands, index).flat()),
  }),
  changeLastEvent('a missing stream version', 'version', ({ streamversion }) => ({
    streamversion: streamversion + 1,
  })),
  changeLastEvent(
    'a duplicate stream version',
    'version',
    ({ streamversion }) => ({ streamversion: streamversion - 1 }),
    ({ last }) => last.streamversion > 1,
  ),
  changeLastEvent('an event of a term that was not opened', 'term', ({ term }) => ({
    term: term + 1,
  })),
  injectAt('an event of a fenced writer', 'term', {
    isSuitable: ({ first }) => first.term > 1,
    change: (input, { partition, first }) =>
      withEvent(input, partition, first, { term: first.term - 1 }),
  }),
  injectAt('a term without its WriterOpened', 'term', {
    isSuitable: ({ first }) => first.term > 1,
    change(input, { partition, commands, first: { term } }) {
      const rest = commands.filter(
        ([event]) => !(event && isWriterOpened(event) && event.term === term),
      );
      return withCommands(input, partition, rest);
    },
  }),
  changeLastEvent('decreasing recording times', 'time', () => ({ time: LATER }), hasNext),
  {
    name: 'a WriterOpened with a wrong number of partitions',
    expectedKind: 'partition',
    inject(input) {
      const opened = input.log[0]?.[0];
      const data = { ...opened?.data, partitions: input.log.length + 1 };
      return opened && withEvent(input, 0, opened, { data });
    },
  },
];

const decisions: readonly ViolationInjector[] = [
  injectAt('a decision that ignores the command just before it', 'stale-decision', {
    isSuitable: ({ events, first }) =>
      events.length === 2 && first.type !== CONFLICT && events[1]?.type === CONFLICT,
    change: (input, { partition, commands, index, first }) =>
      withCommands(input, partition, replaceAt(commands, index, [first])),
  }),
  injectAt('a fact that is already recorded', 'stale-decision', {
    isSuitable: (point, input) =>
      point.first.type.includes('meeting-described') && isAcknowledged(point, input),
    change: recordFactAgain,
  }),
  injectAt('two commands with the same expected version', 'stale-version', {
    isSuitable: (point, input) =>
      findRecordedInvocations(input, point).some(
        ({ response, request }) =>
          !response.repeated &&
          request.expectedVersion !== undefined &&
          request.expectedVersion > 0 &&
          response.version !== null,
      ),
    change: expectOlderVersion,
  }),
  injectAt('a recorded command that no client sent', 'unsent', {
    isSuitable: ({ first }) => first.commandid !== first.commandhash,
    change(input, { first: { commandid } }) {
      const rest = input.history.invocations.filter(
        ({ request, response }) =>
          request.commandId !== commandid &&
          !(response.kind === 'recorded' && response.commandId === commandid),
      );
      return withInvocations(input, rest);
    },
  }),
];

function recordFactAgain(input: CheckInput, point: InjectionPoint): CheckInput | undefined {
  const { partition, commands, index, events } = point;
  const [sender] = findRecordedInvocations(input, point);
  if (sender === undefined) return undefined;

  const commandId = 'injected';
  const unanswered = {
    ...sender,
    request: { ...sender.request, commandId, expectedVersion: undefined },
    respondedAt: null,
    response: { kind: 'unknown', why: 'injected' } as const,
  };
  const invocations = [...input.history.invocations, unanswered];
  return withCommands(
    withInvocations(input, invocations),
    partition,
    commands.toSpliced(index + 1, 0, withCommandId(events, commandId)),
  );
}

function expectOlderVersion(input: CheckInput, point: InjectionPoint): CheckInput {
  const senders = findRecordedInvocations(input, point);
  const invocations = input.history.invocations.map((invocation) => {
    const { request } = invocation;
    const isSender = senders.some((sender) => sender === invocation);
    if (!isSender || request.expectedVersion === undefined) return invocation;
    return { ...invocation, request: { ...request, expectedVersion: request.expectedVersion - 1 } };
  });
  return withInvocations(input, invocations);
}

/** Violations in the log. */
export const LOG_VIOLATIONS: readonly ViolationInjector[] = [
  ...losses,
  ...repetitions,
  ...orders,
  ...numbers,
  ...decisions,
];
