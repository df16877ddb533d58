import { type CheckInput, withResponse } from './check-input.ts';
import type { ClientResponse, ReadInvocation } from './history.ts';
import type { SeededRandom } from './seeded-random.ts';
import {
  type ViolationInjector,
  type RespondedInvocation,
  findInvocations,
} from './violation-injector.ts';

type ResponseKind = ClientResponse['kind'];

/** One answer of these kinds is changed. */
function retold<K extends ResponseKind>(
  kinds: readonly K[],
  change: (one: RespondedInvocation<K>, evidence: CheckInput) => ClientResponse | undefined,
): ViolationInjector['inject'] {
  return (evidence, dice) => {
    const all = findInvocations(evidence, ...kinds);
    const from = dice.integerBelow(all.length);
    for (const one of [...all.slice(from), ...all.slice(0, from)]) {
      const answer = change(one, evidence);
      if (answer !== undefined) return withResponse(evidence, one, answer);
    }
    return undefined;
  };
}

/** One read is changed. */
function reseen(
  change: (look: ReadInvocation, evidence: CheckInput) => ReadInvocation | undefined,
): ViolationInjector['inject'] {
  return (evidence, dice: SeededRandom) => {
    const { reads: looks, invocations } = evidence.history;
    const from = dice.integerBelow(looks.length);
    for (const look of [...looks.slice(from), ...looks.slice(0, from)]) {
      const changed = change(look, evidence);
      if (changed === undefined) continue;
      return {
        ...evidence,
        history: { invocations, reads: looks.map((one) => (one === look ? changed : one)) },
      };
    }
    return undefined;
  };
}

const acknowledgements: readonly ViolationInjector[] = [
  {
    name: 'an answer tells a wrong position',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ response: answer }) => {
      const { partition, pseq } = answer.position;
      return answer.repeated ? undefined : { ...answer, position: { partition, pseq: pseq + 1 } };
    }),
  },
  {
    name: 'an answer tells another value than was recorded',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ response: answer }) => {
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
    inject: retold(['recorded'], ({ response: answer }) =>
      answer.repeated ? undefined : { ...answer, events: answer.events.slice(1) },
    ),
  },
  {
    name: 'an answer tells a wrong version',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ response: answer }) =>
      answer.repeated ? undefined : { ...answer, version: (answer.version ?? 0) + 1 },
    ),
  },
  {
    name: 'an answer keeps quiet about what stood already',
    expectedKind: 'answer',
    inject: retold(['recorded'], ({ response: answer }) =>
      answer.already === null || answer.already.length === 0
        ? undefined
        : { ...answer, already: [] },
    ),
  },
  {
    name: 'a repeated answer tells another position than the first',
    expectedKind: 'repeated-answer',
    inject: retold(['recorded'], ({ response: answer }) => {
      const { partition, pseq } = answer.position;
      return answer.repeated ? { ...answer, position: { partition, pseq: pseq - 1 } } : undefined;
    }),
  },
  {
    name: 'a repeated answer tells other events than the first',
    expectedKind: 'repeated-answer',
    inject: retold(['recorded'], ({ response: answer }, { log }) => {
      const other = log[answer.position.partition]?.at(-1);
      return answer.repeated && other ? { ...answer, events: [other] } : undefined;
    }),
  },
  {
    name: 'two answers say that the command is recorded now',
    expectedKind: 'repeated-answer',
    inject: retold(['recorded'], ({ response: answer }, evidence) => {
      const first = findInvocations(evidence, 'recorded').find(
        (one) =>
          !one.response.repeated &&
          one.response.commandId === answer.commandId &&
          one.response !== answer,
      );
      return answer.repeated && first ? { ...first.response } : undefined;
    }),
  },
  {
    name: 'a command is recorded although its sender was told that it is malformed',
    expectedKind: 'unsent',
    inject: retold(['recorded'], (one, { history }) => {
      const isAlone = history.invocations.every(
        (other) =>
          other === one ||
          other.request.name !== one.request.name ||
          other.request.commandId !== one.request.commandId,
      );
      return isAlone ? { kind: 'invalid' } : undefined;
    }),
  },
];

const refusals: readonly ViolationInjector[] = [
  {
    name: 'a command is refused for a reason that is none',
    expectedKind: 'unjustified',
    inject: retold(['refused'], ({ response: answer }) => {
      const refusals = [{ code: 'DOMAIN_MEETING_ID_FORM', field: 'planted', event: null }];
      return { ...answer, rejections: refusals };
    }),
  },
  {
    name: 'a command is said to change nothing when it would',
    expectedKind: 'unjustified',
    inject: retold(['wouldRecord'], ({ response: answer }) => {
      const { events: _, ...about } = answer;
      return { ...about, kind: 'unchanged', already: [] };
    }),
  },
  {
    name: 'a dry run foretells other events',
    expectedKind: 'unjustified',
    inject: retold(['wouldRecord'], ({ response: answer }) => ({
      ...answer,
      events: answer.events.slice(1),
    })),
  },
  {
    name: 'a version is said to have moved on that has not',
    expectedKind: 'unjustified',
    inject: retold(['conflict'], ({ response: answer }) => ({
      ...answer,
      actual: answer.expected,
    })),
  },
  {
    name: 'an id is said to belong to another command',
    expectedKind: 'unjustified',
    inject: retold(['refused'], ({ response: answer, request: sent }) =>
      sent.commandId === undefined
        ? undefined
        : { kind: 'differentContent', commandId: sent.commandId, position: answer.position },
    ),
  },
  {
    name: 'a well-formed command is called malformed',
    expectedKind: 'unjustified',
    inject: retold(['refused', 'unchanged'], ({ request: sent }) =>
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
      ({ response: answer, request: sent, invokedAt }, evidence) => {
        const { partition } = answer.position;
        const before = findInvocations(evidence, 'recorded').find(
          (one) =>
            one.response.position.partition === partition &&
            (one.respondedAt ?? invokedAt) < invokedAt,
        );
        const pseq = (before?.response.position.pseq ?? 0) - (before?.response.events.length ?? 0);
        return before === undefined || sent.dryRun === true
          ? undefined
          : { ...answer, position: { partition, pseq } };
      },
    ),
  },
  {
    name: 'a command is turned down on a state that never was',
    expectedKind: 'unjustified',
    inject: retold(['refused', 'unchanged', 'conflict'], ({ response: answer }, { log }) => {
      const { partition } = answer.position;
      return { ...answer, position: { partition, pseq: log[partition]?.length ?? 0 } };
    }),
  },
  {
    name: 'a command is turned down on half of another',
    expectedKind: 'unjustified',
    inject: retold(['refused', 'unchanged', 'conflict'], ({ response: answer }, { log }) => {
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
      const { request: question, result: seen, invokedAt } = look;
      const before = findInvocations(evidence, 'recorded').find(
        ({ response: answer, respondedAt: answeredAt }) =>
          answer.position.partition === seen?.position.partition &&
          (answeredAt ?? invokedAt) < invokedAt,
      );
      if (question.fresh !== true || seen === null || before === undefined) return undefined;
      const { partition, pseq } = before.response.position;
      return {
        ...look,
        result: { position: { partition, pseq: pseq - before.response.events.length } },
      };
    }),
  },
  {
    name: 'a read answers from before the position that it asked for',
    expectedKind: 'read-behind',
    inject: reseen((look) => {
      const { position } = look.request;
      return position === undefined || position.pseq < 1
        ? undefined
        : { ...look, result: { position: { ...position, pseq: position.pseq - 1 } } };
    }),
  },
  {
    name: 'a read misses an event',
    expectedKind: 'read-differs',
    inject: reseen((look) =>
      look.result?.events === undefined || look.result.events.length === 0
        ? undefined
        : { ...look, result: { ...look.result, events: look.result.events.slice(1) } },
    ),
  },
  {
    name: 'a read shows a fact that does not stand',
    expectedKind: 'read-differs',
    inject: reseen((look) =>
      look.result?.facts === undefined
        ? undefined
        : { ...look, result: { ...look.result, facts: [...look.result.facts, 'planted.1'] } },
    ),
  },
  {
    name: 'a read shows an old version',
    expectedKind: 'read-differs',
    inject: reseen((look) =>
      look.result?.version === undefined
        ? undefined
        : { ...look, result: { ...look.result, version: look.result.version - 1 } },
    ),
  },
  {
    name: 'a read shows what was asked only after it',
    expectedKind: 'order',
    inject: reseen((look, { log }) => {
      const partition = look.result?.position.partition ?? 0;
      const pseq = (log[partition]?.length ?? 0) - 1;
      const isLong = pseq > (look.result?.position.pseq ?? pseq) + 50;
      return isLong
        ? {
            ...look,
            request: { collection: look.request.collection },
            result: { position: { partition, pseq } },
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
