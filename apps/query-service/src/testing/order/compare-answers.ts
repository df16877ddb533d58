import { QUERIES } from '../../queries.ts';
import { listNamedIds } from './generated-document.ts';
import type { RecordReplica } from './record-replica.ts';
import type { StepEvent } from './record-steps.ts';

/** A request to one replica, with the names that ids have in the comparison. */
interface ComparedRequest {
  readonly replica: RecordReplica;
  /** One collection is read below its own path. */
  readonly collections: readonly string[];
  readonly request: QueryRequestPath;
  /** Replaces ids that may differ by names that may not. */
  readonly renameIds: (text: string) => string;
}

/** A difference between two answers. */
export interface AnswerDifference {
  readonly query: string;
  readonly request: string;
  readonly at: string;
  readonly left: string;
  readonly right: string;
}

/** A request of one query. */
export interface QueryRequestPath {
  /** The path of the definition, such as `decisions/{decision}`. */
  readonly query: string;
  readonly request: string;
}

/** The days that requests name, and how many requests there are. */
export interface RequestOptions {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  /** Selects two ids of each query, and a set of parameters for each; null selects all. */
  readonly turn: number | null;
}

/** The kinds of the ids in paths. */
const PATH_KINDS: Readonly<Record<string, string>> = {
  body: 'body',
  meeting: 'meeting',
  decision: 'decision',
  incident: 'incident',
  document: 'document',
  state: 'state',
  person: 'person',
  event: 'event',
  member: 'state',
  other: 'state',
};

/** The members that tell the place of recording. */
const RECORDING_MEMBERS: ReadonlySet<string> = new Set([
  'position',
  'next',
  'pseq',
  'streamVersion',
  'streamversion',
  'term',
  'fromPseq',
  'toPseq',
]);

/** The queries about the order of recording itself. */
const QUERIES_OF_RECORDING: ReadonlySet<string> = new Set([
  'changes',
  'events/{event}/context',
  'lookup',
]);

/** Returns requests of every query, for ids that the events name. */
export function listRequests(
  events: readonly StepEvent[],
  { asOf, from, to, turn }: RequestOptions,
): readonly QueryRequestPath[] {
  const ids = listNamedIds(events);
  const select = <T>(all: readonly T[], count: number, first = turn): readonly T[] =>
    first === null || all.length <= count
      ? all
      : Array.from({ length: count }, (_, n) => all[(first + n) % all.length] as T);
  const compared = QUERIES.filter(({ path }) => !QUERIES_OF_RECORDING.has(path));
  return compared.flatMap(({ path: query, parameters, paged }) => {
    const parameterSets = [
      '',
      `asOf=${asOf}`,
      ...('from' in parameters ? [`from=${from}&to=${to}`] : []),
      'statements=true',
      ...(paged ? ['limit=2'] : []),
    ];
    return select(expandPath(query, ids), 2).flatMap((path, n) =>
      select(parameterSets, 1, turn === null ? null : turn + n).map((set) => ({
        query,
        request: `${path}?${set}`,
      })),
    );
  });
}

function expandPath(path: string, ids: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (name === undefined) return [path];
  const kind = PATH_KINDS[name];
  if (kind === undefined) throw new Error(`No ids are known for {${name}} in ${path}.`);
  return (ids.get(kind) ?? []).flatMap((id) => expandPath(path.replace(`{${name}}`, id), ids));
}

/** Returns the answer of a record, page after page, without the time and place of recording. */
export async function readAnswer({
  replica,
  collections,
  request: { request },
  renameIds,
}: ComparedRequest): Promise<unknown> {
  const pages: unknown[] = [];
  let cursor = '';
  for (;;) {
    const { status, text } = await replica.get(`${formatPath(collections, request)}${cursor}`);
    if (status >= 500) throw new Error(`GET ${request}: ${status} ${text}`);
    pages.push({ status, answer: omitRecording(JSON.parse(renameIds(text))) });
    const { next } = JSON.parse(text) as { readonly next?: string | null };
    if (typeof next !== 'string') return pages;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

function formatPath(collections: readonly string[], request: string): string {
  return collections.length === 1
    ? `/v1/collections/${collections[0]}/${request}`
    : `/v1/${request}&collections=${collections.join(',')}`;
}

/** Returns the first difference between two answers to a request; undefined if they agree. */
export function compareAnswers(
  { query, request }: QueryRequestPath,
  left: unknown,
  right: unknown,
): AnswerDifference | undefined {
  const difference = findDifference(left, right, '');
  return difference === undefined ? undefined : { query, request, ...difference };
}

/** A time to the second is one of recording: sources state days. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:/;

function omitRecording(value: unknown): unknown {
  if (typeof value === 'string' && TIME.test(value)) return 'time of recording';
  if (Array.isArray(value)) return value.map(omitRecording);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      RECORDING_MEMBERS.has(name) ? [] : [[name, omitRecording(inner)]],
    ),
  );
}

function findDifference(
  left: unknown,
  right: unknown,
  at: string,
): Pick<AnswerDifference, 'at' | 'left' | 'right'> | undefined {
  if (isContainer(left) && isContainer(right) && Array.isArray(left) === Array.isArray(right)) {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    for (const name of names) {
      const inner = findDifference(
        Reflect.get(left, name),
        Reflect.get(right, name),
        `${at}/${name}`,
      );
      if (inner !== undefined) return inner;
    }
    // The order of members counts as well: answers are equal byte for byte.
    if (Object.keys(left).join() === Object.keys(right).join()) return undefined;
    return { at, left: Object.keys(left).join(), right: Object.keys(right).join() };
  }
  return left === right ? undefined : { at, left: shorten(left), right: shorten(right) };
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const SHOWN_LENGTH_MAX = 160;

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text;
}

/** Returns the differences as text, the first of each query. */
export function formatDifferences(differences: readonly AnswerDifference[]): string {
  const first = new Map<string, AnswerDifference>();
  for (const difference of differences)
    if (!first.has(difference.query)) first.set(difference.query, difference);
  return [...first.values()]
    .map(({ query, request, at, left, right }) =>
      [`${query}  (GET ${request})`, `  at ${at}`, `    ${left}`, `    ${right}`].join('\n'),
    )
    .join('\n');
}
