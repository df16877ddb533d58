import { createRootRoute, createRoute, createRouter, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { parsePagePath } from './api/api-address.ts';
import { Frame } from './components/frame.tsx';
import { formatMessage } from './messages/messages.ts';
import { CollectionPage } from './pages/collection-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';

/** The first page has the last rows of some lists, and neither filters nor other views of them. */
const ListPage = lazy(async () => ({
  default: (await import('./pages/list-page.tsx')).ListPage,
}));
/** The words of things are many; the first page and lists do without. */
const ThingPage = lazy(async () => ({
  default: (await import('./pages/thing-page.tsx')).ThingPage,
}));

/** Readers do not load the recorder's screen. */
const RecordPage = lazy(async () => {
  const { RecordPage: page } = await import('./record/record-page.tsx');
  return { default: page };
});
const TablePage = lazy(async () => {
  const { TablePage: page } = await import('./record/table-page.tsx');
  return { default: page };
});
const ChangePage = lazy(async () => {
  const { ChangePage: page } = await import('./record/change-page.tsx');
  return { default: page };
});

// Auditors and operators need these pages; readers do not load their program.
const AuditingPage = lazy(async () => {
  const { AuditingPage: component } = await import('./pages/audit/auditing-page.tsx');
  return { default: component };
});
const ChairPage = lazy(async () => ({
  default: (await import('./pages/chair-page.tsx')).ChairPage,
}));
const DecisionsPage = lazy(async () => ({
  default: (await import('./pages/decisions-page.tsx')).DecisionsPage,
}));
const ComparisonPage = lazy(async () => ({
  default: (await import('./pages/comparison-page.tsx')).ComparisonPage,
}));

/** All parameters are texts, as the API has them: `?to=2024` is no number. */
function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (typeof value === 'string' && value !== '') parameters.set(name, value);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The charts are loaded with the first page that has one. */
const TimelinePage = lazy(async () => ({
  default: (await import('./pages/timeline-page.tsx')).TimelinePage,
}));

/** Shows the page of the address: the paths are those of the API, see `api-address.ts`. */
function CurrentPage() {
  return (
    <Suspense fallback={<p role="status">{formatMessage('loading')}</p>}>
      <PageOfAddress />
    </Suspense>
  );
}

function PageOfAddress() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const address = parsePagePath(path);
  const parameters = new URLSearchParams(search);
  switch (address?.kind) {
    case undefined:
      return <NotFoundPage />;
    case 'record':
    case 'record-change':
      return address.kind === 'record' ? <RecordPage /> : <ChangePage />;
    case 'record-table':
      return <TablePage />;
    case 'home':
      return <HomePage address={address} search={parameters} />;
    case 'collection':
      return <CollectionPage key={path} address={address} search={parameters} />;
    case 'list':
      if (address.list === 'timeline')
        return <TimelinePage key={path} address={address} search={parameters} />;
      if (address.list === 'decisions')
        return <DecisionsPage key={path} address={address} search={parameters} />;
      return <ListPage key={path} address={address} search={parameters} />;
    case 'audit':
    case 'log':
    case 'stream':
      return <AuditingPage key={path} address={address} search={parameters} />;
    case 'chair':
      return <ChairPage key={path} address={address} search={parameters} />;
    case 'comparison':
      return <ComparisonPage key={path} address={address} search={parameters} />;
    case 'thing':
      return <ThingPage key={path} address={address} search={parameters} />;
  }
}

const rootRoute = createRootRoute({ component: Frame });
const pageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/$',
  component: CurrentPage,
});

/** Returns the router of the web. */
export function createWebRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([pageRoute]),
    defaultPreload: false,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createWebRouter>;
  }
}
