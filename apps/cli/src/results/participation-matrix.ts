import { formatCount } from '../progress-display.ts';
import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTextTable, type TextColumn } from '../table.ts';
import { formatDateText } from '@rapporteur/pages';
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

/** Formats the matrix of participants by meetings: states first, then other actors. */
export async function formatMatrix(session: CliSession, call: QueryCall): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, call);
  const { meetings, states, others } = data as CliParticipationMatrix;
  const columns: readonly TextColumn<CliMatrixRow>[] = [
    { title: 'PARTICIPANT', text: ({ actor, name }) => name ?? actor },
    // On a narrow terminal, the ids give way first, then the earliest meetings.
    { title: 'ID', text: ({ actor }) => actor, dropOrder: meetings.length + 1 },
    ...meetings.map(({ meeting, ordinal, date }, n) => ({
      title: [ordinal === null ? meeting : `${ordinal}.`, formatMeetingDate(date)].join(' '),
      text: ({ cells }: CliMatrixRow) => formatCell(cells.find((cell) => cell.meeting === meeting)),
      dropOrder: meetings.length - n,
    })),
    { title: 'TOTAL', text: ({ total }) => total.replace(LISTED, '') },
  ];
  const { lines, dropped } = formatTextTable(
    columns,
    [...states, ...others],
    session.terminal.columns,
  );
  const counts = [
    formatCount(states.length, 'state'),
    formatCount(others.length, 'other'),
    formatCount(meetings.length, 'meeting'),
  ];
  return {
    lines: [...lines, 'TOTAL counts the meetings with a recorded list of participants.'],
    hasHeading: true,
    count: counts.join(', '),
    dropped,
    position,
    next,
  };
}

/** The end of each total, which the line below the table says once. */
const LISTED = / meetings? with a recorded list$/;

function formatMeetingDate({ edtf }: { readonly edtf?: string }): string {
  return edtf === undefined ? 'not dated' : formatDateText(edtf);
}

const ROLES: Readonly<Record<string, string>> = {
  'organ-attended': 'attended',
  'headed-delegation': 'headed a delegation',
  'left-out': 'not listed (left out)',
};

// Cells are words, not signs: a state that is not listed is not shown as absent.
function formatCell(cell: MatrixCell | undefined): string {
  if (cell === undefined) return 'not stated';
  if (cell.roles.length === 0) return cell.kind.replaceAll('-', ' ');

  const roles = [...new Set(cell.roles.map((role) => ROLES[role] ?? role))].join(', ');
  const notes = [
    ...(cell.capacity === null ? [] : [`as ${cell.capacity}`]),
    ...(cell.basis === null || cell.basis === 'named' ? [] : [cell.basis]),
  ];
  return notes.length === 0 ? roles : `${roles} (${notes.join(', ')})`;
}
