import {
  FAILURE_CAUSES,
  type FailureArea,
  type FailureCause,
  type FailureKind,
} from './failure-causes.ts';
import { maskSecrets } from './mask-secrets.ts';
import { isTransientPostgresError } from './transient-postgres-error.ts';

/** The part that fails, in the words of a message. */
export interface FailureSubject {
  /** It begins the sentence: `The database of the read models`. */
  readonly name: string;
  /** The setting that names it, such as `RAPPORTEUR_DATABASE`. */
  readonly setting: string;
  /** The part of the table to read, if the error does not show it. */
  readonly area?: FailureArea;
}

interface FoundCause extends FailureCause {
  readonly area: FailureArea;
  readonly code: string;
}

/** A failure with a known cause. The message names the part, the cause and the remedy. */
export class ExplainedFailure extends Error {
  override readonly name = 'ExplainedFailure';
  readonly kind: FailureKind;
  readonly area: FailureArea;
  /** The code of the driver or the system: `28P01`, `ECONNREFUSED`. */
  readonly code: string;

  constructor({ name, setting }: FailureSubject, found: FoundCause, cause: Error) {
    const remedy = found.remedy.replaceAll('{setting}', setting);
    const sentence = `${name} ${found.predicate}${describeCause(found, cause)}.`;
    super(maskSecrets(`${sentence} ${remedy}`), { cause });
    this.kind = found.kind;
    this.area = found.area;
    this.code = found.code;
  }
}

/**
 * Returns the failure of an error that has a cause in the table; undefined for all others, which are
 * faults of the program. Without a subject, the message names the path or the address of the error.
 */
export function explainFailure(
  thrown: unknown,
  subject?: FailureSubject,
): ExplainedFailure | undefined {
  if (thrown instanceof ExplainedFailure) return thrown;
  const errors = listCauses(thrown);
  for (const find of [findCause, findTransientCause]) {
    for (const error of errors) {
      const found = find(error, subject?.area);
      if (found !== undefined)
        return new ExplainedFailure(subject ?? createSubject(error, found.area), found, error);
    }
  }
  return undefined;
}

// TypeORM wraps the error of the driver, and clients wrap the error of the socket.
function listCauses(thrown: unknown): readonly Error[] {
  if (!(thrown instanceof Error)) return [];
  return [thrown, ...listCauses(Reflect.get(thrown, 'driverError') ?? thrown.cause)];
}

function findCause(error: Error, given: FailureArea | undefined): FoundCause | undefined {
  const area = given ?? findArea(error);
  const code = readCode(error);
  const table = FAILURE_CAUSES[area];
  const known = Object.hasOwn(table, code) ? table[code] : undefined;
  return known === undefined ? undefined : { ...known, area, code };
}

// Clients report some broken connections without a code of the table.
function findTransientCause(error: Error, given: FailureArea | undefined): FoundCause | undefined {
  const isOther = (given ?? findArea(error)) === 'files' || !isTransientPostgresError(error);
  if (isOther) return undefined;
  const code = readCode(error) || error.name;
  const predicate = 'does not answer at present';
  const remedy = 'Try again, and look at its log.';
  return { area: 'postgres', code, kind: 'unreachable', predicate, remedy };
}

/** The calls of the system that concern a socket; others concern a file. */
const SOCKET_CALLS: readonly string[] = ['', 'connect', 'getaddrinfo', 'shutdown'];

function findArea(error: Error): FailureArea {
  const call = readText(error, 'syscall');
  if (Reflect.has(error, 'errorCode')) return 'kafka';
  if (call === 'listen' || call === 'bind') return 'listener';
  if (!SOCKET_CALLS.includes(call)) return isSocketCall(error, call) ? 'network' : 'files';
  // SQLSTATEs begin with a digit, or with a letter that no errno begins with.
  return /^[0-9FHPX][0-9A-Z]{4}$/.test(readCode(error)) ? 'postgres' : 'network';
}

// Pipes, devices and sockets are all read and written; a socket has these errors.
function isSocketCall(error: Error, call: string): boolean {
  const isBroken = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/.test(readCode(error));
  return isBroken && (call === 'read' || call === 'write');
}

function createSubject(error: Error, area: FailureArea): FailureSubject {
  const host = readText(error, 'address') || readText(error, 'hostname');
  const address = [host, readPort(error)].filter((part) => part !== '').join(':');
  const path = readText(error, 'path');
  const subjects: Readonly<Record<FailureArea, FailureSubject>> = {
    files: { name: path === '' ? 'A file' : `\`${path}\``, setting: 'the path' },
    postgres: { name: 'The database', setting: 'RAPPORTEUR_DATABASE' },
    kafka: { name: 'The Kafka of the log', setting: 'RAPPORTEUR_LOG' },
    listener: { name: `The address ${address}`, setting: 'RAPPORTEUR_HOST' },
    network: {
      name: `The server ${address === '' ? '' : `at ${address}`}`,
      setting: 'its address',
    },
  };
  return subjects[area];
}

// The messages of the system repeat the code, the call and the path.
function describeCause({ area, code }: FoundCause, error: Error): string {
  if (area === 'listener') return '';
  if (area === 'files') return ` (${code})`;
  const inner: unknown = Reflect.get(error, 'errors');
  const messages = [error, ...(Array.isArray(inner) ? (inner as readonly unknown[]) : [])]
    .flatMap((each) => (each instanceof Error && each.message !== '' ? [each.message] : []))
    .join('; ');
  return ` (${messages.includes(code) ? messages : `${code}: ${messages}`})`;
}

function readCode(error: Error): string {
  // The client has no code for it.
  if (error.message === 'The server does not support SSL connections') return 'NO_TLS';
  const errorCode: unknown = Reflect.get(error, 'errorCode');
  return typeof errorCode === 'number' ? String(errorCode) : readText(error, 'code');
}

function readText(error: Error, name: string): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}

function readPort(error: Error): string {
  const port: unknown = Reflect.get(error, 'port');
  return typeof port === 'number' ? String(port) : '';
}
