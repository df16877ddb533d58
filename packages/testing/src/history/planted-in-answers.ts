import { type CheckInput, withResponse } from './evidence.ts';
import type { Answer, Look } from './history.ts';
import type { Dice } from './dice.ts';
import { type ViolationInjector, type RespondedInvocation, findInvocations } from './plant.ts';

type ResponseKind = Answer['kind'];

/** One answer of these kinds is changed. */
function retold<K extends ResponseKind>(
  kinds: readonly K[],
  change: (one: RespondedInvocation<K>, evidence: CheckInput) => Answer | undefined,
): ViolationInjector['inject'] {
  return (evidence, dice) => {
    const all = findInvocations(evidence, ...kinds);
    const from = dice.below(all.length);
    for (const one of [...all.slice(from), ...all.slice(0, from)]) {
      const answer = change(one, evidence);
      if (answer !== undefined) return withResponse(evidence, one, answer);
    }
    return undefined;
  };
}

/** One read is changed. */
function reseen(
  change: (look: Look, evidence: CheckInput) => Look | undefined,
): ViolationInjector['inject'] {
  return (evidence, dice: Dice) => {
    const { looks, invocations } = evidence.history;
    const from = dice.below(looks.length);
    for (const look of [...looks.slice(from), ...looks.slice(0, from)]) {
      const changed = change(look, evidence);
      if (changed === undefined) continue;
      return {
        ...evidence,
        history: { invocations, looks: looks.map((one) => (one === look ? changed : one)) },
      };
    }
    return undefined;
  };
}

const acknowledgements: readonly ViolationInjector[] = [
  {
    name: 'an answer tells a wrong position',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ answer }) => {
      const { partition, pseq } = answer.position;
      return answer.repeated ? undefined : { ...answer, position: { partition, pseq: pseq + 1 } };
    }),
  },
  {
    name: 'an answer tells another value than was recorded',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ answer }) => {
      const [first, ...rest] = answer.events;
      const data = { ...first?.data, reason: 'Planted.' };
      return answer.repeated || first === undefined
        ? undefined
        : { ...answer, events: [{ ...first, data }, ...rest] };
    }),
  },
  {
    name: 'an answer tells an event less than was recorded',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ answer }) =>
      answer.repeated ? undefined : { ...answer, events: answer.events.slice(1) },
    ),
  },
  {
    name: 'an answer tells a wrong version',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ answer }) =>
      answer.repeated ? undefined : { ...answer, version: (answer.version ?? 0) + 1 },
    ),
  },
  {
    name: 'an answer keeps quiet about what stood already',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ answer }) =>
      answer.already === null || answer.already.length === 0
        ? undefined
        : { ...answer, already: [] },
    ),
  },
  {
    name: 'a repeated answer tells another position than the first',
    expectedKind: 'repeated-answer',
    inject: retold(['recorded'], ({ answer }) => {
      const { partition, pseq } = answer.position;
      return answer.repeated ? { ...answer, position: { partition, pseq: pseq - 1 } } : undefined;
    }),
  },
  {
    name: 'a repeated answer tells other events than the first',
    expectedKind: 'repeated-answer',
    inject: retold(['recorded'], ({ answer }, { log }) => {
      const other = log[answer.position.partition]?.at(-1);
      return answer.repeated && other ? { ...answer, events: [other] } : undefined;
    }),
  },
  {
    name: 'two answers say that the command is recorded now',
    expectedKind: 'repeated-answer',
    inject: retold(['recorded'], ({ answer }, evidence) => {
      const first = findInvocations(evidence, 'recorded').find(
        (one) =>
          !one.answer.repeated &&
          one.answer.commandId === answer.commandId &&
          one.answer !== answer,
      );
      return answer.repeated && first ? { ...first.answer } : undefined;
    }),
  },
  {
    name: 'a command is recorded although its sender was told that it is malformed',
    expectedKind: 'unsent',
    inject: retold(['recorded'], (one, { history }) => {
      const isAlone = history.invocations.every(
        (other) =>
          other === one ||
          other.sent.name !== one.sent.name ||
          other.sent.commandId !== one.sent.commandId,
      );
      return isAlone ? { kind: 'invalid' } : undefined;
    }),
  },
];

const refusals: readonly ViolationInjector[] = [
  {
    name: 'a command is refused for a reason that is none',
    expectedKind: 'unjustified',
    inject: retold(['refused'], ({ answer }) => {
      const refusals = [{ code: 'DOMAIN_MEETING_ID_FORM', field: 'planted', event: null }];
      return { ...answer, refusals };
    }),
  },
  {
    name: 'a command is said to change nothing when it would',
    expectedKind: 'unjustified',
    inject: retold(['wouldRecord'], ({ answer }) => {
      const { events: _, ...about } = answer;
      return { ...about, kind: 'unchanged', already: [] };
    }),
  },
  {
    name: 'a dry run foretells other events',
    expectedKind: 'unjustified',
    inject: retold(['wouldRecord'], ({ answer }) => ({
      ...answer,
      events: answer.events.slice(1),
    })),
  },
  {
    name: 'a version is said to have moved on that has not',
    expectedKind: 'unjustified',
    inject: retold(['conflict'], ({ answer }) => ({ ...answer, actual: answer.expected })),
  },
  {
    name: 'an id is said to belong to another command',
    expectedKind: 'unjustified',
    inject: retold(['refused'], ({ answer, sent }) =>
      sent.commandId === undefined
        ? undefined
        : { kind: 'differentContent', commandId: sent.commandId, position: answer.position },
    ),
  },
  {
    name: 'a well-formed command is called malformed',
    expectedKind: 'unjustified',
    inject: retold(['refused', 'unchanged'], ({ sent }) =>
      sent.commandId === undefined && sent.expectedVersion === undefined
        ? { kind: 'invalid' }
        : undefined,
    ),
  },
  {
    name: 'a command is turned down on a state that was over when it was asked',
    expectedKind: 'order',
    inject: retold(
      ['refused', 'unchanged', 'conflict'],
      ({ answer, sent, invokedAt }, evidence) => {
        const { partition } = answer.position;
        const before = findInvocations(evidence, 'recorded').find(
          (one) =>
            one.answer.position.partition === partition &&
            (one.answeredAt ?? invokedAt) < invokedAt,
        );
        const pseq = (before?.answer.position.pseq ?? 0) - (before?.answer.events.length ?? 0);
        return before === undefined || sent.dryRun === true
          ? undefined
          : { ...answer, position: { partition, pseq } };
      },
    ),
  },
  {
    name: 'a command is turned down on a state that never was',
    expectedKind: 'unjustified',
    inject: retold(['refused', 'unchanged', 'conflict'], ({ answer }, { log }) => {
      const { partition } = answer.position;
      return { ...answer, position: { partition, pseq: log[partition]?.length ?? 0 } };
    }),
  },
  {
    name: 'a command is turned down on half of another',
    expectedKind: 'unjustified',
    inject: retold(['refused', 'unchanged', 'conflict'], ({ answer }, { log }) => {
      const { partition } = answer.position;
      const whole = log[partition]?.find(
        ({ id, pseq }) => id.endsWith('.2') && pseq < answer.position.pseq,
      );
      return whole && { ...answer, position: { partition, pseq: whole.pseq - 1 } };
    }),
  },
];

const reads: readonly ViolationInjector[] = [
  {
    name: 'a read of the log misses what was acknowledged before it',
    expectedKind: 'order',
    inject: reseen((look, evidence) => {
      const { question, seen, invokedAt } = look;
      const before = findInvocations(evidence, 'recorded').find(
        ({ answer, answeredAt }) =>
          answer.position.partition === seen?.position.partition &&
          (answeredAt ?? invokedAt) < invokedAt,
      );
      if (question.fresh !== true || seen === null || before === undefined) return undefined;
      const { partition, pseq } = before.answer.position;
      return {
        ...look,
        seen: { position: { partition, pseq: pseq - before.answer.events.length } },
      };
    }),
  },
  {
    name: 'a read answers from before the position that it asked for',
    expectedKind: 'read-behind',
    inject: reseen((look) => {
      const { position } = look.question;
      return position === undefined || position.pseq < 1
        ? undefined
        : { ...look, seen: { position: { ...position, pseq: position.pseq - 1 } } };
    }),
  },
  {
    name: 'a read misses an event',
    expectedKind: 'read-differs',
    inject: reseen((look) =>
      look.seen?.events === undefined || look.seen.events.length === 0
        ? undefined
        : { ...look, seen: { ...look.seen, events: look.seen.events.slice(1) } },
    ),
  },
  {
    name: 'a read shows a fact that does not stand',
    expectedKind: 'read-differs',
    inject: reseen((look) =>
      look.seen?.facts === undefined
        ? undefined
        : { ...look, seen: { ...look.seen, facts: [...look.seen.facts, 'planted.1'] } },
    ),
  },
  {
    name: 'a read shows an old version',
    expectedKind: 'read-differs',
    inject: reseen((look) =>
      look.seen?.version === undefined
        ? undefined
        : { ...look, seen: { ...look.seen, version: look.seen.version - 1 } },
    ),
  },
  {
    name: 'a read shows what was asked only after it',
    expectedKind: 'order',
    inject: reseen((look, { log }) => {
      const partition = look.seen?.position.partition ?? 0;
      const pseq = (log[partition]?.length ?? 0) - 1;
      const isLong = pseq > (look.seen?.position.pseq ?? pseq) + 50;
      return isLong
        ? {
            ...look,
            question: { collection: look.question.collection },
            seen: { position: { partition, pseq } },
          }
        : undefined;
    }),
  },
];

/** Violations planted in what clients were told. */
export const RESPONSE_VIOLATIONS: readonly ViolationInjector[] = [
  ...acknowledgements,
  ...refusals,
  ...reads,
];
