import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOptions } from '../api/answer.ts';
import { ApiProblem } from '../api/api-client.ts';
import type { AnswerAddress } from '../api/query-answers.ts';
import { formatMessage } from '../messages/messages.ts';

interface WithAnswerProps<Content extends object> {
  readonly address: AnswerAddress<Content>;
  readonly children: (answer: Content) => ReactNode;
  /** Shown while the answer is on its way. Default: a line of words. */
  readonly pending?: ReactNode;
}

/** Shows what an answer holds, once it is there. */
export function WithAnswer<Content extends object>({
  address,
  children,
  pending = <Loading />,
}: WithAnswerProps<Content>) {
  const { data, error, refetch } = useQuery(answerOptions(address));
  if (data !== undefined) return children(data);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  return pending;
}

/** The line of a part that is on its way. It appears late: most parts are there before it. */
export function Loading() {
  return (
    <p className="quiet loading" role="status">
      {formatMessage('loading')}
    </p>
  );
}

function Failure({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const isPast = new URLSearchParams(search).has('asOfRecorded');
  // The banner says which day it is, and leads back to today.
  if (isPast && error instanceof ApiProblem && error.status === 404)
    return (
      <div role="alert" className="failure">
        <h1>{formatMessage('failed.before')}</h1>
      </div>
    );
  const near = error instanceof ApiProblem ? error.near : [];
  return (
    <div role="alert" className="failure">
      <h1>{formatMessage('failed')}</h1>
      <p>{error.message}</p>
      {near.length > 0 && (
        <p>
          {formatMessage('near')} {near.join(', ')}
        </p>
      )}
      <button type="button" onClick={retry}>
        {formatMessage('retry')}
      </button>
    </div>
  );
}
