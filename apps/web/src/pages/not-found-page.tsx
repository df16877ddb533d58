import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';

/** The page of an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <>
      <h1>{formatMessage('notFound')}</h1>
      <p>
        <PageLink to="/">{formatMessage('organizations')}</PageLink>
      </p>
    </>
  );
}
