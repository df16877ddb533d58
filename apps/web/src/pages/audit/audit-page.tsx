import { STATUS_ANSWER } from '../../api/answer-address.ts';
import type { ReactNode } from 'react';
import { WithAnswer } from '../../components/answers.tsx';
import { PageLink } from '../../components/page-link.tsx';
import { formatMessage } from '../../messages/messages.ts';
import type { PageProps } from '../page-props.ts';
import { MomentsForm } from './moments-form.tsx';

/** The entrance of an auditor: the log, its corrections and conflicts, and two moments. */
export function AuditPage({ search }: Pick<PageProps<'audit'>, 'search'>) {
  return (
    <>
      <p className="lead">{formatMessage('audit.lead')}</p>
      <Section title={formatMessage('audit.log')}>
        <WithAnswer address={STATUS_ANSWER}>
          {({ partitions }) => (
            <ul className="plain">
              {Array.from({ length: partitions }, (_, partition) => (
                <li key={partition}>
                  <PageLink to={`/log/${partition}`}>
                    {formatMessage('log.title', { partition })}
                  </PageLink>
                </li>
              ))}
            </ul>
          )}
        </WithAnswer>
      </Section>
      <Section title={formatMessage('changes.title')}>
        <MomentsForm search={search} />
      </Section>
      <Section title={formatMessage('audit.more')}>
        <ul className="plain">
          <li>
            <PageLink to="/corrections">{formatMessage('list.corrections')}</PageLink>
          </li>
          <li>
            <PageLink to="/conflicts">{formatMessage('list.conflicts')}</PageLink>
          </li>
          <li>
            <PageLink to="/status">{formatMessage('status.title')}</PageLink>
          </li>
        </ul>
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
