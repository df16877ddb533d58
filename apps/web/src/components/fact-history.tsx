import { formatFieldName, formatValue } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { answerOptions } from '../api/answer.ts';
import { keepRecordMoment, toAnswerAddress } from '../api/answer-address.ts';
import type { Schemas } from '../api/query-answers.ts';
import { formatMessage } from '../messages/messages.ts';
import { formatTime } from './json-words.ts';

interface FactHistoryProps {
  readonly event: string;
  readonly collection: string;
}

/** The recorder of a fact, its earlier values, and the statements that differ from it. */
export function FactHistory({ event, collection }: FactHistoryProps) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const address = toAnswerAddress('/v1/events/{event}', keepRecordMoment(search), {
    collection,
    ids: { event },
  });
  const { data: answer } = useQuery(answerOptions(address));
  if (answer === undefined) return null;
  const { actor, history, changes, conflicts } = answer.data;
  return (
    <>
      <dt>{formatMessage('recorder')}</dt>
      <dd>{actor ?? formatMessage('recorder.none')}</dd>
      <dt>{formatMessage('event')}</dt>
      <dd className="hash">{event}</dd>
      {history.some((value) => value.to !== null) && (
        <>
          <dt>{formatMessage('history')}</dt>
          <dd>
            <History values={history} changes={changes} />
          </dd>
        </>
      )}
      {conflicts.length > 0 && (
        <>
          <dt>{formatMessage('differ')}</dt>
          <dd>
            {conflicts.map((conflict) => (
              <Conflict key={conflict.conflict} conflict={conflict} />
            ))}
          </dd>
        </>
      )}
    </>
  );
}

interface HistoryProps {
  readonly values: readonly Schemas['FactValue'][];
  readonly changes: Schemas['EventPage']['changes'];
}

/** The values of a fact, the oldest first: those that were corrected are struck through. */
export function History({ values, changes }: HistoryProps) {
  return (
    <ol className="plain history">
      {values.map((value) => {
        const change = changes.find((one) => one.event === value.recordedBy);
        const end = changes.find((one) => one.event === value.endedBy);
        return (
          <li key={value.fromPseq}>
            {value.to === null ? value.sentence : <s>{value.sentence}</s>}
            <span className="quiet">
              {' '}
              {formatMessage('history.from', { time: formatTime(value.from) })}
              {value.to !== null &&
                ` ${formatMessage('history.to', { time: formatTime(value.to) })}`}
            </span>
            {change !== undefined && <Change change={change} />}
            {end?.change === 'retracted' && <Change change={end} />}
          </li>
        );
      })}
    </ol>
  );
}

/** A correction: the field with its old value struck through, and the reason. */
export function Change({ change }: { readonly change: Schemas['EventPage']['changes'][number] }) {
  const { field } = change;
  return (
    <p>
      {field !== null && (
        <>
          {formatFieldName(field)}: <s>{formatValue(change.oldValue, { days: 'spelled' })}</s>{' '}
          <ins>{formatValue(change.newValue, { days: 'spelled' })}</ins>.{' '}
        </>
      )}
      {formatMessage('reason')} {change.reason}
    </p>
  );
}

type EventConflict = Schemas['EventPage']['conflicts'][number];

function Conflict({ conflict }: { readonly conflict: EventConflict }) {
  const { resolution } = conflict;
  return (
    <>
      <p>{formatFieldName(conflict.field)}</p>
      <ul>
        {conflict.sentences.map((one) => (
          <li key={one.event}>{one.sentence}</li>
        ))}
      </ul>
      <p className="quiet">
        {resolution === null
          ? formatMessage('differ.open')
          : `${formatMessage('differ.resolved')} ${resolution}`}
      </p>
    </>
  );
}
