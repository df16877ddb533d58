import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { compileProgram } from './compile-program.ts';

/** The part of an OpenAPI document that the check reads. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, unknown>> }>
  >;
}

/** The fields that a client reads: TypeScript expressions over a variable `answer`. */
export interface AnswerFields {
  /** A field of the successful answer of each operation, by its id: `answer.data[0].title`. */
  readonly answers: Readonly<Record<string, string>>;
  /** A field of every other answer: `answer.code`. */
  readonly problem: string;
}

const READ = `
type Scalar = string | number | boolean | null | undefined;
type Read<T> = [T] extends [never] ? 'never'
  : 0 extends 1 & T ? 'any'
  : [T] extends [Scalar] ? 'typed' : 'no text, number or boolean';
declare function read<T>(field: T): Read<T>;
`;

/**
 * Generates the types of a client from an OpenAPI document, and compiles a program that reads a
 * field of each answer. Returns every error: an operation without a field, a field without an
 * operation, a field that the answer does not have, and one that is no text, number or boolean.
 */
export async function checkAnswerTypes(
  document: OpenApiDocument,
  fields: AnswerFields,
): Promise<readonly string[]> {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const ids = new Set(operations.map(({ operationId }) => operationId));
  const unread = [...ids].filter((id) => !Object.hasOwn(fields.answers, id));
  const unknown = Object.keys(fields.answers).filter((id) => !ids.has(id));

  const reads = operations.flatMap((operation) => listReads(operation, fields));
  // The document is JSON that was not checked: openapi-typescript reports what it cannot read.
  const types = astToString(await openapiTS(document as unknown as OpenAPI3));
  const declarations = [...types.split('\n'), ...READ.split('\n')];
  const program = [...declarations, ...reads.map(({ code }) => code)].join('\n');
  return [
    ...unread.map((id) => `${id}: no field of its answer is read.`),
    ...unknown.map((id) => `${id}: the document has no such operation.`),
    ...compileProgram(program).map(({ line, message }) => {
      const read = reads[(line ?? 0) - declarations.length];
      return `${read?.place ?? `The generated types, line ${line}`}: ${message}`;
    }),
  ];
}

/** A line of the program, and the answer and field that it reads. */
interface FieldRead {
  readonly code: string;
  readonly place: string;
}

function listReads(
  { operationId, responses }: DescribedOperation,
  { answers, problem }: AnswerFields,
): readonly FieldRead[] {
  return Object.entries(responses).flatMap(([status, { content = {} }]) => {
    const field = status.startsWith('2') ? answers[operationId] : problem;
    if (field === undefined) return [];

    const keys = [operationId, 'responses', status, 'content', Object.keys(content)[0] ?? ''];
    const type = `operations${keys.map((key) => `[${toKey(key)}]`).join('')}`;
    const code = `(answer: ${type}): 'typed' => read(${field});`;
    return [{ code, place: `${operationId} ${status} ${field}` }];
  });
}

// A status such as 200 is a number in the generated types.
function toKey(name: string): string {
  return /^\d+$/.test(name) ? name : JSON.stringify(name);
}
