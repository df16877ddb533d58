import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import { DraftEditor } from './draft-editor.tsx';
import { loadDraft } from './draft-storage.ts';
import { OpenDraft, type StoredDraft } from './open-draft.ts';
import { canRecord } from './record-api.ts';
import { ReadOnlyNotice } from './read-only-notice.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { StartForm, StoredDrafts } from './start-form.tsx';
import { useDraftLock } from './use-draft-lock.ts';
import '../styles/record-forms.css';
import '../styles/record.css';

/** The recorder's screen: a document becomes a draft, and the draft a record. */
export function RecordPage() {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const navigate = useNavigate();
  const sha256 = new URLSearchParams(search).get('draft');
  const { data: records } = useQuery({ queryKey: ['canRecord'], queryFn: canRecord, retry: 1 });
  useEffect(() => {
    document.title = `${formatRecordMessage('title')} · ${formatMessage('name')}`;
  }, []);
  const open = (draft: string | undefined): void => {
    const to: string = '/record';
    void navigate({ to, search: (draft === undefined ? {} : { draft }) as never });
  };
  if (sha256 !== null) return <StoredDraftEditor key={sha256} sha256={sha256} onLeave={open} />;
  return (
    <>
      <h1>{formatRecordMessage('title')}</h1>
      <p className="lead">{formatRecordMessage('lead')}</p>
      {records === false && <ReadOnlyNotice />}
      <StartForm onOpen={open} />
      <StoredDrafts onOpen={open} />
      <p>
        <PageLink to="/record/table">{formatRecordMessage('table.link')}</PageLink>
      </p>
    </>
  );
}

interface StoredDraftEditorProps {
  readonly sha256: string;
  readonly onLeave: (draft: undefined) => void;
}

function StoredDraftEditor({ sha256, onLeave }: StoredDraftEditorProps) {
  const lock = useDraftLock(sha256);
  const { data, isPending, error } = useQuery({
    queryKey: ['draft', sha256],
    queryFn: async () => (await loadDraft(sha256)) ?? null,
    staleTime: Infinity,
    gcTime: 0,
    enabled: lock === 'held',
  });
  if (lock === 'busy')
    return <Notice title="lock.title" help="lock.help" onLeave={() => onLeave(undefined)} />;
  if (error !== null || data === null)
    return <Notice title="missing.title" help="missing.help" onLeave={() => onLeave(undefined)} />;
  if (isPending) return <p role="status">{formatMessage('loading')}</p>;
  return <OpenedDraft stored={data} onLeave={() => onLeave(undefined)} />;
}

interface NoticeProps {
  readonly title: 'lock.title' | 'missing.title';
  readonly help: 'lock.help' | 'missing.help';
  readonly onLeave: () => void;
}

function Notice({ title, help, onLeave }: NoticeProps) {
  return (
    <div role="alert" className="failure">
      <h1>{formatRecordMessage(title)}</h1>
      <p>{formatRecordMessage(help)}</p>
      <button type="button" onClick={onLeave}>
        {formatRecordMessage('leave')}
      </button>
    </div>
  );
}

interface OpenedDraftProps {
  readonly stored: StoredDraft;
  readonly onLeave: () => void;
}

function OpenedDraft({ stored, onLeave }: OpenedDraftProps) {
  const draft = useMemo(() => new OpenDraft(stored), [stored]);
  // Another title makes another draft, whose review goes on where it was.
  return <DraftEditor key={stored.yaml} draft={draft} onLeave={onLeave} />;
}
