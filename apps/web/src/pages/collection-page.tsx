import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { COLLECTION_SECTIONS, listCoverageAnswers, toSectionAnswer } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { Coverage, Freshness } from '../components/coverage.tsx';
import { NewFacts } from '../components/new-facts.tsx';
import { PageLink } from '../components/page-link.tsx';
import { RowTable } from '../components/row-table.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { PageProps } from './page-props.ts';

/** The page of one organization: its bodies, meetings, documents and last recorded facts. */
export function CollectionPage({ address, search }: PageProps<'collection'>) {
  const { collection } = address;
  const [coverage, facts] = listCoverageAnswers(collection, search);
  const { data } = useQuery(answerOptions(coverage));
  const rows = data?.data ?? [];
  const title = rows.map((row) => row.title)[0] ?? collection;
  const base = `/collections/${encodeURIComponent(collection)}`;
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  return (
    <>
      <h1>{title}</h1>
      {rows.map((row) => (
        <Coverage key={row.collection} row={row} />
      ))}
      <Freshness rows={rows} />
      {COLLECTION_SECTIONS.map((list) => (
        <section key={list}>
          <h2>
            <PageLink to={`${base}/${list}`}>{formatMessage(`list.${list}`)}</PageLink>
          </h2>
          <WithAnswer address={toSectionAnswer(collection, list, search)}>
            {(answer) => <RowTable list={list} answer={answer} />}
          </WithAnswer>
        </section>
      ))}
      <section>
        <h2>
          <PageLink to={`${base}/facts?order=recorded&newestFirst=true`}>
            {formatMessage('new')}
          </PageLink>
        </h2>
        <WithAnswer address={facts}>{(answer) => <NewFacts answer={answer} />}</WithAnswer>
      </section>
    </>
  );
}
