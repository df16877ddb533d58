import type { QueryAnswers } from '../api/query-answers.ts';
import { formatMessage } from '../messages/messages.ts';
import { VOTE_GLYPHS } from './vote-words.ts';
import './figures.css';
import './charts.css';
import { ScrollBox } from '../components/scroll-box.tsx';

const POSITIONS = ['for', 'abstained', 'against', 'not-voting', 'absent', 'not-recorded'] as const;

interface PositionMatrixProps {
  readonly positions: QueryAnswers['/v1/states/{state}/vs/{other}']['data']['positions'];
  /** The names of the two states. */
  readonly names: readonly string[];
}

/** How one state voted where the other voted so. A vote that no source states is no blank. */
export function PositionMatrix({ positions, names }: PositionMatrixProps) {
  const [one = '', other = ''] = names;
  const count = (vote: string, against: string): number =>
    positions.find((row) => row.one === vote && row.other === against)?.votes ?? 0;
  const has = (side: 'one' | 'other') => (vote: string) =>
    positions.some((row) => row[side] === vote);
  const rows = POSITIONS.filter(has('one'));
  const columns = POSITIONS.filter(has('other'));
  return (
    <ScrollBox>
      <table className="positions">
        <caption>
          <span>{formatMessage('positions.caption', { one, other })}</span>
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map((vote) => (
              <th key={vote} scope="col">
                {other} {formatVote(vote)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((vote) => (
            <tr key={vote}>
              <th scope="row">
                {one} {formatVote(vote)}
              </th>
              {columns.map((against) => (
                <td key={against} className={vote === against ? 'count same' : 'count'}>
                  {count(vote, against)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function formatVote(vote: (typeof POSITIONS)[number]) {
  return (
    <span className="one-line">
      <span aria-hidden="true">{VOTE_GLYPHS[vote]}</span> {formatMessage(`vote.${vote}`)}
    </span>
  );
}
