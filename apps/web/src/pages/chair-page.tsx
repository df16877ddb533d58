import { type ChairResult, ChairWords, isJsonFields } from '@rapporteur/pages';
import { useEffect } from 'react';
import type { Answer } from '../api/answer.ts';
import { toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { PageLink } from '../components/page-link.tsx';
import { readFields, readText } from '../components/read-json.ts';
import { ChairLine } from '../figures/chair-line.tsx';
import { Paging } from '../components/paging.tsx';
import { formatMessage } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';

/** The page of a chair: who holds it on a day, and its holders over time. */
export function ChairPage({ address, search }: PageProps<'chair'>) {
  const bodyPath = toThingPath('body', address.body, address.collection) ?? '.';
  return (
    <WithAnswer address={getAnswerAddress(address, search)}>
      {(answer) => <ChairSections answer={answer} search={search} bodyPath={bodyPath} />}
    </WithAnswer>
  );
}

interface ChairSectionsProps {
  readonly answer: Answer;
  readonly search: URLSearchParams;
  readonly bodyPath: string;
}

function ChairSections({ answer, search, bodyPath }: ChairSectionsProps) {
  const name = readText(readFields(answer.data)['bodyName']);
  const title = formatMessage('chair.title', { body: name });
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  const sentences = isJsonFields(answer.data)
    ? new ChairWords({ days: 'spelled' }).formatAnswer(answer.data as unknown as ChairResult)
    : [];
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
