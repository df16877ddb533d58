import { Outlet, useRouterState } from '@tanstack/react-router';
import { parsePagePath } from '../api/api-address.ts';
import { listTwins } from '../api/page-twins.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import { CollectionName } from './collection-name.tsx';
import { EvidenceProvider } from './evidence.tsx';
import { Keyboard } from './keyboard.tsx';
import { MomentBanner } from './moment-banner.tsx';
import { PageLink } from './page-link.tsx';
import { PageTools } from './page-tools.tsx';
import { PrintedAddress } from './printed-address.tsx';
import { SearchBox } from './search-box.tsx';
import { PreferenceForm } from './preference-form.tsx';
import { TwinLinks } from './twin-links.tsx';

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
  // The recorder's screens have keys of their own, and no moment but the present.
  const isRecording = address?.kind.startsWith('record') === true;
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
        {collection !== null && address?.kind !== 'collection' && (
          <p className="crumb">
            <PageLink to={base}>
              <CollectionName collection={collection} />
            </PageLink>
          </p>
        )}
        <Outlet />
      </main>
      <Footer />
      {!isRecording && <Keyboard base={base} />}
    </EvidenceProvider>
  );
}

function Footer() {
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const address = parsePagePath(pathname);
  const twins = listTwins(pathname, new URLSearchParams(searchStr));
  const hasLines = address?.kind === 'stream' || address?.kind === 'log';
  return (
    <footer>
      {(twins.length > 0 || hasLines) && (
        <p id="export">
          {formatMessage('data')} {hasLines && <a href={`/v1${pathname}${searchStr}`}>NDJSON</a>}
          {twins.map(({ format, address: twin }) => (
            <a key={format} href={twin}>
              {formatMessage(`twin.${format}`)}
            </a>
          ))}
        </p>
      )}
      <TwinLinks twins={twins} />
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
