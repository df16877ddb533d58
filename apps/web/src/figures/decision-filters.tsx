import { STRENGTHS } from '@rapporteur/statements/strength';
import { useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect } from 'react';
import { BOARD_STATUSES, type PageAddress, showsBoard } from '../api/api-address.ts';
import { areSingleKeysOn, isTyping } from '../components/key-settings.ts';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import './figures.css';
import './charts.css';

interface DecisionFiltersProps {
  readonly address: Extract<PageAddress, { readonly kind: 'list' }>;
  readonly search: URLSearchParams;
}

/** The fields of the form; an empty one does not filter. */
const FIELDS = ['q', 'strength', 'status', 'due', 'commitment'] as const;

/** Goes to other parameters of the page by the key `t`. */
function useViewKey(search: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    const change = (event: KeyboardEvent): void => {
      if (event.key !== 't' || isTyping(event) || !areSingleKeysOn()) return;
      // After `g`, the key belongs to another shortcut, which prevents the default.
      setTimeout(() => {
        if (event.defaultPrevented) return;
        const view = Object.fromEntries(new URLSearchParams(search));
        void navigate({ to: '.', search: view as never });
      });
    };
    document.addEventListener('keydown', change);
    return () => document.removeEventListener('keydown', change);
  }, [navigate, search]);
}

/** Returns the parameters of the table for a board, and those of the board for a table. */
function toOtherView(search: URLSearchParams, isBoard: boolean): string {
  const other = new URLSearchParams(search);
  for (const name of ['cursor', 'view', ...(isBoard ? [] : ['status'])]) other.delete(name);
  if (isBoard) other.set('view', 'table');
  return other.toString();
}

/** Filters of decisions, all in the address; the key `t` changes between board and table. */
export function DecisionFilters({ address, search }: DecisionFiltersProps) {
  const navigate = useNavigate();
  const isBoard = showsBoard(address, search);
  const otherSearch = toOtherView(search, isBoard);
  useViewKey(otherSearch);
  const filter = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const kept = Object.fromEntries([...search].filter(([name]) => name !== 'cursor'));
    const given = FIELDS.map((name) => [name, readField(fields, name)]);
    void navigate({ to: '.', search: { ...kept, ...Object.fromEntries(given) } as never });
  };
  return (
    <form
      key={search.toString()}
      className="filters"
      onSubmit={filter}
      role="search"
      aria-label={formatMessage('filter.title')}
    >
      <label>
        {formatMessage('filter.words')}{' '}
        <input type="search" name="q" defaultValue={search.get('q') ?? ''} size={14} />
      </label>
      <Choice name="strength" values={STRENGTHS} search={search} />
      {!isBoard && <Choice name="status" values={BOARD_STATUSES} search={search} />}
      <label>
        {formatMessage('filter.due')}{' '}
        <input name="due" defaultValue={search.get('due') ?? ''} placeholder="2026" size={8} />
      </label>
      <label>
        <input
          type="checkbox"
          name="commitment"
          value="true"
          defaultChecked={search.get('commitment') === 'true'}
        />{' '}
        {formatMessage('filter.commitment')}
      </label>
      <button type="submit">{formatMessage('filter.apply')}</button>
      {FIELDS.some((name) => search.has(name)) && (
        <PageLink to=".">{formatMessage('filter.clear')}</PageLink>
      )}
      <PageLink to={`.?${otherSearch}`}>
        {formatMessage(isBoard ? 'board.asTable' : 'board.asBoard')}
      </PageLink>
    </form>
  );
}

function readField(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

interface ChoiceProps {
  readonly name: 'strength' | 'status';
  readonly values: readonly string[];
  readonly search: URLSearchParams;
}

function Choice({ name, values, search }: ChoiceProps) {
  return (
    <label>
      {formatMessage(`filter.${name}`)}{' '}
      <select name={name} defaultValue={search.get(name) ?? ''}>
        <option value="">{formatMessage('filter.any')}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {translateTerm(value)}
          </option>
        ))}
      </select>
    </label>
  );
}
