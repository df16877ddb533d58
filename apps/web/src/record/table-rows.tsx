import { formatRecordMessage } from './record-messages.ts';
import type { CheckedTable } from './table-draft.ts';

/** The first rows of a table in sentences, and the cells that do not fit. */
export function TableRows({ table }: { readonly table: CheckedTable }) {
  const { rows, misfits, inspection } = table;
  const { counts, unknownCells } = inspection;
  return (
    <>
      <section>
        <h2>{formatRecordMessage('table.rows')}</h2>
        <p role="status">{formatRecordMessage('table.counts', { ...counts })}</p>
        <ol className="record-rows">
          {rows.map(({ number, cells, sentences, isWrong }) => (
            <li key={number} value={number} className={isWrong ? 'has-problem' : ''}>
              <p className="quiet">{cells.filter((cell) => cell !== '').join(' · ')}</p>
              {sentences.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
              {sentences.length === 0 && (
                <p className={isWrong ? 'warning' : 'quiet'}>
                  {formatRecordMessage(isWrong ? 'table.wrongRow' : 'table.silentRow')}
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
      {misfits.length > 0 && (
        <section>
          <h2>{formatRecordMessage('table.misfits', { count: misfits.length })}</h2>
          <ul className="record-problems">
            {misfits.map(({ row, column, cell, message, remedy }) => (
              <li key={`${row} ${column ?? ''} ${message}`}>
                {formatRecordMessage('table.row', { number: row })}
                {column !== null && ` ${column}`}
                {cell !== null && ` “${cell}”`}: {message} {remedy}
              </li>
            ))}
          </ul>
        </section>
      )}
      {unknownCells.size > 0 && (
        <p className="quiet">
          {formatRecordMessage('table.unknown', {
            cells: [...unknownCells]
              .slice(0, 10)
              .map(([words, count]) => `“${words}” (${count})`)
              .join(', '),
          })}
        </p>
      )}
    </>
  );
}
