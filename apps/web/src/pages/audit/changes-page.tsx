import { formatFieldName, formatValue, type JsonFields } from '@rapporteur/pages';
import { toThingPath } from '../../api/api-address.ts';
import { WithAnswer } from '../../components/answers.tsx';
import { readWords } from '../../components/json-words.ts';
import { listFields } from '../../components/read-json.ts';
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
      <WithAnswer address={getAnswerAddress(address, search)}>
        {({ data, next }) => {
          const rows = listFields(data);
          const following = new URLSearchParams(search);
          following.set('cursor', next ?? '');
          return (
            <>
              {rows.length === 0 && <p>{formatMessage('changes.none')}</p>}
              {CHANGES.map((change) => (
                <ChangeSection
                  key={change}
                  title={formatMessage(`changes.${change}` satisfies MessageKey)}
                  rows={rows.filter((row) => row['change'] === change)}
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
  readonly rows: readonly JsonFields[];
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
          <li key={readWords(row, 'event')}>
            <span className="day">
              <PageLink
                to={
                  toThingPath('event', readWords(row, 'event'), readWords(row, 'collection')) ?? '.'
                }
              >
                {readWords(row, 'position')}
              </PageLink>
            </span>
            <RecordedChange row={row} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RecordedChange({ row }: { readonly row: JsonFields }) {
  const [before, now] = [readWords(row, 'before'), readWords(row, 'sentence')];
  if (row['change'] === 'added') return <span>{now}</span>;
  if (row['change'] === 'retracted')
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
        {listFields(row['fields']).map((field) => (
          <div key={readWords(field, 'field')} className="pair">
            <dt>{formatFieldName(readWords(field, 'field'))}</dt>
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
