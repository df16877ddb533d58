import { Outlet, useRouterState } from '@tanstack/react-router';
import { parsePagePath } from '../api/api-address.ts';
import { VIEW_PARAMETERS } from '../api/timeline-address.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import { EvidenceProvider } from './evidence.tsx';
import { Keyboard } from './keyboard.tsx';
import { MomentBanner } from './moment-banner.tsx';
import { PageLink } from './page-link.tsx';
import { PageTools } from './page-tools.tsx';
import { PrintedAddress } from './printed-address.tsx';
import { SearchBox } from './search-box.tsx';
import { PreferenceForm } from './preference-form.tsx';

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
  // The recorder's screen has keys of its own, and no moment but the present.
  const isRecording = address?.kind === 'record';
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
      {!isRecording && <PageTools />}
      <MomentBanner />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      {!isRecording && <Keyboard base={base} />}
    </EvidenceProvider>
  );
}

const PAGES_WITH_TABLE: ReadonlySet<string> = new Set(['list', 'thing', 'chair', 'comparison']);

function Footer() {
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const address = parsePagePath(pathname);
  const hasTable = address !== undefined && PAGES_WITH_TABLE.has(address.kind);
  const hasLines = address?.kind === 'stream' || address?.kind === 'log';
  // The view is a matter of the page, not of its data.
  const query = new URLSearchParams(searchStr);
  for (const name of VIEW_PARAMETERS) query.delete(name);
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  return (
    <footer>
      {(hasTable || hasLines) && (
        <p id="export">
          {formatMessage('data')}{' '}
          <a href={`/v1${pathname}${search}`}>{hasLines ? 'NDJSON' : 'JSON'}</a>{' '}
          {hasTable && <a href={`/v1${pathname}.csv${search}`}>CSV</a>}
        </p>
      )}
      <PreferenceForm />
      <p>
        <PageLink to="/audit">{formatMessage('audit')}</PageLink>{' '}
        <PageLink to="/status">{formatMessage('status')}</PageLink> <a href="/docs">API</a>
      </p>
      <p className="quiet">{formatMessage('keys.hint')}</p>
      <PrintedAddress />
    </footer>
  );
}
