import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { WithAnswer } from '../components/answers.tsx';
import { FactHistory } from '../components/fact-history.tsx';
import { keepRecordMoment, toAnswerAddress } from '../api/answer-address.ts';
import type { Schemas } from '../api/query-answers.ts';
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
  const now = keepRecordMoment('');
  if (conflict !== undefined && conflict !== '')
    return (
      <WithAnswer
        address={toAnswerAddress('/v1/conflicts', now, {
          collection,
          parameters: { limit: '1000' },
        })}
      >
        {({ data }) => (
          <ConflictOfPage
            collection={collection}
            conflict={data.find((one) => one.conflict === conflict)}
          />
        )}
      </WithAnswer>
    );
  const ids = { event: event ?? '' };
  const address = toAnswerAddress('/v1/events/{event}', now, { collection, ids });
  return (
    <WithAnswer address={address}>
      {({ data }) => (
        <article className="record-change">
          <h1>{formatRecordMessage('change.title')}</h1>
          <p className="lead">
            {data.standing === 'retracted' ? <s>{data.sentence}</s> : data.sentence}
          </p>
          {data.passages.map((passage) => (
            <blockquote key={passage.start}>{passage.quote ?? formatMessage('notHeld')}</blockquote>
          ))}
          <dl className="labels">
            <FactHistory event={data.event} collection={collection} />
          </dl>
          <ChangeForm collection={collection} event={data} />
        </article>
      )}
    </WithAnswer>
  );
}

interface ConflictOfPageProps {
  readonly collection: string;
  readonly conflict: Schemas['Conflict'] | undefined;
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
