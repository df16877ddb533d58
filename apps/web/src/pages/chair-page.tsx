import { ChairWords } from '@rapporteur/pages';
import { useEffect } from 'react';
import type { QueryAnswers } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { PageLink } from '../components/page-link.tsx';
import { ChairLine } from '../figures/chair-line.tsx';
import { Paging } from '../components/paging.tsx';
import { formatMessage } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';

type ChairContent = QueryAnswers['/v1/bodies/{body}/chair'];

/** The page of a chair: who holds it on a day, and its holders over time. */
export function ChairPage({ address, search }: PageProps<'chair'>) {
  const bodyPath = toThingPath('body', address.body, address.collection) ?? '.';
  return (
    <WithAnswer address={getAnswerAddress<ChairContent>(address, search)}>
      {(answer) => <ChairSections answer={answer} search={search} bodyPath={bodyPath} />}
    </WithAnswer>
  );
}

interface ChairSectionsProps {
  readonly answer: ChairContent;
  readonly search: URLSearchParams;
  readonly bodyPath: string;
}

function ChairSections({ answer, search, bodyPath }: ChairSectionsProps) {
  const name = answer.data.bodyName;
  const title = formatMessage('chair.title', { body: name });
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  const sentences = new ChairWords({ days: 'spelled' }).formatAnswer(answer.data);
  return (
    <article className="thing">
      <h1>{title}</h1>
      <p className="quiet">
        <PageLink to={bodyPath}>{name}</PageLink>
      </p>
      {sentences.map((sentence) => (
        <p key={sentence} className="lead">
          {sentence}
        </p>
      ))}
      <ChairLine answer={answer} />
      <Paging answer={answer} search={search} />
    </article>
  );
}
