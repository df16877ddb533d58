import { buildPage, type PageBlock, type PageEvidence } from '@rapporteur/pages';
import { Fragment, type ReactNode, Suspense, useEffect } from 'react';
import type { Answer } from '../api/query-answers.ts';
import { THING_QUERIES, toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { LinkedText } from '../components/linked-text.tsx';
import { listNamedPaths } from '../components/named-paths.ts';
import { PageLink } from '../components/page-link.tsx';
import { findFigure } from '../figures/thing-figures.tsx';
import { formatMessage, translateTitle } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';
import { FirstPart, LastPart } from './thing-parts.tsx';

type NamedPaths = ReturnType<typeof listNamedPaths>;

/** The page of one thing: all that the record holds about it, in sections. */
export function ThingPage({ address, search }: PageProps<'thing'>) {
  const { list, id, collection } = address;
  return (
    <WithAnswer address={getAnswerAddress(address, search)}>
      {(answer) => (
        <>
          <ThingSections
            answer={answer}
            search={search}
            query={THING_QUERIES[list]}
            ownPath={toThingPath(THING_QUERIES[list], id, collection) ?? ''}
          >
            <FirstPart address={address} search={search} />
          </ThingSections>
          <LastPart address={address} search={search} />
        </>
      )}
    </WithAnswer>
  );
}

interface ThingSectionsProps {
  readonly answer: Answer;
  readonly search: URLSearchParams;
  readonly query: string;
  readonly ownPath: string;
  /** A section after the first one, which only some kinds of things have. */
  readonly children: ReactNode;
}

function ThingSections({ answer, search, query, ownPath, children }: ThingSectionsProps) {
  const options = {
    showIds: false,
    showStatements: false,
    conflictsCall: formatMessage('list.conflicts'),
  };
  const blocks = listUnderLabels(buildPage(query, answer, options));
  const [own] = answer.collections;
  const base = answer.collections.length === 1 && own !== undefined ? `/collections/${own}` : '';
  const conflicts = { name: formatMessage('list.conflicts'), path: `${base}/conflicts` };
  const paths = [...listNamedPaths(answer, ownPath), conflicts];
  const title = blocks.find(({ kind }) => kind === 'title')?.text ?? formatMessage('name');
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  return (
    <article className="thing">
      {answer.incomplete && <p role="status">{formatMessage('incomplete')}</p>}
      {groupBlocks(blocks).map(({ heading, content }, n) => (
        // The blocks of an answer never change places.
        <Fragment key={n}>
          <BlockSection {...{ answer, search, query, paths, heading, content }} />
          {n === 0 && children}
        </Fragment>
      ))}
    </article>
  );
}

interface BlockSectionProps extends Omit<ThingSectionsProps, 'ownPath' | 'children'>, BlockGroup {
  readonly paths: NamedPaths;
}

/** One section, in words or as a figure. */
function BlockSection({ answer, search, query, paths, heading, content }: BlockSectionProps) {
  const { part: Figure, isWhole = false } = findFigure(query, heading) ?? {};
  return (
    <section>
      {heading !== null && <h2>{translateTitle(heading)}</h2>}
      {!isWhole &&
        // The blocks of an answer never change places.
        content.map((block, m) => <Block key={m} block={block} answer={answer} paths={paths} />)}
      {Figure !== undefined && (
        <Suspense>
          <Figure answer={answer as never} search={search} heading={heading?.toLowerCase() ?? ''} />
        </Suspense>
      )}
    </section>
  );
}

/** Returns the blocks with the items after a label as its parts: long lists look like short ones. */
function listUnderLabels(blocks: readonly PageBlock[]): readonly PageBlock[] {
  const listed: PageBlock[] = [];
  for (const block of blocks) {
    const last = listed.at(-1);
    const hasLabel = last?.kind === 'paragraph' && last.label !== undefined;
    if (block.kind === 'item' && (block.level ?? 0) > 1 && hasLabel)
      listed[listed.length - 1] = { ...last, parts: [...(last.parts ?? []), block] };
    else listed.push(block);
  }
  return listed;
}

interface BlockGroup {
  readonly heading: string | null;
  readonly content: readonly PageBlock[];
}

/** Returns the blocks by section. */
function groupBlocks(blocks: readonly PageBlock[]): readonly BlockGroup[] {
  const groups: { heading: string | null; content: PageBlock[] }[] = [
    { heading: null, content: [] },
  ];
  for (const block of blocks) {
    if (block.kind === 'heading') groups.push({ heading: block.text, content: [] });
    else groups.at(-1)?.content.push(block);
  }
  return groups;
}

interface BlockProps {
  readonly block: PageBlock;
  readonly answer: Answer;
  readonly paths: NamedPaths;
}

function Block({ block, answer, paths }: BlockProps) {
  switch (block.kind) {
    case 'title':
      return (
        <header>
          <h1 lang="en" dir="auto">
            {block.text}
          </h1>
          <p className="quiet">{block.note}</p>
        </header>
      );
    case 'heading':
      return <h2>{translateTitle(block.text)}</h2>;
    case 'item':
      return (
        <p className={`item level-${block.level ?? 0}`}>
          <TextWithEvidence
            text={block.text}
            evidence={block.evidence}
            answer={answer}
            paths={paths}
          />
        </p>
      );
    case 'paragraph':
      if (block.parts === undefined)
        return (
          <p className="lead">
            <TextWithEvidence
              text={block.text}
              evidence={block.evidence}
              answer={answer}
              paths={paths}
            />
          </p>
        );
      return (
        <div className="labelled">
          <h3>{translateTitle(block.label ?? '')}</h3>
          <ul>
            {block.parts.map(({ text, evidence }) => (
              <li key={text}>
                <TextWithEvidence text={text} evidence={evidence} answer={answer} paths={paths} />
              </li>
            ))}
          </ul>
        </div>
      );
  }
}

interface TextWithEvidenceProps {
  readonly text: string;
  readonly evidence: PageEvidence | undefined;
  readonly answer: Answer;
  readonly paths: NamedPaths;
}

function TextWithEvidence({ text, evidence, answer, paths }: TextWithEvidenceProps) {
  const { events = [], mentions = [] } = evidence ?? {};
  // A thing whose name the text does not have is a link after it.
  const linked = new Set(paths.filter(({ name }) => text.includes(name)).map(({ path }) => path));
  const own = mentions.find(({ kind }) => kind === 'decision' || kind === 'incident');
  const path =
    own === undefined
      ? null
      : toThingPath(own.kind, own.id, own.collection ?? answer.collections[0] ?? null);
  return (
    <>
      <LinkedText text={text} paths={paths} />
      {own !== undefined && path !== null && !linked.has(path) && (
        <>
          {' '}
          <PageLink to={path} className="more">
            {formatMessage(own.kind === 'decision' ? 'open.decision' : 'open.incident')}
          </PageLink>
        </>
      )}
      <SaysWho
        answer={answer}
        events={events.filter((event) => answer.sources?.[event] !== undefined)}
        about={text}
      />
    </>
  );
}
