import { useQuery } from '@tanstack/react-query';
import { STATUS_ANSWER } from '../../api/answer-address.ts';
import type { Schemas } from '../../api/query-answers.ts';
import { answerOptions } from '../../api/answer.ts';
import { WithAnswer } from '../../components/answers.tsx';
import { PageLink } from '../../components/page-link.tsx';
import { formatMessage } from '../../messages/messages.ts';
import { describeModel, formatAge, listAdvice, summarize } from './status-words.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

const REFRESH_MS = 5_000;

/** The state of the service in words, what to do, and its read models. */
export function StatusPage() {
  useQuery({ ...answerOptions(STATUS_ANSWER), refetchInterval: REFRESH_MS });
  return <WithAnswer address={STATUS_ANSWER}>{(status) => <Status status={status} />}</WithAnswer>;
}

function Status({ status }: { readonly status: Schemas['ServiceStatus'] }) {
  const advice = listAdvice(status);
  return (
    <>
      <p className="lead" role="status">
        <strong>{summarize(status)}</strong> {formatMessage('status.refreshed')}
      </p>
      {advice.length > 0 && (
        <section>
          <h2>{formatMessage('status.do')}</h2>
          <ul>
            {advice.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      )}
      <LogEnds projections={status.projections} />
      <section>
        <h2>{formatMessage('status.models')}</h2>
        <ModelTable projections={status.projections} />
      </section>
      <Parked status={status} />
    </>
  );
}

/** The last known event of each partition, and how old that knowledge is. */
function LogEnds({ projections }: Pick<Schemas['ServiceStatus'], 'projections'>) {
  const ends = new Map(projections.map((one) => [one.partition, one]));
  return (
    <section>
      <h2>{formatMessage('audit.log')}</h2>
      <ul className="plain">
        {[...ends.values()].map(({ partition, logEnd, logEndAgeSeconds: age }) => (
          <li key={partition}>
            <PageLink to={`/log/${partition}`}>
              {formatMessage('log.title', { partition })}
            </PageLink>
            :{' '}
            {logEnd === null
              ? formatMessage('status.noEnd')
              : formatMessage('status.end', { position: logEnd })}{' '}
            {age === null
              ? formatMessage('status.neverRead')
              : formatMessage('status.readAgo', { age: formatAge(age) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ModelTable({ projections }: Pick<Schemas['ServiceStatus'], 'projections'>) {
  return (
    <ScrollBox>
      <table>
        <thead>
          <tr>
            <th scope="col">{formatMessage('status.model')}</th>
            <th scope="col">{formatMessage('status.partition')}</th>
            <th scope="col">{formatMessage('log.position')}</th>
            <th scope="col">{formatMessage('status.state')}</th>
            <th scope="col">{formatMessage('status.heartbeat')}</th>
            <th scope="col">{formatMessage('status.rate')}</th>
            <th scope="col">{formatMessage('status.parked')}</th>
          </tr>
        </thead>
        <tbody>
          {projections.map((one) => (
            <ModelRow key={`${one.projection} ${one.partition}`} model={one} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function ModelRow({ model }: { readonly model: Schemas['ReadModelStatus'] }) {
  const { projection, readModel, serves, partition, position, heartbeatAgeSeconds: age } = model;
  return (
    <tr>
      <th scope="row">
        {readModel}{' '}
        <span className="quiet one-line">
          {projection} {!serves && formatMessage('status.building')}
        </span>
      </th>
      <td>{partition}</td>
      <td>{position ?? formatMessage('status.noEvent')}</td>
      <td className="model-state">{describeModel(model)}</td>
      <td>
        {age === null
          ? formatMessage('status.never')
          : formatMessage('status.ago', { age: formatAge(age) })}
        {model.owner !== null && <span className="quiet"> {model.owner}</span>}
      </td>
      <td>{model.eventsPerSecond ?? formatMessage('status.unknown')}</td>
      <td>{model.parked}</td>
    </tr>
  );
}

function Parked({ status: { parked } }: { readonly status: Schemas['ServiceStatus'] }) {
  return (
    <section>
      <h2>{formatMessage('status.parkedTitle')}</h2>
      {parked.length === 0 && <p>{formatMessage('status.noParked')}</p>}
      <ul className="plain">
        {parked.map(({ projection, command, position, code, reason }) => (
          <li key={`${projection} ${command}`}>
            <p>
              {projection},{' '}
              <PageLink to={`/lookup?id=${encodeURIComponent(position)}`}>{position}</PageLink>:{' '}
              {reason} <span className="quiet">({code})</span>
            </p>
            <p className="hash">{command}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
