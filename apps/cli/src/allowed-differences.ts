import { suggestName } from '@rapporteur/contracts';
import { formatProblem, parseYaml } from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import { decodeInput, readInputBytes } from './text-input.ts';

const FIELDS = ['table', 'change', 'column', 'reason'];
const CHANGES = [
  'added',
  'removed',
  'changed',
  'column-added',
  'column-removed',
  'table-added',
  'table-removed',
] as const;

/** An expected difference between two generations, with its reason. */
export interface CliAllowedDifference {
  readonly table: string;
  readonly change: (typeof CHANGES)[number];
  /** Undefined: any column. */
  readonly column?: string;
  readonly reason: string;
}

/** Reads a file of allowed differences. Throws a CliError that names the entry and the field. */
export async function readAllowedDifferences(
  file: string,
): Promise<readonly CliAllowedDifference[]> {
  const bytes = await readInputBytes(file, file);
  return parseAllowedDifferences(decodeInput(bytes, { file }), file);
}

/** Parses the text of such a file. */
export function parseAllowedDifferences(
  text: string,
  file: string,
): readonly CliAllowedDifference[] {
  const { value: entries, problems } = parseYaml(text);
  if (problems.length > 0) {
    const lines = problems.map((problem) => `${file}:${formatProblem(problem)}`);
    throw new CliError(EXIT.usage, lines.join('\n'));
  }
  if (!Array.isArray(entries)) {
    throw new CliError(
      EXIT.usage,
      `\`${file}\` must be a list.`,
      'Write one entry per difference: table, change, reason.',
    );
  }
  return entries.map((entry, index) => parseEntry(entry, `${file}, entry ${index + 1}`));
}

function parseEntry(entry: unknown, location: string): CliAllowedDifference {
  const fields = (entry ?? {}) as Readonly<Record<string, unknown>>;
  const { table, change, column, reason } = fields;
  const fail = (problem: string, fix: string): CliError =>
    new CliError(EXIT.usage, `${location}: ${problem}.`, fix);

  const unknown = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    throw fail(`unknown field \`${unknown}\``, suggestName(unknown, FIELDS));
  if (!isText(table)) throw fail('`table` is missing', 'Name the table, such as facts.');
  if (!isText(reason)) throw fail('`reason` is missing', 'Write why the generations may differ.');
  if (column !== undefined && !isText(column))
    throw fail('`column` is not a name', 'Name a column, or omit the field.');

  const known = CHANGES.find((one) => one === change);
  if (known === undefined) throw fail('unknown `change`', `Use one of: ${CHANGES.join(', ')}.`);
  return { table, change: known, reason, ...(column === undefined ? {} : { column }) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
