import { stringify } from 'yaml';
import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import type { FormattedResult } from './result-formatter.ts';

/** Formats one object as YAML: one line per value, indented below its parent. */
export async function formatDetail(session: CliSession, call: QueryCall): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, call);
  const lineWidth = Number.isFinite(session.terminal.columns) ? session.terminal.columns : 0;
  const lines = stringify(removeEmpty(data), { lineWidth }).trimEnd().split('\n');
  return { lines, hasHeading: false, count: null, position, next };
}

// --json shows null and empty values. Here they would hide the others. `stated: false` is kept.
function removeEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(removeEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, removeEmpty(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
