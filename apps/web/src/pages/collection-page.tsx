import { listAnswers, type ListName } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { PageLink } from '../components/page-link.tsx';
import { RowTable } from '../components/row-table.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { PageProps } from './page-props.ts';

const SECTIONS = ['bodies', 'meetings', 'next-meetings', 'sources'] as const satisfies ListName[];

/** The page of one organization: its bodies, meetings and documents. */
export function CollectionPage({ address, search }: PageProps<'collection'>) {
  const answers = listAnswers(address, search);
  const base = `/collections/${encodeURIComponent(address.collection)}`;
  return (
    <>
      <h1>{address.collection}</h1>
      {SECTIONS.map((list, n) => (
        <section key={list}>
          <h2>
            <PageLink to={`${base}/${list}`}>{formatMessage(`list.${list}`)}</PageLink>
          </h2>
          <WithAnswer address={answers[n] ?? ''}>
            {(answer) => <RowTable list={list} answer={answer} />}
          </WithAnswer>
        </section>
      ))}
    </>
  );
}
