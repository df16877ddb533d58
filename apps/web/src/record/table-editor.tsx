import type { TableFile } from '@rapporteur/tables';
import { useEffect, useId, useState } from 'react';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import { ActorField } from './actor-field.tsx';
import { ApiProblem } from '../api/api-client.ts';
import { waitForPosition } from './record-api.ts';
import { formatRecordMessage } from './record-messages.ts';
import { checkTable, type TableCheck } from './table-draft.ts';
import { recordTable, type RejectedRow, type TableProgress } from './table-recording.ts';
import { TableRows } from './table-rows.tsx';
import { useActor } from './use-actor.ts';
import { useRecordRefresh } from './use-refresh.ts';

interface TableEditorProps {
  readonly file: TableFile;
  readonly collection: string;
  readonly yaml: string;
  readonly canRecord: boolean;
  readonly onLeave: () => void;
}

/** The pause after typing before the table is read again. */
const CHECK_DELAY_MS = 600;

/** The mapping of a table on the left; its rows in sentences, and what does not fit, on the right. */
export function TableEditor(props: TableEditorProps) {
  const { file, collection, canRecord, onLeave } = props;
  const id = useId();
  const [yaml, setYaml] = useState(props.yaml);
  const check = useCheck(file, yaml, collection);
  return (
    <div className="record-table">
      <div>
        <p className="record-field">
          <label htmlFor={id}>{formatRecordMessage('table.mappingOf', { name: file.name })}</label>
          <textarea
            id={id}
            rows={28}
            spellCheck={false}
            value={yaml}
            onChange={({ currentTarget }) => setYaml(currentTarget.value)}
          />
        </p>
        <p className="record-actions">
          <button type="button" onClick={() => download(file, yaml)}>
            {formatRecordMessage('table.download')}
          </button>
          <button type="button" onClick={onLeave}>
            {formatRecordMessage('leave')}
          </button>
        </p>
      </div>
      <div>
        {check === undefined ? (
          <p role="status">{formatRecordMessage('table.checking')}</p>
        ) : check.ok ? (
          <>
            <TableRows table={check} />
            {canRecord && <TableImport file={file} table={check} />}
          </>
        ) : (
          <section>
            <h2>{formatRecordMessage('table.problems')}</h2>
            <p role="status">
              {formatRecordMessage('table.problemCount', { count: check.problems.length })}
            </p>
            <ul className="record-problems">
              {check.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

/** Returns what the mapping makes of the table; undefined while it is read. */
function useCheck(file: TableFile, yaml: string, collection: string): TableCheck | undefined {
  const [check, setCheck] = useState<TableCheck>();
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      const run = async (): Promise<void> => {
        const next = await checkTable(file, yaml, collection);
        if (isCurrent) setCheck(next);
      };
      void run();
    }, CHECK_DELAY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      setCheck(undefined);
    };
  }, [file, yaml, collection]);
  return check;
}

function download(file: TableFile, yaml: string): void {
  const address = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${file.name.replace(/\.\w+$/, '')}.map.yaml`;
  link.click();
  URL.revokeObjectURL(address);
}

interface TableImportProps {
  readonly file: TableFile;
  readonly table: Extract<TableCheck, { readonly ok: true }>;
}

/** The import: its progress, the rows that were rejected, and links to the pages. */
function TableImport({ file, table }: TableImportProps) {
  const [actor, setActor] = useActor();
  const [progress, setProgress] = useState<TableProgress>();
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle');
  const [failure, setFailure] = useState<string>();
  const refresh = useRecordRefresh();
  const { collection } = table.mapping.frame.submission;
  const { fitting, facts } = table.inspection.counts;
  const run = async (): Promise<void> => {
    setState('running');
    setFailure(undefined);
    try {
      const { position } = await recordTable(file, table, { actor, onProgress: setProgress });
      if (position !== null) await waitForPosition(collection, position);
      await refresh();
      setState('done');
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.message);
      setState('idle');
    }
  };
  const base = `/collections/${encodeURIComponent(collection)}`;
  return (
    <section>
      <h2>{formatRecordMessage('table.import')}</h2>
      <ActorField actor={actor} onChange={setActor} />
      {failure !== undefined && (
        <div role="alert" className="failure">
          <p>{failure}</p>
        </div>
      )}
      {progress !== undefined && (
        <p role="status">
          {formatRecordMessage(state === 'done' ? 'table.done' : 'table.progress', {
            rows: progress.rows,
            facts: progress.facts,
            rejected: progress.rejected.length,
          })}
        </p>
      )}
      {state === 'done' ? (
        <p>
          <PageLink to={`${base}/timeline`}>{formatMessage('list.timeline')}</PageLink>{' '}
          <PageLink to={`${base}/sources`}>{formatMessage('list.sources')}</PageLink>
        </p>
      ) : (
        <button
          type="button"
          className="primary"
          disabled={state === 'running' || facts === 0}
          onClick={() => void run()}
        >
          {formatRecordMessage('table.record', { rows: fitting, facts })}
        </button>
      )}
      {progress !== undefined && <RejectedRows rows={progress.rejected} />}
    </section>
  );
}

function RejectedRows({ rows }: { readonly rows: readonly RejectedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="record-problems">
      {rows.map(({ number, reasons }) => (
        <li key={number}>
          {formatRecordMessage('table.row', { number })} {reasons.join(' ')}
        </li>
      ))}
    </ul>
  );
}
