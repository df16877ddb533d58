import queries from './queries.json' with { type: 'json' };

/** A filter of a query, as a flag. */
interface CliQueryFlag {
  /** Its name in the URL: `statedIn`. */
  readonly parameter: string;
  /** Its name on the command line: `stated-in`. */
  readonly flag: string;
  readonly about: string;
}

/** A column of a query's table. */
interface CliQueryColumn {
  readonly name: string;
  /** The form of its fields, as the server declares it: docs/api.md lists the kinds. */
  readonly kind: string;
}

/** A query of the server about collections. */
export interface CliQuery {
  /** `query <name>` */
  readonly name: string;
  /** The path below the collection: `decisions/{decision}`. */
  readonly path: string;
  readonly about: string;
  /** The parameters of the path: `decision`. */
  readonly pathParameters: readonly string[];
  readonly flags: readonly CliQueryFlag[];
  readonly paged: boolean;
  readonly columns: readonly CliQueryColumn[];
}

/** Every query of the server. `pnpm generate` writes the list from its OpenAPI document. */
export const CLI_QUERIES: readonly CliQuery[] = queries;

/** Returns the query of that name. Throws for an unknown name. */
export function getCliQuery(name: string): CliQuery {
  const query = CLI_QUERIES.find((one) => one.name === name);
  if (query === undefined) throw new TypeError(`The server has no query \`${name}\`.`);
  return query;
}

const PREFIX = '/v1/collections/{collection}/';

interface OpenApiParameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  /** True: every query accepts it with the same meaning. */
  readonly 'x-rapporteur-common'?: boolean;
}

interface OpenApiOperation {
  readonly summary?: string;
  readonly parameters?: readonly OpenApiParameter[];
  readonly 'x-rapporteur-columns'?: readonly CliQueryColumn[];
}

/** The part of an OpenAPI document that the command line reads. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get?: OpenApiOperation }>>;
}

/** The parameters that the command line offers as flags of its own. */
const OWN_FLAGS = new Set(['collections', 'names', 'statements']);

/** Returns the queries that an OpenAPI document describes, sorted by name: each has a table. */
export function readCliQueries(document: OpenApi): readonly CliQuery[] {
  const found = Object.entries(document.paths).flatMap(([path, { get }]) =>
    path.startsWith(PREFIX) && get?.['x-rapporteur-columns'] !== undefined
      ? [readQuery(path.slice(PREFIX.length), get)]
      : [],
  );
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readQuery(path: string, operation: OpenApiOperation): CliQuery {
  const { summary = '', parameters = [], 'x-rapporteur-columns': columns = [] } = operation;
  return {
    name: getQueryName(path),
    path,
    about: summary,
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    flags: readFlags(parameters),
    paged: parameters.some(({ name }) => name === 'cursor'),
    columns: columns.map(({ name, kind }) => ({ name, kind })),
  };
}

// The name is the last part of the path: `decisions`, `decision` for `decisions/{decision}`. Of a
// query about two things it is the last part that is no id: `vs` for `states/{state}/vs/{other}`.
function getQueryName(path: string): string {
  const parts = path.split('/');
  const fixed = parts.filter((part) => !part.startsWith('{'));
  const isOfTwo = parts.length - fixed.length > 1;
  const last = (isOfTwo ? fixed.at(-1) : parts.at(-1)) ?? path;
  return last.replace(/^\{(\w+)\}$/, '$1');
}

function readFlags(parameters: readonly OpenApiParameter[]): readonly CliQueryFlag[] {
  return parameters
    .filter((parameter) => parameter.in === 'query' && parameter['x-rapporteur-common'] !== true)
    .filter(({ name }) => !OWN_FLAGS.has(name))
    .map(({ name, description = '' }) => ({
      parameter: name,
      flag: toFlag(name),
      about: description,
    }));
}

function toFlag(parameter: string): string {
  if (parameter === 'q') return 'words';
  return parameter.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
