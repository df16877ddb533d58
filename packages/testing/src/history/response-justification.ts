import { type Command, COMMANDS } from '@rapporteur/contracts';
import { getAddressedStream, decide } from '@rapporteur/domain';
import type { CheckedInvocation } from './checked-invocation.ts';
import { describeEventsDifference, isSameJson } from './decision-difference.ts';
import type { PositionedResponse, RefusedResponse } from './history.ts';
import { formatPosition } from './history.ts';
import type { CollectionReplay } from './collection-replay.ts';

// The rules of the record are the domain's. What else a service objects to, such as words that are not in the text it
// holds, does not follow from the log.
const OF_THE_DOMAIN = /^DOMAIN_/;

function refusalDifference(
  { rejections: refusals }: RefusedResponse,
  again: RefusedResponse['rejections'],
): string | undefined {
  const print = (list: RefusedResponse['rejections']): string =>
    list.map(({ code, field, event }) => `${code} ${field ?? '-'} ${event ?? '-'}`).join(', ');
  const [told, stands] = [print(refusals), print(again)];
  return told === stands ? undefined : `${told} was told, the rules say ${stands}`;
}

/** What is wrong with an answer by the rules of the record, given that nothing stood in its way before them. */
function decisionDifference(
  answer: PositionedResponse,
  command: Command,
  replay: CollectionReplay,
  commandId: string,
): string | undefined {
  const decision = decide(replay.state, command, commandId);
  const stream = getAddressedStream(command, replay.state);
  if (answer.kind === 'refused') {
    if (!answer.rejections.every(({ code }) => OF_THE_DOMAIN.test(code))) return undefined;
    return decision.kind === 'refused'
      ? refusalDifference(answer, decision.rejections)
      : 'no rule refuses it';
  }
  if (answer.kind !== 'unchanged' && answer.kind !== 'wouldRecord') return undefined;
  if (answer.commandId !== commandId) return `its id is ${commandId}, not ${answer.commandId}`;
  if (answer.stream !== stream) return `it addresses ${stream}, not ${answer.stream}`;
  if (decision.kind === 'refused')
    return `it is refused: ${decision.rejections.map(({ code }) => code).join(', ')}`;
  if (!isSameJson(decision.already, answer.already))
    return `${String(decision.already)} stood already`;
  if (answer.kind === 'unchanged') {
    if (decision.kind === 'record') return `it comes to ${decision.events.length} events`;
    const version = replay.version(stream);
    return answer.version === version
      ? undefined
      : `${stream} is at version ${version}, not ${answer.version}`;
  }
  if (decision.kind === 'nothing') return 'it changes nothing';
  return describeEventsDifference(decision.events, answer.events, commandId);
}

/** What is wrong with an answer that turned a command down, on the state it rests on; undefined where nothing is. */
export function explainUnjustified(
  { response: answer, request: sent, hash }: CheckedInvocation<PositionedResponse>,
  command: Command,
  replay: CollectionReplay,
): string | undefined {
  const commandId = replay.resolveCommandId(sent.commandId, hash);
  const known = replay.command(commandId);
  if (answer.kind === 'differentContent') {
    return known === undefined || known.hash === hash
      ? `no other command stands as ${commandId}`
      : undefined;
  }
  if (known !== undefined)
    return `${commandId} stands at ${formatPosition(known.position)}, and has its answer`;
  const version = replay.version(getAddressedStream(command, replay.state));
  const stale = sent.expectedVersion !== undefined && sent.expectedVersion !== version;
  if (answer.kind === 'conflict') {
    const { expected, actual } = answer;
    if (stale && expected === sent.expectedVersion && actual === version) return undefined;
    return `expected ${sent.expectedVersion}, told ${expected} against ${actual}: it was at ${version}`;
  }
  if (stale) return `version ${sent.expectedVersion} was expected, it was at ${version}`;
  return decisionDifference(answer, command, replay, commandId);
}

/** What is wrong with an answer that calls a command malformed; undefined where nothing is. */
export function explainWrongInvalid(asked: CheckedInvocation): string | undefined {
  const { request: sent, response: answer } = asked;
  if (answer.kind === 'unknownCommand')
    return COMMANDS.has(sent.name) ? 'there is such a command' : undefined;
  // What is said beside the command may be malformed too.
  const isPlain = sent.commandId === undefined && sent.expectedVersion === undefined;
  if (answer.kind !== 'invalid' || !isPlain) return undefined;
  return asked.readCommand() === null ? undefined : 'it is well formed';
}
