import { isJsonFields, type JsonFields } from '@rapporteur/pages';
import { listAnswers } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { PageLink } from '../components/page-link.tsx';
import { RowTable } from '../components/row-table.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { PageProps } from './page-props.ts';

/** The first page: the organizations, and the documents of the record. */
export function HomePage({ address, search }: PageProps<'home'>) {
  const [collections = '', sources = ''] = listAnswers(address, search);
  return (
    <>
      <h1>{formatMessage('tagline')}</h1>
      <section>
        <h2>{formatMessage('organizations')}</h2>
        <WithAnswer address={collections}>
          {({ data }) => (
            <ul className="tiles">
              {(Array.isArray(data) ? data.filter(isJsonFields) : []).map((row) => (
                <li key={String(row['collection'])}>
                  <CollectionLink row={row} />
                </li>
              ))}
            </ul>
          )}
        </WithAnswer>
      </section>
      <section>
        <h2>{formatMessage('documents')}</h2>
        <WithAnswer address={sources}>
          {(answer) => <RowTable list="sources" answer={answer} />}
        </WithAnswer>
      </section>
    </>
  );
}

function CollectionLink({ row }: { readonly row: JsonFields }) {
  const id = String(row['collection']);
  const title = typeof row['title'] === 'string' ? row['title'] : id;
  return <PageLink to={`/collections/${encodeURIComponent(id)}`}>{title}</PageLink>;
}
