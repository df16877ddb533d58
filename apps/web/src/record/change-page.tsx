import { useRouterState } from '@tanstack/react-router';
import { isJsonFields } from '@rapporteur/pages';
import { useEffect } from 'react';
import { WithAnswer } from '../components/answers.tsx';
import { FactHistory } from '../components/fact-history.tsx';
import { readWords } from '../components/json-words.ts';
import { listFields } from '../components/read-json.ts';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import { ChangeForm } from './change-form.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { ResolveForm } from './resolve-form.tsx';
import '../styles/evidence.css';
import '../styles/record-forms.css';

/** The page of a change: of a fact, or the resolution of a conflict. */
export function ChangePage() {
  const search = new URLSearchParams(
    useRouterState({ select: ({ location }) => location.searchStr }),
  );
  const [collection, event, conflict] = ['collection', 'event', 'conflict'].map(
    (name) => search.get(name) ?? '',
  );
  useEffect(() => {
    document.title = `${formatRecordMessage('change.title')} · ${formatMessage('name')}`;
  }, []);
  if (collection === undefined || collection === '')
    return (
      <>
        <h1>{formatRecordMessage('change.title')}</h1>
        <p role="alert">{formatRecordMessage('change.nothing')}</p>
      </>
    );
  const base = `/v1/collections/${encodeURIComponent(collection)}`;
  if (conflict !== undefined && conflict !== '')
    return (
      <WithAnswer address={`${base}/conflicts?names=true&limit=1000`}>
        {({ data }) => (
          <ConflictOfPage
            collection={collection}
            conflict={listFields(data).find((one) => one['conflict'] === conflict)}
          />
        )}
      </WithAnswer>
    );
  const address = `${base}/events/${encodeURIComponent(event ?? '')}?names=true`;
  return (
    <WithAnswer address={address}>
      {({ data }) =>
        isJsonFields(data) ? (
          <article className="record-change">
            <h1>{formatRecordMessage('change.title')}</h1>
            <p className="lead">
              {readWords(data, 'standing') === 'stands' ? (
                readWords(data, 'sentence')
              ) : (
                <s>{readWords(data, 'sentence')}</s>
              )}
            </p>
            {listFields(data['passages']).map((passage) => (
              <blockquote key={String(passage['start'])}>
                {readWords(passage, 'quote') || formatMessage('notHeld')}
              </blockquote>
            ))}
            <dl className="labels">
              <FactHistory event={readWords(data, 'event')} collection={collection} />
            </dl>
            <ChangeForm collection={collection} event={data} />
          </article>
        ) : null
      }
    </WithAnswer>
  );
}

interface ConflictOfPageProps {
  readonly collection: string;
  readonly conflict: ReturnType<typeof listFields>[number] | undefined;
}

function ConflictOfPage({ collection, conflict }: ConflictOfPageProps) {
  if (conflict === undefined)
    return (
      <>
        <h1>{formatRecordMessage('resolve.title')}</h1>
        <p role="alert">
          {formatRecordMessage('change.noConflict')}{' '}
          <PageLink to={`/collections/${encodeURIComponent(collection)}/conflicts`}>
            {formatMessage('list.conflicts')}
          </PageLink>
        </p>
      </>
    );
  return (
    <article className="record-change">
      <h1>{formatRecordMessage('resolve.title')}</h1>
      <ResolveForm collection={collection} conflict={conflict} />
    </article>
  );
}
