import { listCoverageAnswers } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { Freshness, Organizations } from '../components/coverage.tsx';
import { NewFacts } from '../components/new-facts.tsx';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { PageProps } from './page-props.ts';

/** The first page: the organizations, the extent of their record, and the last recorded facts. */
export function HomePage({ search }: PageProps<'home'>) {
  const [coverage, facts] = listCoverageAnswers(null, search);
  return (
    <>
      <h1>{formatMessage('tagline')}</h1>
      <WithAnswer address={coverage}>
        {({ data: rows }) => (
          <section>
            <h2>{formatMessage('organizations')}</h2>
            <Organizations rows={rows} />
            <Freshness rows={rows} />
          </section>
        )}
      </WithAnswer>
      <section>
        <h2>{formatMessage('new')}</h2>
        <WithAnswer address={facts}>{(answer) => <NewFacts answer={answer} />}</WithAnswer>
        <p>
          <PageLink to="/facts?order=recorded&newestFirst=true">
            {formatMessage('new.all')}
          </PageLink>
        </p>
      </section>
    </>
  );
}
