import { type CheckInput, withResponse } from './check-input.ts';
import type { ClientResponse, ReadInvocation } from './history.ts';
import {
  findFromRandom,
  findInvocations,
  type RespondedInvocation,
  type ViolationInjector,
} from './violation-injector.ts';

type ResponseKind = ClientResponse['kind'];

/** Changes one response of these kinds. */
function changeResponse<K extends ResponseKind>(
  kinds: readonly K[],
  change: (invocation: RespondedInvocation<K>, input: CheckInput) => ClientResponse | undefined,
): ViolationInjector['inject'] {
  return (input, random) =>
    findFromRandom(findInvocations(input, ...kinds), random, (invocation) => {
      const response = change(invocation, input);
      return response && withResponse(input, invocation, response);
    });
}

/** Changes one read. */
function changeRead(
  change: (read: ReadInvocation, input: CheckInput) => ReadInvocation | undefined,
): ViolationInjector['inject'] {
  return (input, random) => {
    const { reads, invocations } = input.history;
    return findFromRandom(reads, random, (read) => {
      const changed = change(read, input);
      if (changed === undefined) return undefined;
      const changedReads = reads.map((candidate) => (candidate === read ? changed : candidate));
      return { ...input, history: { invocations, reads: changedReads } };
    });
  };
}

const acknowledgements: readonly ViolationInjector[] = [
  {
    name: 'a response with a wrong position',
    expectedKind: 'response',
    inject: changeResponse(['recorded'], ({ response }) => {
      const { partition, pseq } = response.position;
      return response.repeated
        ? undefined
        : { ...response, position: { partition, pseq: pseq + 1 } };
    }),
  },
  {
    name: 'a response with another value than the recorded one',
    expectedKind: 'response',
    inject: changeResponse(['recorded'], ({ response }) => {
      const [first, ...rest] = response.events;
      const data = { ...first?.data, reason: 'Injected.' };
      return response.repeated || first === undefined
        ? undefined
        : { ...response, events: [{ ...first, data }, ...rest] };
    }),
  },
  {
    name: 'a response without one of the recorded events',
    expectedKind: 'response',
    inject: changeResponse(['recorded'], ({ response }) =>
      response.repeated ? undefined : { ...response, events: response.events.slice(1) },
    ),
  },
  {
    name: 'a response with a wrong version',
    expectedKind: 'response',
    inject: changeResponse(['recorded'], ({ response }) =>
      response.repeated ? undefined : { ...response, version: (response.version ?? 0) + 1 },
    ),
  },
  {
    name: 'a response without the already recorded facts',
    expectedKind: 'response',
    inject: changeResponse(['recorded'], ({ response }) =>
      response.already === null || response.already.length === 0
        ? undefined
        : { ...response, already: [] },
    ),
  },
  {
    name: 'a repeated response with another position than the first',
    expectedKind: 'repeated-response',
    inject: changeResponse(['recorded'], ({ response }) => {
      const { partition, pseq } = response.position;
      return response.repeated
        ? { ...response, position: { partition, pseq: pseq - 1 } }
        : undefined;
    }),
  },
  {
    name: 'a repeated response with other events than the first',
    expectedKind: 'repeated-response',
    inject: changeResponse(['recorded'], ({ response }, { log }) => {
      const other = log[response.position.partition]?.at(-1);
      return response.repeated && other ? { ...response, events: [other] } : undefined;
    }),
  },
  {
    name: 'two responses that are not marked as repeated',
    expectedKind: 'repeated-response',
    inject: changeResponse(['recorded'], ({ response }, input) => {
      const first = findInvocations(input, 'recorded').find(
        (other) =>
          !other.response.repeated &&
          other.response.commandId === response.commandId &&
          other.response !== response,
      );
      return response.repeated && first ? { ...first.response } : undefined;
    }),
  },
  {
    name: 'a recorded command whose response called it malformed',
    expectedKind: 'unsent',
    inject: changeResponse(['recorded'], (invocation, { history }) => {
      const { name, commandId } = invocation.request;
      const isOnlySender = history.invocations.every(
        (other) =>
          other === invocation ||
          other.request.name !== name ||
          other.request.commandId !== commandId,
      );
      return isOnlySender ? { kind: 'invalid' } : undefined;
    }),
  },
];

const rejections: readonly ViolationInjector[] = [
  {
    name: 'a rejection with a rule that does not apply',
    expectedKind: 'unjustified',
    inject: changeResponse(['refused'], ({ response }) => {
      const rejection = { code: 'DOMAIN_MEETING_ID_FORM', field: 'injected', event: null };
      return { ...response, rejections: [rejection] };
    }),
  },
  {
    name: 'an unchanged response to a command that changes the record',
    expectedKind: 'unjustified',
    inject: changeResponse(['wouldRecord'], ({ response }) => {
      const { events: _, ...rest } = response;
      return { ...rest, kind: 'unchanged', already: [] };
    }),
  },
  {
    name: 'a dry run with other events',
    expectedKind: 'unjustified',
    inject: changeResponse(['wouldRecord'], ({ response }) => ({
      ...response,
      events: response.events.slice(1),
    })),
  },
  {
    name: 'a version conflict with the expected version',
    expectedKind: 'unjustified',
    inject: changeResponse(['conflict'], ({ response }) => ({
      ...response,
      actual: response.expected,
    })),
  },
  {
    name: 'an id conflict with a free id',
    expectedKind: 'unjustified',
    inject: changeResponse(['refused'], ({ response, request }) =>
      request.commandId === undefined
        ? undefined
        : {
            kind: 'differentContent',
            commandId: request.commandId,
            position: response.position,
          },
    ),
  },
  {
    name: 'a well-formed command whose response calls it malformed',
    expectedKind: 'unjustified',
    inject: changeResponse(['refused', 'unchanged'], ({ request }) =>
      request.commandId === undefined && request.expectedVersion === undefined
        ? { kind: 'invalid' }
        : undefined,
    ),
  },
  {
    name: 'a rejection based on a state from before an earlier acknowledgement',
    expectedKind: 'order',
    inject: changeResponse(
      ['refused', 'unchanged', 'conflict'],
      ({ response, request, invokedAt }, input) => {
        const { partition } = response.position;
        const earlier = findInvocations(input, 'recorded').find(
          (other) =>
            other.response.position.partition === partition &&
            (other.respondedAt ?? invokedAt) < invokedAt,
        );
        if (earlier === undefined || request.dryRun === true) return undefined;

        const { position, events } = earlier.response;
        return { ...response, position: { partition, pseq: position.pseq - events.length } };
      },
    ),
  },
  {
    name: 'a rejection based on a state beyond the end of the log',
    expectedKind: 'unjustified',
    inject: changeResponse(['refused', 'unchanged', 'conflict'], ({ response }, { log }) => {
      const { partition } = response.position;
      return { ...response, position: { partition, pseq: log[partition]?.length ?? 0 } };
    }),
  },
  {
    name: 'a rejection based on a part of another command',
    expectedKind: 'unjustified',
    inject: changeResponse(['refused', 'unchanged', 'conflict'], ({ response }, { log }) => {
      const { partition } = response.position;
      const second = log[partition]?.find(
        ({ id, pseq }) => id.endsWith('.2') && pseq < response.position.pseq,
      );
      return second && { ...response, position: { partition, pseq: second.pseq - 1 } };
    }),
  },
];

const reads: readonly ViolationInjector[] = [
  {
    name: 'a read of the log without an event acknowledged before it',
    expectedKind: 'order',
    inject: changeRead((read, input) => {
      const { request, result, invokedAt } = read;
      const earlier = findInvocations(input, 'recorded').find(
        ({ response, respondedAt }) =>
          response.position.partition === result?.position.partition &&
          (respondedAt ?? invokedAt) < invokedAt,
      );
      if (request.fresh !== true || result === null || earlier === undefined) return undefined;

      const { position, events } = earlier.response;
      const before = { ...position, pseq: position.pseq - events.length };
      return { ...read, result: { position: before } };
    }),
  },
  {
    name: 'a read from before the requested position',
    expectedKind: 'read-behind',
    inject: changeRead((read) => {
      const { position } = read.request;
      return position === undefined || position.pseq < 1
        ? undefined
        : { ...read, result: { position: { ...position, pseq: position.pseq - 1 } } };
    }),
  },
  {
    name: 'a read with a missing event',
    expectedKind: 'read-differs',
    inject: changeRead((read) =>
      read.result?.events === undefined || read.result.events.length === 0
        ? undefined
        : { ...read, result: { ...read.result, events: read.result.events.slice(1) } },
    ),
  },
  {
    name: 'a read with an unknown fact',
    expectedKind: 'read-differs',
    inject: changeRead((read) =>
      read.result?.facts === undefined
        ? undefined
        : { ...read, result: { ...read.result, facts: [...read.result.facts, 'injected.1'] } },
    ),
  },
  {
    name: 'a read with an old version',
    expectedKind: 'read-differs',
    inject: changeRead((read) =>
      read.result?.version === undefined
        ? undefined
        : { ...read, result: { ...read.result, version: read.result.version - 1 } },
    ),
  },
  {
    name: 'a read with a command that was sent after it',
    expectedKind: 'order',
    inject: changeRead((read, { log }) => {
      const partition = read.result?.position.partition ?? 0;
      const pseq = (log[partition]?.length ?? 0) - 1;
      if (pseq <= (read.result?.position.pseq ?? pseq) + 50) return undefined;

      const request = { collection: read.request.collection };
      return { ...read, request, result: { position: { partition, pseq } } };
    }),
  },
];

/** Violations in responses and reads. */
export const RESPONSE_VIOLATIONS: readonly ViolationInjector[] = [
  ...acknowledgements,
  ...rejections,
  ...reads,
];
