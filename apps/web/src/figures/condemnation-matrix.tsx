import type { JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import { toAnswerAddress, toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { listFields, nameThing, readFields, readText } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';
import { ScrollBox } from '../components/scroll-box.tsx';

/**
 * The condemnations of an incident in all organizations: one row for each condemner, one column for
 * each strength. A cell has the attribution of its own condemnation and of no other.
 */
export function CondemnationMatrix({ answer, search }: FigureProps) {
  const incident = readFields(answer.data);
  const key = `${readText(incident['collection'])}/${readText(incident['incident'])}`;
  // The page of one organization has only its own part.
  if (answer.collection === undefined || answer.collection === null)
    return <Matrix answer={answer} />;
  const address = toAnswerAddress(`/v1/incidents/${encodeURIComponent(key)}`, search);
  return <WithAnswer address={address}>{(all) => <Matrix answer={all} />}</WithAnswer>;
}

/** All condemnations, by incident or class of acts. */
export function CondemnationLists({ answer }: FigureProps) {
  const targets = listFields(readFields(answer.data)['targets']);
  if (targets.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  return (
    <>
      <p className="quiet">{formatMessage('condemnations.own')}</p>
      {targets.map((target) => {
        const rows = listFields(target['cells']).flatMap((cell) =>
          listFields(cell['condemnations']),
        );
        const { name, path } = nameTarget(target, rows[0] ?? {}, answer);
        return (
          <section key={name + listRowEvents(rows[0] ?? {}).join()}>
            <h2>{path === null ? name : <PageLink to={path}>{name}</PageLink>}</h2>
            <CondemnationTable rows={rows} answer={answer} hasCaption={false} />
          </section>
        );
      })}
    </>
  );
}

/** Returns the name of an incident, or `all terrorist acts in SCO`. */
function nameTarget(target: JsonFields, first: JsonFields, answer: Answer) {
  const [id, collection] = [readText(target['incident']), readText(first['collection'])];
  if (id !== '')
    return {
      name: nameThing(answer, { kind: 'incident', id, collection }),
      path: toThingPath('incident', id, collection),
    };
  const acts = readText(target['class']).replaceAll('-', ' ');
  const territory = readText(target['territory']);
  const where = nameThing(answer, { kind: 'body', id: territory, collection });
  return {
    name:
      territory === ''
        ? formatMessage('condemnations.class', { acts })
        : formatMessage('condemnations.classIn', { acts, territory: where }),
    path: null,
  };
}

function Matrix({ answer }: { readonly answer: Answer }) {
  const rows = listFields(readFields(answer.data)['condemnations']);
  return <CondemnationTable rows={rows} answer={answer} hasCaption />;
}

interface CondemnationTableProps {
  readonly rows: readonly JsonFields[];
  readonly answer: Answer;
  readonly hasCaption: boolean;
}

function CondemnationTable({ rows, answer, hasCaption }: CondemnationTableProps) {
  const condemners = [...Map.groupBy(rows, getCondemner).values()];
  const strongestFirst = rows.toSorted((one, other) => Number(one['rung']) - Number(other['rung']));
  const strengths = [...new Set(strongestFirst.map(({ strength }) => readText(strength)))];
  return (
    <ScrollBox>
      <table className="condemnations">
        {hasCaption && (
          <caption>
            <span>
              {formatMessage('condemnations.caption', { count: condemners.length })}{' '}
              {formatMessage('condemnations.own')}
            </span>
          </caption>
        )}
        <thead>
          <tr>
            <th scope="col">{formatMessage('condemnations.condemner')}</th>
            {strengths.map((strength) => (
              <th key={strength} scope="col">
                {translateTerm(strength)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {condemners.map((own) => (
            <CondemnerRow key={getCondemner(own[0] ?? {})} own={own} {...{ strengths, answer }} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const getCondemner = ({ collection, condemner, condemnerOf }: JsonFields): string =>
  [collection, condemner, condemnerOf].join(' ');

interface CondemnerRowProps {
  /** The condemnations of one condemner. */
  readonly own: readonly JsonFields[];
  readonly strengths: readonly string[];
  readonly answer: Answer;
}

function CondemnerRow({ own, strengths, answer }: CondemnerRowProps) {
  const [first = {}] = own;
  const [id, collection] = [readText(first['condemner']), readText(first['collection'])];
  const kind = readText(first['condemnerKind']);
  const name =
    readText(first['condemnerName']) || nameThing(answer, { kind: 'actor', id, collection });
  const of = readText(first['condemnerOf']);
  const path =
    kind === 'state' ? toThingPath('state', id, null) : toThingPath('body', of || id, collection);
  const isNamed = kind === 'state' || kind === 'organ' || kind === 'organization' || of !== '';
  return (
    <tr>
      <th scope="row">
        {path !== null && isNamed ? <PageLink to={path}>{name}</PageLink> : name}
        <small>{collection}</small>
      </th>
      {strengths.map((strength) => (
        <td key={strength}>
          {own
            .filter((row) => row['strength'] === strength)
            .map((row) => (
              <Attribution key={listRowEvents(row).join()} row={row} answer={answer} name={name} />
            ))}
        </td>
      ))}
    </tr>
  );
}

interface AttributionProps {
  readonly row: JsonFields;
  readonly answer: Answer;
  /** The condemner. */
  readonly name: string;
}

const quote = (words: string): string => (words === '' ? '' : `“${words}”`);

/** Whom one condemnation names, its day, and the text that has it. */
function Attribution({ row, answer, name }: AttributionProps) {
  const collection = readText(row['collection']);
  const named = listFields(row['perpetrators']).map((actor) => spellValue(actor));
  const places = (['meeting', 'statedIn', 'decision'] as const).flatMap((member) => {
    const id = readText(row[member]);
    const kind = member === 'statedIn' ? 'document' : member;
    return id === '' ? [] : [{ kind, id, collection }];
  });
  return (
    <p className="attribution">
      {named.length === 0
        ? formatMessage('condemnations.namesNobody')
        : formatMessage('condemnations.names', { who: named.join(', ') })}
      <SaysWho answer={answer} events={listRowEvents(row)} about={name} />
      <small>
        {[
          row['dateOf'] === 'incident' ? '' : spellValue(row['date']),
          quote(readText(row['verbAsWritten'])),
        ]
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
