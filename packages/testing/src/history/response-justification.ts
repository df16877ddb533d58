import { type Command, COMMANDS } from '@rapporteur/contracts';
import { formatLogPosition } from '@rapporteur/event-log';
import { decide, getAddressedStream } from '@rapporteur/domain';
import type { CheckedInvocation } from './checked-invocation.ts';
import type { CollectionReplay } from './collection-replay.ts';
import { describeEventsDifference, isSameJson } from './decision-difference.ts';
import { type PositionedResponse, type RefusedResponse } from './history.ts';

// A service may also reject for other reasons, such as words that are not in a source text. The log
// cannot prove those.
const DOMAIN_RULE = /^DOMAIN_/;

function describeRejectionDifference(
  { rejections }: RefusedResponse,
  expected: RefusedResponse['rejections'],
): string | undefined {
  const format = (list: RefusedResponse['rejections']): string =>
    list.map(({ code, field, event }) => `${code} ${field ?? '-'} ${event ?? '-'}`).join(', ');
  const actualText = format(rejections);
  const expectedText = format(expected);
  return actualText === expectedText
    ? undefined
    : `the response has ${actualText}, the rules give ${expectedText}`;
}

/**
 * Explains what is wrong with a response by the rules of the domain. Id and expected version are
 * already checked.
 */
function describeResponseDifference(
  response: PositionedResponse,
  command: Command,
  replay: CollectionReplay,
  commandId: string,
): string | undefined {
  const decision = decide(replay.state, command, commandId);
  if (response.kind === 'refused') {
    if (!response.rejections.every(({ code }) => DOMAIN_RULE.test(code))) return undefined;
    return decision.kind === 'refused'
      ? describeRejectionDifference(response, decision.rejections)
      : 'no rule rejects it';
  }
  if (response.kind !== 'unchanged' && response.kind !== 'wouldRecord') return undefined;

  const stream = getAddressedStream(command, replay.state);
  if (response.commandId !== commandId) return `its id is ${commandId}, not ${response.commandId}`;
  if (response.stream !== stream) return `it addresses ${stream}, not ${response.stream}`;
  if (decision.kind === 'refused')
    return `it is rejected: ${decision.rejections.map(({ code }) => code).join(', ')}`;
  if (!isSameJson(decision.already, response.already))
    return `${String(decision.already)} were already recorded`;

  if (response.kind === 'unchanged') {
    if (decision.kind === 'record') return `it records ${decision.events.length} events`;
    const version = replay.version(stream);
    return response.version === version
      ? undefined
      : `${stream} is at version ${version}, not ${response.version}`;
  }
  if (decision.kind === 'nothing') return 'it changes nothing';
  return describeEventsDifference(decision.events, response.events, commandId);
}

/**
 * Explains why a response that recorded nothing is wrong, given the state at its position;
 * undefined if it is right.
 */
export function explainUnjustified(
  { response, request, hash }: CheckedInvocation<PositionedResponse>,
  command: Command,
  replay: CollectionReplay,
): string | undefined {
  const commandId = replay.resolveCommandId(request.commandId, hash);
  const known = replay.command(commandId);
  if (response.kind === 'differentContent') {
    return known === undefined || known.hash === hash
      ? `no other command has the id ${commandId}`
      : undefined;
  }
  if (known !== undefined)
    return `${commandId} is recorded at ${formatLogPosition(known.position)}`;

  const version = replay.version(getAddressedStream(command, replay.state));
  const isStale = request.expectedVersion !== undefined && request.expectedVersion !== version;
  if (response.kind === 'conflict') {
    const { expected, actual } = response;
    if (isStale && expected === request.expectedVersion && actual === version) return undefined;
    const claim = `expected ${expected}, actual ${actual}`;
    return `response: ${claim}; request: ${request.expectedVersion}; log: ${version}`;
  }
  if (isStale) return `version ${request.expectedVersion} was expected, it was at ${version}`;
  return describeResponseDifference(response, command, replay, commandId);
}

/**
 * Explains why a response that calls a command malformed or unknown is wrong; undefined if it is
 * right.
 */
export function explainWrongInvalid(invocation: CheckedInvocation): string | undefined {
  const { request, response } = invocation;
  if (response.kind === 'unknownCommand')
    return COMMANDS.has(request.name) ? 'the command exists' : undefined;
  // The headers may be malformed too.
  const hasNoHeaders = request.commandId === undefined && request.expectedVersion === undefined;
  if (response.kind !== 'invalid' || !hasNoHeaders) return undefined;
  return invocation.parseCommand() === null ? undefined : 'it is well formed';
}
