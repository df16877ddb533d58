import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../../api/answer.ts';
import type { QueryAnswers } from '../../api/query-answers.ts';
import { toCountsAnswer } from '../../api/api-address.ts';
import { listFilters } from '../../api/timeline-address.ts';
import { formatMessage } from '../../messages/messages.ts';
import { PageLink } from '../page-link.tsx';
import { changePlace, type TimelinePlace } from './timeline-links.ts';

interface FactFacetsProps {
  readonly collection: string | null;
  readonly place: TimelinePlace;
}

/** On a narrow screen the filters are closed at first: the facts come first. */
const WIDE = '(width >= 40rem)';

const FACETS = ['type', 'body', 'year'] as const;
type FacetName = (typeof FACETS)[number];

/** Facts with these properties are listed with the number of facts that each value selects. */
export function FactFacets({ collection, place }: FactFacetsProps) {
  const filters = listFilters(place.search);
  const hasDays = place.search.has('from') || place.search.has('to');
  const all = Object.fromEntries([...filters, 'from', 'to'].map((name) => [name, null]));
  const others = filters.filter((name) => name !== 'type' && name !== 'body' && name !== 'q');
  return (
    <details className="facets" open={window.matchMedia(WIDE).matches}>
      <summary>{formatMessage('facets')}</summary>
      {(filters.length > 0 || hasDays) && (
        <p>
          <PageLink to={changePlace(place, { ...all, zoom: 'facts' })}>
            {formatMessage('facets.clear')}
          </PageLink>
        </p>
      )}
      {others.map((name) => (
        <p key={name}>
          {name}: {place.search.get(name)}{' '}
          <PageLink to={changePlace(place, { [name]: null, zoom: 'facts' })}>
            {formatMessage('facets.remove', { name })}
          </PageLink>
        </p>
      ))}
      {FACETS.map((name) => (
        <Facet key={name} name={name} collection={collection} place={place} />
      ))}
    </details>
  );
}

interface FacetProps extends FactFacetsProps {
  readonly name: FacetName;
}

const SHOWN = 8;
const SHOWN_MAX = 100;

function Facet({ name, collection, place }: FacetProps) {
  // The other values of a facet stay in sight.
  const counted = new URLSearchParams(place.search);
  for (const own of name === 'year' ? ['from', 'to'] : [name]) counted.delete(own);
  const { data } = useQuery(answerOptions(toCountsAnswer(collection, counted, name)));
  const values = data === undefined ? [] : listValues(name, data).slice(0, SHOWN_MAX);
  if (values.length === 0) return null;
  const items = values.map((value) => (
    <FacetItem key={value.key} value={value} name={name} place={place} />
  ));
  return (
    <section>
      <h2>{formatMessage(`facets.${name}`)}</h2>
      <ul>{items.slice(0, SHOWN)}</ul>
      {items.length > SHOWN && (
        <details>
          <summary>{formatMessage('facets.more', { count: items.length - SHOWN })}</summary>
          <ul>{items.slice(SHOWN)}</ul>
        </details>
      )}
    </section>
  );
}

interface FacetValue {
  readonly key: string;
  readonly value: string;
  readonly label: string;
  readonly facts: number;
}

function FacetItem({
  value: { value, label, facts },
  name,
  place,
}: {
  readonly value: FacetValue;
  readonly name: FacetName;
  readonly place: TimelinePlace;
}) {
  const { search } = place;
  const isShown =
    name === 'year'
      ? search.get('from') === value && search.get('to') === value
      : search.get(name) === value;
  const next = isShown ? null : value;
  const change = name === 'year' ? { from: next, to: next } : { [name]: next };
  return (
    <li>
      <PageLink to={changePlace(place, { ...change, zoom: 'facts' })}>
        {isShown ? `✓ ${label}` : label}
        {isShown && <span className="hidden">: {formatMessage('facets.shown')}</span>}
      </PageLink>
      <span className="number">{facts.toLocaleString('en')}</span>
    </li>
  );
}

function listValues(
  name: FacetName,
  { data, names }: QueryAnswers['/v1/timeline/counts'],
): readonly FacetValue[] {
  const member = name === 'year' ? 'period' : name;
  const values = data.flatMap((row): readonly FacetValue[] => {
    const value = row[member];
    if (typeof value !== 'string') return [];
    const key = `${row.collection ?? ''}/${value}`;
    return [
      {
        key,
        value,
        label: formatLabel(name, value, names?.['body']?.[key]),
        facts: row.facts,
      },
    ];
  });
  // The newest year first.
  return name === 'year' ? values.toReversed() : values;
}

function formatLabel(name: FacetName, value: string, known: string | undefined): string {
  if (name === 'year') return value;
  if (name === 'body') return known ?? value.replaceAll('-', ' ');
  const words = value.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
