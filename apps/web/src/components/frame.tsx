import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef } from 'react';
import { parsePagePath } from '../api/api-address.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import { EvidenceProvider } from './evidence.tsx';
import { PageLink } from './page-link.tsx';

/** The lists of the navigation: what readers look for first. */
const SHOWN_LISTS = [
  'timeline',
  'meetings',
  'participation',
  'decisions',
  'incidents',
  'persons',
  'sources',
] as const;

/** The frame of every page: the name, the search, the navigation and the moment. */
export function Frame() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const address = parsePagePath(path);
  const collection = address !== undefined && 'collection' in address ? address.collection : null;
  const base = collection === null ? '' : `/collections/${encodeURIComponent(collection)}`;
  return (
    <EvidenceProvider>
      <a className="skip" href="#content">
        {formatMessage('skip')}
      </a>
      <header className="masthead">
        <PageLink to="/" className="brand">
          {formatMessage('name')}
        </PageLink>
        <nav aria-label={formatMessage('name')}>
          {collection !== null && <PageLink to={base}>{collection}</PageLink>}
          {SHOWN_LISTS.map((list) => (
            <PageLink key={list} to={`${base}/${list}`}>
              {formatMessage(`list.${list}` satisfies MessageKey)}
            </PageLink>
          ))}
          <PageLink to="/record">{formatMessage('record')}</PageLink>
        </nav>
        <SearchBox base={base} />
      </header>
      <MomentBanner />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
    </EvidenceProvider>
  );
}

function SearchBox({ base }: { readonly base: string }) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', focusSearch);
    return () => document.removeEventListener('keydown', focusSearch);
  }, []);
  const search = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = input.current?.value.trim() ?? '';
    if (words !== '') void navigate({ to: `${base}/timeline`, search: { q: words } as never });
  };
  return (
    <form role="search" onSubmit={search}>
      <input
        ref={input}
        type="search"
        name="q"
        aria-label={formatMessage('search.hint')}
        placeholder={`${formatMessage('search')}  /`}
      />
    </form>
  );
}

/** Says that the page shows the past, and leads back. */
function MomentBanner() {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const navigate = useNavigate();
  const parameters = new URLSearchParams(search);
  const [asOf, asOfRecorded] = [parameters.get('asOf'), parameters.get('asOfRecorded')];
  if (asOf === null && asOfRecorded === null) return null;
  const goBack = (): void => {
    void navigate({
      to: '.',
      search: ((before: Record<string, string>) => {
        const { asOf: _day, asOfRecorded: _time, ...rest } = before;
        return rest;
      }) as never,
    });
  };
  return (
    <div className="moment" role="status">
      <span>
        {formatMessage('asOf.banner')} {asOf !== null && formatMessage('asOf.world', { day: asOf })}{' '}
        {asOfRecorded !== null && formatMessage('asOf.record', { time: asOfRecorded })}
      </span>
      <button type="button" onClick={goBack}>
        {formatMessage('asOf.now')}
      </button>
    </div>
  );
}

function Footer() {
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const address = parsePagePath(pathname);
  const hasData = address?.kind === 'list' || address?.kind === 'thing';
  return (
    <footer>
      {hasData && (
        <p>
          {formatMessage('data')} <a href={`/v1${pathname}${searchStr}`}>JSON</a>{' '}
          <a href={`/v1${pathname}.csv${searchStr}`}>CSV</a>
        </p>
      )}
      <MomentForm />
      <p>
        <a href="/docs">API</a> <a href="/v1/status">{'Status'}</a>
      </p>
    </footer>
  );
}

/** Chooses the day in the world and the time of the record that the pages show. */
function MomentForm() {
  const navigate = useNavigate();
  const show = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const read = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    void navigate({
      to: '.',
      search: ((before: Record<string, string>) => ({
        ...before,
        asOf: read('asOf'),
        asOfRecorded: read('asOfRecorded'),
      })) as never,
    });
  };
  return (
    <form onSubmit={show} aria-label={formatMessage('asOf.title')}>
      <label>
        {formatMessage('asOf')} <input type="date" name="asOf" />
      </label>
      <label>
        {formatMessage('asOfRecorded')}{' '}
        <input type="text" name="asOfRecorded" placeholder="2026-05-03" />
      </label>
      <button type="submit">{formatMessage('asOf.show')}</button>
    </form>
  );
}
