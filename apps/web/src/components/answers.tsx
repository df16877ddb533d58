import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Answer, AnswerError, answerOptions } from '../api/answer.ts';
import { formatMessage } from '../messages/messages.ts';

interface WithAnswerProps {
  readonly address: string;
  readonly children: (answer: Answer) => ReactNode;
}

/** Shows what an answer holds, once it is there. */
export function WithAnswer({ address, children }: WithAnswerProps) {
  const { data, error, refetch } = useQuery(answerOptions(address));
  if (data !== undefined) return children(data);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <p className="quiet" role="status">
      {formatMessage('loading')}
    </p>
  );
}

function Failure({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const near = error instanceof AnswerError ? error.near : [];
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
