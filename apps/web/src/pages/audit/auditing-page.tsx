import { useEffect } from 'react';
import { formatMessage, type MessageKey } from '../../messages/messages.ts';
import type { PageProps } from '../page-props.ts';
import { AuditPage } from './audit-page.tsx';
import { ChangesPage } from './changes-page.tsx';
import { LogPage } from './log-page.tsx';
import { LookupPage } from './lookup-page.tsx';
import { StatusPage } from './status-page.tsx';
import { StreamPage } from './stream-page.tsx';

type AuditingPageProps = PageProps<'audit' | 'log' | 'stream'>;

/** A page about the record itself, or about the service. */
export function AuditingPage(props: AuditingPageProps) {
  const title = findTitle(props);
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  return (
    <>
      <h1>{title}</h1>
      <AuditingPageContent {...props} />
    </>
  );
}

function AuditingPageContent({ address, search }: AuditingPageProps) {
  if (address.kind === 'log') return <LogPage address={address} search={search} />;
  if (address.kind === 'stream') return <StreamPage address={address} search={search} />;
  switch (address.page) {
    case 'audit':
      return <AuditPage search={search} />;
    case 'changes':
      return <ChangesPage address={address} search={search} />;
    case 'lookup':
      return <LookupPage address={address} search={search} />;
    case 'status':
      return <StatusPage />;
  }
}

function findTitle({ address, search }: AuditingPageProps): string {
  if (address.kind === 'log') return formatMessage('log.title', { partition: address.partition });
  if (address.kind === 'stream') return formatMessage('stream.title', { stream: address.stream });
  if (address.page === 'lookup')
    return formatMessage('lookup.title', { id: search.get('id') ?? '' });
  return formatMessage(`${address.page}.title` satisfies MessageKey);
}
