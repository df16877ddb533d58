import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toThingPath } from '../../api/api-address.ts';
import type { QueryAnswers, Schemas } from '../../api/query-answers.ts';
import { WithAnswer } from '../../components/answers.tsx';
import { PageLink } from '../../components/page-link.tsx';
import { formatMessage, type MessageKey } from '../../messages/messages.ts';
import { getAnswerAddress, type PageProps } from '../page-props.ts';

/** The events and documents of an id, a position or a hash. One alone is shown at once. */
export function LookupPage({ address, search }: PageProps<'audit'>) {
  return (
    <WithAnswer address={getAnswerAddress<QueryAnswers['/v1/lookup']>(address, search)}>
      {({ data }) => {
        const rows = data;
        const [only] = rows;
        if (only !== undefined && rows.length === 1) return <OpenThing path={getPath(only)} />;
        return (
          <>
            {rows.length === 0 && (
              <p>
                {formatMessage('lookup.none')}{' '}
                <PageLink to={`/timeline?q=${encodeURIComponent(search.get('id') ?? '')}`}>
                  {formatMessage('lookup.words')}
                </PageLink>
              </p>
            )}
            <ol className="facts">
              {rows.map((row) => (
                <li key={`${row.by} ${row.id}`}>
                  <span className="day">{formatMessage(`lookup.${row.by}` as MessageKey)}</span>
                  <span>
                    <PageLink to={getPath(row)}>{row.position || row.id}</PageLink>{' '}
                    {row.sentence || row.type}
                  </span>
                </li>
              ))}
            </ol>
          </>
        );
      }}
    </WithAnswer>
  );
}

function getPath(row: Schemas['LookupResult']): string {
  return toThingPath(row.kind, row.id, row.collection) ?? '/';
}

function OpenThing({ path }: { readonly path: string }) {
  const navigate = useNavigate();
  useEffect(() => {
    void navigate({ to: path, replace: true });
  }, [navigate, path]);
  return (
    <p role="status">
      <PageLink to={path}>{formatMessage('lookup.opens')}</PageLink>
    </p>
  );
}
