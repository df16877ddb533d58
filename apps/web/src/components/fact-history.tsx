import { formatFieldName, formatValue, isJsonFields, type JsonFields } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { answerOptions } from '../api/answer.ts';
import { listAnswers } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { formatTime, readWords } from './json-words.ts';
import { listFields } from './read-json.ts';

interface FactHistoryProps {
  readonly event: string;
  readonly collection: string;
}

/** The recorder of a fact, its earlier values, and the statements that differ from it. */
export function FactHistory({ event, collection }: FactHistoryProps) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const recorded = new URLSearchParams(search).get('asOfRecorded');
  const moment = new URLSearchParams(recorded === null ? {} : { asOfRecorded: recorded });
  const [address = ''] = listAnswers(
    { kind: 'thing', collection, list: 'events', id: event },
    moment,
  );
  const { data: answer } = useQuery(answerOptions(address));
  if (!isJsonFields(answer?.data)) return null;
  const { data } = answer;
  const history = listFields(data['history']);
  const conflicts = listFields(data['conflicts']);
  return (
    <>
      <dt>{formatMessage('recorder')}</dt>
      <dd>{readWords(data, 'actor') || formatMessage('recorder.none')}</dd>
      <dt>{formatMessage('event')}</dt>
      <dd className="hash">{event}</dd>
      {history.some((value) => value['to'] !== null) && (
        <>
          <dt>{formatMessage('history')}</dt>
          <dd>
            <History values={history} changes={listFields(data['changes'])} />
          </dd>
        </>
      )}
      {conflicts.length > 0 && (
        <>
          <dt>{formatMessage('differ')}</dt>
          <dd>
            {conflicts.map((conflict) => (
              <Conflict key={readWords(conflict, 'conflict')} conflict={conflict} />
            ))}
          </dd>
        </>
      )}
    </>
  );
}

interface HistoryProps {
  readonly values: readonly JsonFields[];
  readonly changes: readonly JsonFields[];
}

/** The values of a fact, the oldest first: those that were corrected are struck through. */
export function History({ values, changes }: HistoryProps) {
  return (
    <ol className="plain history">
      {values.map((value) => {
        const change = changes.find((one) => one['event'] === value['recordedBy']);
        const end = changes.find((one) => one['event'] === value['endedBy']);
        return (
          <li key={String(value['fromPseq'])}>
            {value['to'] === null ? (
              readWords(value, 'sentence')
            ) : (
              <s>{readWords(value, 'sentence')}</s>
            )}
            <span className="quiet">
              {' '}
              {formatMessage('history.from', { time: formatTime(readWords(value, 'from')) })}
              {value['to'] !== null &&
                ` ${formatMessage('history.to', { time: formatTime(readWords(value, 'to')) })}`}
            </span>
            {change !== undefined && <Change change={change} />}
            {end?.['change'] === 'retracted' && <Change change={end} />}
          </li>
        );
      })}
    </ol>
  );
}

/** A correction: the field with its old value struck through, and the reason. */
export function Change({ change }: { readonly change: JsonFields }) {
  const field = readWords(change, 'field');
  return (
    <p>
      {field !== '' && (
        <>
          {formatFieldName(field)}: <s>{formatValue(change['oldValue'], { days: 'spelled' })}</s>{' '}
          <ins>{formatValue(change['newValue'], { days: 'spelled' })}</ins>.{' '}
        </>
      )}
      {formatMessage('reason')} {readWords(change, 'reason')}
    </p>
  );
}

function Conflict({ conflict }: { readonly conflict: JsonFields }) {
  const resolution = readWords(conflict, 'resolution');
  return (
    <>
      <p>{formatFieldName(readWords(conflict, 'field'))}</p>
      <ul>
        {listFields(conflict['sentences']).map((one) => (
          <li key={readWords(one, 'event')}>{readWords(one, 'sentence')}</li>
        ))}
      </ul>
      <p className="quiet">
        {resolution === ''
          ? formatMessage('differ.open')
          : `${formatMessage('differ.resolved')} ${resolution}`}
      </p>
    </>
  );
}
