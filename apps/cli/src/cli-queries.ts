import asked from './questions.json' with { type: 'json' };

/** A filter of a question, as a flag. */
interface CliQueryFlag {
  /** As it stands in the address: `statedIn`. */
  readonly parameter: string;
  /** As it stands on the command line: `stated-in`. */
  readonly flag: string;
  readonly about: string;
}

/** A question that the server answers about a collection. */
export interface CliQuery {
  /** `query <name>` */
  readonly name: string;
  /** Below the collection: `decisions/{decision}`. */
  readonly path: string;
  readonly about: string;
  /** What stands in the path, to be named: `decision`. */
  readonly subjects: readonly string[];
  readonly flags: readonly CliQueryFlag[];
  /** Whether its answer comes in pages. */
  readonly paged: boolean;
  /** The columns of its answer as a table. */
  readonly columns: readonly string[];
}

/** Every question, as the server describes them; `generate` writes the list. */
export const CLI_QUERIES: readonly CliQuery[] = asked;

/** Flags that every question takes in the same way, and that the verb itself adds. */
const OF_THE_VERB = new Set(['asOf', 'asOfRecorded', 'position', 'limit', 'cursor', 'sources']);
const PREFIX = '/v1/collections/{collection}/';

interface OpenApiParameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
}

/** As much of an OpenAPI document as is read. */
export interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get?: {
          readonly summary?: string;
          readonly description?: string;
          readonly parameters?: readonly OpenApiParameter[];
        };
      }
    >
  >;
}

/** The questions that an OpenAPI document of the server describes, by name. */
export function readCliQueries(document: OpenApi): readonly CliQuery[] {
  const questions = Object.entries(document.paths).flatMap(([address, { get }]) => {
    if (!address.startsWith(PREFIX) || get === undefined) return [];
    const path = address.slice(PREFIX.length);
    const [, columns = ''] = /has the columns (.*)\.$/.exec(get.description ?? '') ?? [];
    return [
      {
        name: nameOf(path),
        path,
        about: get.summary ?? '',
        subjects: [...path.matchAll(/\{(\w+)\}/g)].map(([, subject = '']) => subject),
        flags: flagsOf(get.parameters ?? []),
        paged: (get.parameters ?? []).some(({ name }) => name === 'cursor'),
        columns: columns.split(', '),
      },
    ];
  });
  return questions.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

// `decisions` is a list, `decisions/{decision}` one of them, `bodies/{body}/chair` and `positions/verbs` what is asked of them.
function nameOf(path: string): string {
  const last = path.split('/').at(-1) ?? path;
  return last.replace(/^\{(\w+)\}$/, '$1');
}

function flagsOf(parameters: readonly OpenApiParameter[]): readonly CliQueryFlag[] {
  return parameters
    .filter((parameter) => parameter.in === 'query' && !OF_THE_VERB.has(parameter.name))
    .map(({ name, description = '' }) => ({
      parameter: name,
      flag: flagOf(name),
      about: description,
    }));
}

function flagOf(parameter: string): string {
  return parameter === 'q'
    ? 'words'
    : parameter.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
