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
  pickInjectionPoint,
  type InjectionPoint,
  type ViolationInjector,
  replaceAt,
  findInvocations,
  findRecordedInvocations,
} from './violation-injector.ts';

const LATER = '2099-01-01T00:00:00.000Z';
const CONFLICT = 'org.rapporteur.conflict-flagged.v1';

/** A command is gone, and those behind it stand as if it had never been. */
function missing(
  name: string,
  finds: ViolationInjector['expectedKind'],
  holds: (one: InjectionPoint, evidence: CheckInput) => boolean,
): ViolationInjector {
  return {
    name,
    expectedKind: finds,
    inject(evidence, dice) {
      const lost = pickInjectionPoint(evidence, dice, (one) => holds(one, evidence));
      return lost && withCommands(evidence, lost.partition, replaceAt(lost.commands, lost.index));
    },
  };
}

/** The last event of a command says something else. */
function altered(
  name: string,
  finds: ViolationInjector['expectedKind'],
  change: (last: Envelope) => Partial<Envelope>,
  holds?: (one: InjectionPoint) => boolean,
): ViolationInjector {
  return {
    name,
    expectedKind: finds,
    inject(evidence, dice) {
      const one = pickInjectionPoint(evidence, dice, holds);
      return one && withEvent(evidence, one.partition, one.last, change(one.last));
    },
  };
}

const losses: readonly ViolationInjector[] = [
  missing(
    'an acknowledged command is lost, and nothing else shows it',
    'lost',
    (one, evidence) => findRecordedInvocations(evidence, one).length > 0,
  ),
  {
    name: 'the last commands are lost, as of a store put back from an old copy',
    expectedKind: 'lost',
    inject(evidence, dice) {
      const lost = pickInjectionPoint(
        evidence,
        dice,
        (one) => findRecordedInvocations(evidence, one).length > 0,
      );
      return (
        lost && withEvents(evidence, lost.partition, lost.commands.slice(0, lost.index).flat())
      );
    },
  },
  missing('a collection is no longer opened', 'unfoldable', ({ first }) =>
    first.type.includes('collection-opened'),
  ),
];

const repetitions: readonly ViolationInjector[] = [
  {
    name: 'an acknowledged command is recorded twice',
    expectedKind: 'command-id',
    inject(evidence, dice) {
      const doubled = pickInjectionPoint(
        evidence,
        dice,
        (one) => findRecordedInvocations(evidence, one).length > 0,
      );
      return (
        doubled && withCommands(evidence, doubled.partition, [...doubled.commands, doubled.events])
      );
    },
  },
  {
    name: 'an unanswered command is recorded twice, the second time at once',
    expectedKind: 'command-id',
    inject(evidence, dice) {
      const doubled = pickInjectionPoint(
        evidence,
        dice,
        (one) => findRecordedInvocations(evidence, one).length === 0,
      );
      if (doubled === undefined) return undefined;
      const { commands, index, events } = doubled;
      return withCommands(evidence, doubled.partition, replaceAt(commands, index, events, events));
    },
  },
  {
    name: 'a command without an id of its own is recorded once more, under another id',
    expectedKind: 'too-often',
    inject(evidence, dice) {
      const doubled = pickInjectionPoint(
        evidence,
        dice,
        ({ first }) => first.commandid === first.commandhash,
      );
      if (doubled === undefined) return undefined;
      const { partition, events, first, commands } = doubled;
      const sent = findInvocations(evidence, 'unknown', 'unavailable').map((one) => one.request);
      const other = sha256Hex(`${first.commandhash}:${first.id}`);
      // One for each who does not know what became of it, and one more.
      const copies = Array.from({ length: sent.length + 1 }, (_, copy) => {
        const commandid = copy === 0 ? other : sha256Hex(`${other} ${copy}`);
        return events.map((event, index) => ({
          ...event,
          commandid,
          id: `${commandid}.${index + 1}`,
        }));
      });
      return withCommands(evidence, partition, [...commands, ...copies]);
    },
  },
  {
    name: 'two commands have an event id in common',
    expectedKind: 'event-id',
    inject(evidence, dice) {
      const one = pickInjectionPoint(
        evidence,
        dice,
        ({ index, commands }) => commands[index + 1]?.[0]?.source === commands[index]?.[0]?.source,
      );
      const next = one?.commands[one.index + 1]?.[0];
      return one && next && withEvent(evidence, one.partition, next, { id: one.first.id });
    },
  },
];

const orders: readonly ViolationInjector[] = [
  {
    name: 'two events of a command are swapped',
    expectedKind: 'event-id',
    inject(evidence, dice) {
      const one = pickInjectionPoint(evidence, dice, ({ events }) => events.length > 1);
      const [first, second, ...rest] = one?.events ?? [];
      if (one === undefined || first === undefined || second === undefined) return undefined;
      return withCommands(
        evidence,
        one.partition,
        replaceAt(one.commands, one.index, [second, first, ...rest]),
      );
    },
  },
  {
    name: 'two events stand in the wrong order',
    expectedKind: 'sequence',
    inject(evidence, dice) {
      const { partition, last } =
        pickInjectionPoint(evidence, dice, ({ commands, index }) => index + 1 < commands.length) ??
        {};
      const events = evidence.log[partition ?? 0] ?? [];
      if (partition === undefined || last === undefined) return undefined;
      const next = events[last.pseq + 1];
      return next && withEvents(evidence, partition, events.toSpliced(last.pseq, 2, next, last));
    },
  },
  {
    name: 'a command stands before one that was answered before it was asked',
    expectedKind: 'order',
    inject(evidence, dice) {
      const late = pickInjectionPoint(
        evidence,
        dice,
        (one) =>
          one.index > one.commands.length / 2 &&
          findRecordedInvocations(evidence, one).length === 1,
      );
      if (late === undefined) return undefined;
      const without = replaceAt(late.commands, late.index);
      return withCommands(evidence, late.partition, [
        ...without.slice(0, 3),
        late.events,
        ...without.slice(3),
      ]);
    },
  },
  {
    name: 'a command stands in two places',
    expectedKind: 'command-id',
    inject(evidence, dice) {
      const one = pickInjectionPoint(
        evidence,
        dice,
        ({ events, index, commands }) => events.length > 1 && index + 1 < commands.length,
      );
      const [first, ...rest] = one?.events ?? [];
      const next = one?.commands[one.index + 1];
      if (one === undefined || first === undefined || next === undefined) return undefined;
      return withCommands(
        evidence,
        one.partition,
        one.commands.toSpliced(one.index, 2, [first], next, rest),
      );
    },
  },
];

const numbers: readonly ViolationInjector[] = [
  {
    name: 'the sequence has a gap',
    expectedKind: 'sequence',
    inject(evidence, dice) {
      const one = pickInjectionPoint(
        evidence,
        dice,
        ({ index, commands }) => index + 1 < commands.length,
      );
      return one && withEvents(evidence, one.partition, replaceAt(one.commands, one.index).flat());
    },
  },
  altered('a stream version is left out', 'version', ({ streamversion }) => ({
    streamversion: streamversion + 1,
  })),
  altered(
    'a stream version is taken twice',
    'version',
    ({ streamversion }) => ({ streamversion: streamversion - 1 }),
    ({ last }) => last.streamversion > 1,
  ),
  altered('an event is of a term that nobody opened', 'term', ({ term }) => ({ term: term + 1 })),
  {
    name: 'an earlier writer goes on after it was fenced',
    expectedKind: 'term',
    inject(evidence, dice) {
      const one = pickInjectionPoint(evidence, dice, ({ first }) => first.term > 1);
      return one && withEvent(evidence, one.partition, one.first, { term: one.first.term - 1 });
    },
  },
  {
    name: 'a term begins without its WriterOpened',
    expectedKind: 'term',
    inject(evidence, dice) {
      const one = pickInjectionPoint(evidence, dice, ({ first }) => first.term > 1);
      const rest = one?.commands.filter(
        ([event]) => !(event && isWriterOpened(event) && event.term === one.first.term),
      );
      return one && rest && withCommands(evidence, one.partition, rest);
    },
  },
  altered(
    'recording times fall',
    'time',
    () => ({ time: LATER }),
    ({ index, commands }) => index + 1 < commands.length,
  ),
  {
    name: 'a log says that it has more partitions than it has',
    expectedKind: 'partition',
    inject(evidence) {
      const opened = evidence.log[0]?.[0];
      const data = { ...opened?.data, partitions: evidence.log.length + 1 };
      return opened && withEvent(evidence, 0, opened, { data });
    },
  },
];

const decisions: readonly ViolationInjector[] = [
  {
    name: 'a decision overlooks what was recorded just before it',
    expectedKind: 'stale-decision',
    inject(evidence, dice) {
      const one = pickInjectionPoint(
        evidence,
        dice,
        ({ events, first }) =>
          events.length === 2 && first.type !== CONFLICT && events[1]?.type === CONFLICT,
      );
      return (
        one &&
        withCommands(evidence, one.partition, replaceAt(one.commands, one.index, [one.first]))
      );
    },
  },
  {
    name: 'a fact is recorded that the record says already',
    expectedKind: 'stale-decision',
    inject(evidence, dice) {
      const one = pickInjectionPoint(
        evidence,
        dice,
        (held) =>
          held.first.type.includes('meeting-described') &&
          findRecordedInvocations(evidence, held).length > 0,
      );
      const [sender] = one === undefined ? [] : findRecordedInvocations(evidence, one);
      if (one === undefined || sender === undefined) return undefined;
      const commandid = 'planted';
      const again = one.events.map((event, n) => ({
        ...event,
        commandid,
        id: `${commandid}.${n + 1}`,
      }));
      const sent = { ...sender.request, commandId: commandid, expectedVersion: undefined };
      const unanswered = {
        ...sender,
        sent,
        answeredAt: null,
        answer: { kind: 'unknown', why: 'planted' } as const,
      };
      const with2 = withInvocations(evidence, [...evidence.history.invocations, unanswered]);
      return withCommands(with2, one.partition, [
        ...one.commands.slice(0, one.index + 1),
        again,
        ...one.commands.slice(one.index + 1),
      ]);
    },
  },
  {
    name: 'two commands are recorded against the same expected version',
    expectedKind: 'stale-version',
    inject(evidence, dice) {
      const one = pickInjectionPoint(evidence, dice, (both) =>
        findRecordedInvocations(evidence, both).some(
          ({ response: answer, request: sent }) =>
            !answer.repeated &&
            sent.expectedVersion !== undefined &&
            sent.expectedVersion > 0 &&
            answer.version !== null,
        ),
      );
      const senders = one === undefined ? [] : findRecordedInvocations(evidence, one);
      const stale = evidence.history.invocations.map((invocation) => {
        const { request: sent } = invocation;
        if (!senders.some((sender) => sender === invocation) || sent.expectedVersion === undefined)
          return invocation;
        return { ...invocation, request: { ...sent, expectedVersion: sent.expectedVersion - 1 } };
      });
      return one && withInvocations(evidence, stale);
    },
  },
  {
    name: 'a command is recorded that nobody sent',
    expectedKind: 'unsent',
    inject(evidence, dice) {
      const one = pickInjectionPoint(evidence, dice);
      const rest = evidence.history.invocations.filter(
        ({ request: sent, response: answer }) =>
          sent.commandId !== one?.first.commandid &&
          !(answer.kind === 'recorded' && answer.commandId === one?.first.commandid),
      );
      const hashed = one?.first.commandid === one?.first.commandhash;
      return one && !hashed ? withInvocations(evidence, rest) : undefined;
    },
  },
];

/** Violations planted in the log. */
export const LOG_VIOLATIONS: readonly ViolationInjector[] = [
  ...losses,
  ...repetitions,
  ...orders,
  ...numbers,
  ...decisions,
];
