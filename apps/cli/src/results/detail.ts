import { stringify } from 'yaml';
import { type QueryCall, fetchWhole } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import type { FormattedResult } from './result-formatter.ts';

/** Lays one thing out with all that is said of it: a line a value, indented by what it belongs to. */
export async function formatDetail(
  session: CliSession,
  asked: QueryCall,
): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, asked);
  const width = Number.isFinite(session.terminal.columns) ? session.terminal.columns : 0;
  const lines = stringify(withoutEmpty(data), { lineWidth: width }).trimEnd().split('\n');
  return { lines, hasHeading: false, count: null, position, next };
}

// What is null or empty stands in --json; here it would hide the rest. `stated: false` stays.
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, withoutEmpty(inner)] as const,
  );
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
