import { useQuery } from '@tanstack/react-query';
import type { TableFile } from '@rapporteur/tables';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { formatMessage } from '../messages/messages.ts';
import { ReadOnlyNotice } from './read-only-notice.tsx';
import { canRecord } from './record-api.ts';
import { formatRecordMessage } from './record-messages.ts';
import { CollectionField } from './start-form.tsx';
import { createTableFile, proposeTable } from './table-draft.ts';
import { TableEditor } from './table-editor.tsx';
import '../styles/record-forms.css';
import '../styles/record-table.css';

/** Larger tables would stop the page: the command line reads them row by row. */
const BYTES_MAX = 20_000_000;

interface OpenedTable {
  readonly file: TableFile;
  readonly collection: string;
  readonly yaml: string;
}

/** The page that records a table: its proposed mapping beside the first rows in sentences. */
export function TablePage() {
  const [table, setTable] = useState<OpenedTable>();
  const { data: records } = useQuery({ queryKey: ['canRecord'], queryFn: canRecord, retry: 1 });
  useEffect(() => {
    document.title = `${formatRecordMessage('table.title')} · ${formatMessage('name')}`;
  }, []);
  return (
    <>
      <h1>{formatRecordMessage('table.title')}</h1>
      <p className="lead">{formatRecordMessage('table.lead')}</p>
      {records === false && <ReadOnlyNotice />}
      {table === undefined ? (
        <TableForm onOpen={setTable} />
      ) : (
        <TableEditor {...table} canRecord={records !== false} onLeave={() => setTable(undefined)} />
      )}
    </>
  );
}

function TableForm({ onOpen }: { readonly onOpen: (table: OpenedTable) => void }) {
  const [problem, setProblem] = useState<string>();
  const open = async (form: FormData): Promise<void> => {
    const given = form.get('file');
    const mapping = form.get('mapping');
    const collection = form.get('collection');
    if (!(given instanceof File) || typeof collection !== 'string') return;
    if (given.size > BYTES_MAX) {
      setProblem(formatRecordMessage('table.tooLarge'));
      return;
    }
    const file = createTableFile(given);
    try {
      const yaml =
        mapping instanceof File && mapping.size > 0
          ? await mapping.text()
          : await proposeTable(file, { collection, language: 'en' });
      onOpen({ file, collection, yaml });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      className="record-start"
      onSubmit={(event: SyntheticEvent<HTMLFormElement>) => {
        event.preventDefault();
        void open(new FormData(event.currentTarget));
      }}
    >
      {problem !== undefined && (
        <div role="alert" className="failure">
          <p>{problem}</p>
        </div>
      )}
      <label className="record-field">
        <span>{formatRecordMessage('table.file')}</span>
        <input type="file" name="file" required accept=".csv,.tsv,.xlsx,.ods" />
        <small className="quiet">{formatRecordMessage('table.formats')}</small>
      </label>
      <CollectionField />
      <label className="record-field">
        <span>{formatRecordMessage('table.mapping')}</span>
        <input type="file" name="mapping" accept=".yaml,.yml" />
        <small className="quiet">{formatRecordMessage('table.mappingHelp')}</small>
      </label>
      <button type="submit" className="primary">
        {formatRecordMessage('table.open')}
      </button>
    </form>
  );
}
