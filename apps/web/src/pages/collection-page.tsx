import { isJsonFields } from '@rapporteur/pages';
import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { listAnswers, type ListName } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { Coverage, Freshness } from '../components/coverage.tsx';
import { NewFacts } from '../components/new-facts.tsx';
import { PageLink } from '../components/page-link.tsx';
import { RowTable } from '../components/row-table.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { PageProps } from './page-props.ts';

const SECTIONS = ['bodies', 'meetings', 'next-meetings', 'sources'] as const satisfies ListName[];

/** The page of one organization: its bodies, meetings, documents and last recorded facts. */
export function CollectionPage({ address, search }: PageProps<'collection'>) {
  const answers = listAnswers(address, search);
  const [coverage = '', facts = ''] = answers.slice(SECTIONS.length);
  const { data } = useQuery(answerOptions(coverage));
  const rows = Array.isArray(data?.data) ? data.data.filter(isJsonFields) : [];
  const title = rows.map((row) => String(row['title']))[0] ?? address.collection;
  const base = `/collections/${encodeURIComponent(address.collection)}`;
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  return (
    <>
      <h1>{title}</h1>
      {rows.map((row) => (
        <Coverage key={String(row['collection'])} row={row} />
      ))}
      <Freshness rows={rows} />
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
