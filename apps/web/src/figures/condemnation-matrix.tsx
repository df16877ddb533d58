import type { Answer, QueryAnswers, Schemas } from '../api/query-answers.ts';
import { toAnswerAddress } from '../api/answer-address.ts';
import { toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { CollectionName } from '../components/collection-name.tsx';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { nameThing } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';
import { ScrollBox } from '../components/scroll-box.tsx';

type IncidentRoute = '/v1/incidents/{incident}';
type Condemned = QueryAnswers['/v1/condemnations']['data']['targets'][number];

/**
 * The condemnations of an incident in all organizations: one row for each condemner, one column for
 * each strength. A cell has the attribution of its own condemnation and of no other.
 */
export function CondemnationMatrix({ answer, search }: FigureProps<IncidentRoute>) {
  const { collection, incident } = answer.data;
  // The page of one organization has only its own part.
  if (answer.collection === null) return <Matrix answer={answer} />;
  const ids = { incident: `${collection}/${incident}` };
  const address = toAnswerAddress('/v1/incidents/{incident}', search, { ids });
  return <WithAnswer address={address}>{(all) => <Matrix answer={all} />}</WithAnswer>;
}

/** All condemnations, by incident or class of acts. */
export function CondemnationLists({ answer }: FigureProps<'/v1/condemnations'>) {
  const targets = answer.data.targets;
  if (targets.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  return (
    <>
      <p className="quiet">{formatMessage('condemnations.own')}</p>
      {targets.map((target) => {
        const rows = target.cells.flatMap((cell) => cell.condemnations);
        const { name, path } = nameTarget(target, rows[0]?.collection ?? '', answer);
        return (
          <section key={name + (rows[0]?.event ?? '')}>
            <h2>{path === null ? name : <PageLink to={path}>{name}</PageLink>}</h2>
            <CondemnationTable rows={rows} answer={answer} hasCaption={false} />
          </section>
        );
      })}
    </>
  );
}

/** Returns the name of an incident, or `all terrorist acts in SCO`. */
function nameTarget(
  { incident: id, class: acts, territory }: Condemned,
  collection: string,
  answer: Answer,
) {
  if (id !== null)
    return {
      name: nameThing(answer, { kind: 'incident', id, collection }),
      path: toThingPath('incident', id, collection),
    };
  const words = { acts: (acts ?? '').replaceAll('-', ' ') };
  const name =
    territory === null
      ? formatMessage('condemnations.class', words)
      : formatMessage('condemnations.classIn', {
          ...words,
          territory: nameThing(answer, { kind: 'body', id: territory, collection }),
        });
  return { name, path: null };
}

function Matrix({ answer }: { readonly answer: QueryAnswers[IncidentRoute] }) {
  const rows = answer.data.condemnations;
  return <CondemnationTable rows={rows} answer={answer} hasCaption />;
}

interface CondemnationTableProps {
  readonly rows: readonly Schemas['Condemnation'][];
  readonly answer: Answer;
  readonly hasCaption: boolean;
}

function CondemnationTable({ rows, answer, hasCaption }: CondemnationTableProps) {
  const condemners = [...Map.groupBy(rows, getCondemner)];
  const strongestFirst = rows.toSorted((one, other) => one.rung - other.rung);
  const strengths = [...new Set(strongestFirst.map(({ strength }) => strength))];
  return (
    <ScrollBox>
      <table className="condemnations" role="table">
        {hasCaption && (
          <caption>
            <span>
              {formatMessage('condemnations.caption', { count: condemners.length })}{' '}
              {formatMessage('condemnations.own')}
            </span>
          </caption>
        )}
        <thead>
          <tr role="row">
            <th scope="col" role="columnheader">
              {formatMessage('condemnations.condemner')}
            </th>
            {strengths.map((strength) => (
              <th key={strength} scope="col" role="columnheader">
                {translateTerm(strength)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {condemners.map(([key, own]) => (
            <CondemnerRow key={key} own={own} {...{ strengths, answer }} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const getCondemner = (row: Schemas['Condemnation']): string =>
  [row.collection, row.condemner, row.condemnerOf].join(' ');

interface CondemnerRowProps {
  /** The condemnations of one condemner. */
  readonly own: readonly Schemas['Condemnation'][];
  readonly strengths: readonly string[];
  readonly answer: Answer;
}

function CondemnerRow({ own, strengths, answer }: CondemnerRowProps) {
  const [first] = own;
  if (first === undefined) return null;
  const { collection, condemner: id, condemnerKind: kind, condemnerOf: of } = first;
  const name = first.condemnerName || nameThing(answer, { kind: 'actor', id, collection });
  const path =
    kind === 'state' ? toThingPath('state', id, null) : toThingPath('body', of ?? id, collection);
  const isNamed = kind === 'state' || kind === 'organ' || kind === 'organization' || of !== null;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {path !== null && isNamed ? <PageLink to={path}>{name}</PageLink> : name}
        <small>
          <CollectionName collection={collection} beside={name} />
        </small>
      </th>
      {strengths.map((strength) => (
        <td key={strength} role="cell" data-strength={translateTerm(strength)}>
          {own
            .filter((row) => row.strength === strength)
            .map((row) => (
              <Attribution key={listRowEvents(row).join()} row={row} answer={answer} name={name} />
            ))}
        </td>
      ))}
    </tr>
  );
}

interface AttributionProps {
  readonly row: Schemas['Condemnation'];
  readonly answer: Answer;
  /** The condemner. */
  readonly name: string;
}

const quote = (words: string | null): string => (words === null ? '' : `“${words}”`);

/** Whom one condemnation names, its day, and the text that has it. */
function Attribution({ row, answer, name }: AttributionProps) {
  const { collection } = row;
  const named = row.perpetrators.map((actor) => spellValue(actor));
  const places = (['meeting', 'statedIn', 'decision'] as const).flatMap((member) => {
    const id = row[member];
    const kind = member === 'statedIn' ? 'document' : member;
    return id === null ? [] : [{ kind, id, collection }];
  });
  return (
    <p className="attribution">
      {named.length === 0
        ? formatMessage('condemnations.namesNobody')
        : formatMessage('condemnations.names', { who: named.join(', ') })}
      <SaysWho answer={answer} events={listRowEvents(row)} about={name} />
      <small>
        {[row.dateOf === 'incident' ? '' : spellValue(row.date), quote(row.verbAsWritten)]
          .filter((word) => word !== '')
          .join(' · ')}
        {places.map((place) => (
          <span key={place.kind}>
            {' '}
            <PageLink to={toThingPath(place.kind, place.id, collection) ?? '.'}>
              {nameThing(answer, place)}
            </PageLink>
          </span>
        ))}
      </small>
    </p>
  );
}
