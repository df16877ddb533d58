import { formatFieldName, formatValue } from '@rapporteur/pages';
import { toThingPath } from '../../api/api-address.ts';
import type { QueryAnswers, Schemas } from '../../api/query-answers.ts';
import { WithAnswer } from '../../components/answers.tsx';
import { PageLink } from '../../components/page-link.tsx';
import { formatMessage, type MessageKey } from '../../messages/messages.ts';
import { getAnswerAddress, type PageProps } from '../page-props.ts';
import { MomentsForm } from './moments-form.tsx';

const CHANGES = ['changed', 'retracted', 'added'] as const;

/** The difference of two moments of the record. */
export function ChangesPage({ address, search }: PageProps<'audit'>) {
  return (
    <>
      <MomentsForm search={search} />
      <WithAnswer address={getAnswerAddress<QueryAnswers['/v1/changes']>(address, search)}>
        {({ data, next }) => {
          const rows = data;
          const following = new URLSearchParams(search);
          following.set('cursor', next ?? '');
          return (
            <>
              {rows.length === 0 && <p>{formatMessage('changes.none')}</p>}
              {CHANGES.map((change) => (
                <ChangeSection
                  key={change}
                  title={formatMessage(`changes.${change}` satisfies MessageKey)}
                  rows={rows.filter((row) => row.change === change)}
                />
              ))}
              {next !== null && (
                <p className="paging">
                  <PageLink to={`.?${following.toString()}`}>{formatMessage('more')}</PageLink>
                </p>
              )}
            </>
          );
        }}
      </WithAnswer>
    </>
  );
}

interface ChangeSectionProps {
  readonly title: string;
  readonly rows: readonly Schemas['FactDifference'][];
}

function ChangeSection({ title, rows }: ChangeSectionProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>
        {title} ({rows.length})
      </h2>
      <ol className="facts">
        {rows.map((row) => (
          <li key={row.event}>
            <span className="day">
              <PageLink to={toThingPath('event', row.event, row.collection) ?? '.'}>
                {row.position}
              </PageLink>
            </span>
            <RecordedChange row={row} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RecordedChange({ row }: { readonly row: Schemas['FactDifference'] }) {
  const [before, now] = [row.before, row.sentence];
  if (row.change === 'added') return <span>{now}</span>;
  if (row.change === 'retracted')
    return (
      <span>
        <s>{before}</s>
      </span>
    );
  return (
    <div>
      <p>
        <s>{before}</s>
      </p>
      <p>{now}</p>
      <dl className="labels">
        {row.fields.map((field) => (
          <div key={field.field} className="pair">
            <dt>{formatFieldName(field.field)}</dt>
            <dd>
              <s>{formatShown(field['before'])}</s> {formatShown(field['after'])}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function formatShown(value: unknown): string {
  return value === null
    ? formatMessage('changes.nothing')
    : formatValue(value, { days: 'spelled' });
}
