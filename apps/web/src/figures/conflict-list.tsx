import { formatFieldName } from '@rapporteur/pages';
import type { Answer, Schemas } from '../api/query-answers.ts';
import { formatChangePath, toThingPath } from '../api/api-address.ts';
import { SaysWho } from '../components/evidence.tsx';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { nameThing } from '../components/read-json.ts';
import { formatMessage, getLanguage } from '../messages/messages.ts';
import { nameConflictThing, spellConflictValue } from './conflict-words.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

/** Conflicts, each in words, with the statements that differ beside each other. */
export function ConflictList({ answer }: FigureProps<'/v1/conflicts'>) {
  const conflicts = answer.data;
  if (conflicts.length === 0) return <p className="quiet">{formatMessage('conflict.none')}</p>;
  return (
    <>
      {conflicts.map((conflict) => (
        <Conflict key={conflict.conflict} conflict={conflict} answer={answer} />
      ))}
    </>
  );
}

interface ConflictProps {
  readonly conflict: Schemas['Conflict'];
  readonly answer: Answer;
}

function Conflict({ conflict, answer }: ConflictProps) {
  const { collection, thing, resolved: isResolved } = conflict;
  const name = thing === null ? collection : nameConflictThing(answer, thing, collection);
  const path = thing === null ? null : toThingPath(thing.kind, thing.id, collection);
  const field = formatFieldName(conflict.field);
  const statements = listStatements(conflict, answer);
  return (
    <section className="conflict">
      <h2>{path === null ? name : <PageLink to={path}>{name}</PageLink>}</h2>
      <p>
        {formatMessage('conflict.words', {
          field: field.charAt(0).toUpperCase() + field.slice(1),
          values: new Intl.ListFormat(getLanguage()).format(statements.map(({ value }) => value)),
        })}{' '}
        {isResolved ? formatResolution(conflict) : formatMessage('conflict.open')}{' '}
        {!isResolved && (
          <PageLink to={formatChangePath(collection, { conflict: conflict.conflict })}>
            {formatMessage('resolveThis')}
          </PageLink>
        )}
      </p>
      <div className="statements">
        {statements.map(({ event, value, sentence, documents, isStanding }) => (
          <article key={event} className={conflict.holds === event ? 'holds' : undefined}>
            <h3>
              {value}
              {conflict.holds === event && ` · ${formatMessage('conflict.holds')}`}
              {!isStanding && ` · ${formatMessage('conflict.retracted')}`}
            </h3>
            <p>
              {sentence}
              <SaysWho answer={answer} events={[event]} about={sentence} />
            </p>
            {documents.map((document) => (
              <p key={document} className="quiet">
                <PageLink to={toThingPath('document', document, collection) ?? '.'}>
                  {nameThing(answer, { kind: 'document', id: document, collection })}
                </PageLink>
              </p>
            ))}
          </article>
        ))}
      </div>
    </section>
  );
}

/** One side of a conflict. */
interface ConflictStatement {
  readonly event: string;
  readonly value: string;
  readonly sentence: string;
  readonly documents: readonly string[];
  /** False: it was retracted since. */
  readonly isStanding: boolean;
}

/** Returns the statements of a conflict, the first recorded first. */
function listStatements(
  { collection, events, values, sentences, standing }: Schemas['Conflict'],
  answer: Answer,
): readonly ConflictStatement[] {
  const { sources = {} } = answer;
  const readPlace = (event: string): number => Number(sources[event]?.position.split(':').at(-1));
  const statements = events.map((event, n) => {
    const told = sentences.find((one) => one.event === event);
    return {
      event,
      value:
        spellConflictValue(answer, values[n], collection) || formatMessage('vote.countNotStated'),
      sentence: told?.sentence ?? '',
      documents: told?.documents ?? [],
      isStanding: standing.includes(event),
    };
  });
  return statements.toSorted((one, other) => readPlace(one.event) - readPlace(other.event));
}

function formatResolution(conflict: Schemas['Conflict']): string {
  return formatMessage('conflict.resolved', {
    who: conflict.resolvedBy ?? '',
    day: spellValue({ stated: true, edtf: conflict.resolvedAt?.slice(0, 10) }),
    resolution: conflict.resolution ?? '',
  });
}
