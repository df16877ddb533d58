import {
  countOutcomes,
  findMissingThings,
  getFields,
  listFacts,
  nameFact,
} from '@rapporteur/review';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { BuiltCommand, FactIssue, OpenDraft } from './open-draft.ts';
import { useActor } from './use-actor.ts';
import { useRecording } from './use-recording.ts';
import { ActorField } from './actor-field.tsx';
import { PlannedEvents } from './planned-events.tsx';
import { canRecord } from './record-api.ts';
import { ReadOnlyNotice } from './read-only-notice.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { RecordedPages } from './recorded-pages.tsx';
import type { WebReview } from './use-review.ts';

interface RecordingPanelProps {
  readonly draft: OpenDraft;
  readonly review: WebReview;
  readonly onIssues: (issues: readonly FactIssue[]) => void;
}

/** The end of a review: the exact events in sentences, the recording, and links to the pages. */
export function RecordingPanel({ draft, review, onIssues }: RecordingPanelProps) {
  const [actor, setActor] = useActor();
  const { stage, built, plan, record } = useRecording({ draft, review, actor, onIssues });
  const { data: records } = useQuery({ queryKey: ['canRecord'], queryFn: canRecord });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const canPlan = stage.kind !== 'busy' && stage.kind !== 'planned' && records !== false;
  if (stage.kind === 'recorded')
    return (
      <div className="record-panel">
        <h2>{formatRecordMessage('recording.done')}</h2>
        <RecordedPages answer={stage.answer} />
      </div>
    );
  return (
    <form
      className="record-panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (built.ok && canPlan) plan(built);
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {formatRecordMessage('recording.title')}
      </h2>
      <Warnings draft={draft} review={review} built={built} />
      {records === false && <ReadOnlyNotice />}
      <ActorField actor={actor} onChange={setActor} />
      {stage.kind === 'failed' && <FailedRecording {...stage} onOpen={review.goToKey} />}
      {stage.kind === 'planned' ? (
        <PlannedEvents answer={stage.answer} onRecord={() => record(stage.built, stage.answer)} />
      ) : (
        <button type="submit" className="primary" disabled={!built.ok || !canPlan}>
          {formatRecordMessage(stage.kind === 'busy' ? 'recording.busy' : 'recording.check')}
        </button>
      )}
    </form>
  );
}

interface WarningsProps {
  readonly draft: OpenDraft;
  readonly review: WebReview;
  readonly built: BuiltCommand;
}

function Warnings({ draft, review, built }: WarningsProps) {
  const { content } = review.state;
  const counts = countOutcomes(content);
  const names = new Map(
    listFacts(content).map((item) => [item.key, nameFact(item, getFields(content, item))]),
  );
  const isAccepted = (key: string): boolean => content.outcomes.get(key)?.status === 'accepted';
  const missing = findMissingThings(review.views.facts, isAccepted);
  const faulty = [...review.views.facts].flatMap(([key, { problems }]) =>
    isAccepted(key) ? problems.map((problem) => ({ key, problem })) : [],
  );
  return (
    <>
      <p>{formatRecordMessage('progress', { ...counts })}</p>
      {draft.stored.recordedAt !== null && (
        <p className="warning">{formatRecordMessage('recording.before')}</p>
      )}
      {counts.accepted === 0 && (
        <p className="warning">{formatRecordMessage('recording.nothing')}</p>
      )}
      <ul className="record-problems">
        {missing.map(({ key, thing, introducedBy }) => (
          <li key={key + thing}>
            {formatRecordMessage('recording.missing', {
              fact: names.get(key) ?? key,
              thing,
              by: introducedBy.map((one) => names.get(one) ?? one).join(', '),
            })}
          </li>
        ))}
        {faulty.map(({ key, problem }) => (
          <li key={key + problem}>
            {names.get(key) ?? key}: {problem}{' '}
            <button type="button" onClick={() => review.goToKey(key)}>
              {formatRecordMessage('recording.goTo')}
            </button>
          </li>
        ))}
        {!built.ok &&
          faulty.length === 0 &&
          built.problems.map((problem) => <li key={problem}>{problem}</li>)}
      </ul>
    </>
  );
}

interface FailedRecordingProps {
  readonly message: string;
  readonly issues: readonly FactIssue[];
  readonly onOpen: (key: string) => void;
}

function FailedRecording({ message, issues, onOpen }: FailedRecordingProps) {
  return (
    <div role="alert" className="failure">
      <p>{message}</p>
      <p>{formatRecordMessage('recording.lost')}</p>
      <ul>
        {issues.map(({ key, field, message: words }) => (
          <li key={`${key ?? ''}${field}${words}`}>
            {field} {words}{' '}
            {key !== null && (
              <button type="button" onClick={() => onOpen(key)}>
                {formatRecordMessage('recording.goTo')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
