import { type QueryCall, fetchWhole } from '../query-call.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';
import type { FormattedResult } from './result-formatter.ts';

interface MatrixCell {
  readonly meeting: string;
  readonly kind: string;
  readonly basis: string | null;
  readonly roles: readonly string[];
  readonly capacity: string | null;
}

interface CliMatrixRow {
  readonly actor: string;
  readonly name: string | null;
  readonly cells: readonly MatrixCell[];
  readonly total: string;
}

interface CliParticipationMatrix {
  readonly meetings: readonly {
    readonly meeting: string;
    readonly ordinal: number | null;
    readonly date: { readonly stated: boolean; readonly edtf?: string };
  }[];
  readonly states: readonly CliMatrixRow[];
  readonly others: readonly CliMatrixRow[];
}

/** Lays the participation matrix out as one: who by meeting, states first, then organs, which are none. */
export async function formatMatrix(
  session: CliSession,
  asked: QueryCall,
): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, asked);
  const { meetings, states, others } = data as CliParticipationMatrix;
  const columns: readonly TextColumn<CliMatrixRow>[] = [
    { title: 'WHO', text: ({ actor, name }) => (name === null ? actor : `${name} (${actor})`) },
    ...meetings.map(({ meeting, ordinal, date }) => ({
      title: [ordinal === null ? meeting : `${ordinal}.`, date.edtf ?? 'not dated'].join(' '),
      text: ({ cells }: CliMatrixRow) => sayCell(cells.find((cell) => cell.meeting === meeting)),
    })),
    { title: 'TOTAL', text: ({ total }) => total },
  ];
  return {
    lines: formatTableLines(columns, [...states, ...others], session.terminal.columns),
    hasHeading: true,
    count: [
      formatCount(states.length, 'state'),
      formatCount(others.length, 'other'),
      formatCount(meetings.length, 'meeting'),
    ].join(', '),
    position,
    next,
  };
}

const ROLES: Readonly<Record<string, string>> = {
  'organ-attended': 'attended',
  'headed-delegation': 'headed a delegation',
};

// Words, not signs: nobody is absent here, only not listed, or not stated.
function sayCell(cell: MatrixCell | undefined): string {
  if (cell === undefined) return 'not stated';
  if (cell.roles.length === 0) return cell.kind.replaceAll('-', ' ');
  const roles = [...new Set(cell.roles.map((role) => ROLES[role] ?? role))].join(', ');
  const basis = cell.basis === null || cell.basis === 'named' ? [] : [cell.basis];
  const marks = [...(cell.capacity === null ? [] : [`as ${cell.capacity}`]), ...basis];
  return marks.length === 0 ? roles : `${roles} (${marks.join(', ')})`;
}
