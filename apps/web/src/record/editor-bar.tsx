import { countOutcomes } from '@rapporteur/review';
import { useEffect, useState } from 'react';
import { describeEvents } from '@rapporteur/drafting';
import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import { DraftTitle } from './draft-title.tsx';
import type { OpenDraft } from './open-draft.ts';
import type { LogEvent } from '../api/event-lines.ts';
import { listEventsAfter } from './record-api.ts';
import { formatRecordMessage } from './record-messages.ts';
import type { WebReview } from './use-review.ts';

interface EditorBarProps {
  readonly draft: OpenDraft;
  readonly review: WebReview;
  readonly onLeave: () => void;
  readonly onHelp: () => void;
}

/** The name of the document, the progress, and what the record got meanwhile. */
export function EditorBar({ draft, review, onLeave, onHelp }: EditorBarProps) {
  const { accepted, rejected, open, unseen } = countOutcomes(review.state.content);
  const total = accepted + rejected + open;
  return (
    <header className="record-bar">
      <div>
        <h1>{draft.stored.name}</h1>
        <p className="quiet">
          {formatRecordMessage('progress', { accepted, rejected, open, unseen })} ·{' '}
          <span role="status">{formatRecordMessage(`storage.${review.storage}`)}</span>
        </p>
        <progress
          max={Math.max(total, 1)}
          value={accepted + rejected}
          aria-label={formatRecordMessage('progress.label')}
        />
      </div>
      <div className="record-actions">
        <button type="button" onClick={() => download(draft, review)}>
          {formatRecordMessage('download')}
        </button>
        <button type="button" onClick={onHelp} aria-keyshortcuts="?">
          {formatRecordMessage('keys')} <kbd>?</kbd>
        </button>
        <button type="button" onClick={onLeave}>
          {formatRecordMessage('leave')}
        </button>
      </div>
      <DraftTitle draft={draft} review={review} />
      <NewsOfRecord draft={draft} />
    </header>
  );
}

/** Saves the accepted facts as the YAML that `rapporteur submit` reads. */
function download(draft: OpenDraft, { state }: WebReview): void {
  const { yaml } = draft.composeAccepted(state.content);
  const address = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${draft.stored.name.replace(/\.\w+$/, '')}.reviewed.yaml`;
  link.click();
  URL.revokeObjectURL(address);
}

const NEWS_INTERVAL_MS = 30_000;

/** Tells which events others have recorded in the collection since the document was drafted. */
function NewsOfRecord({ draft }: { readonly draft: OpenDraft }) {
  const { collection, stored } = draft;
  const [events, setEvents] = useState<readonly LogEvent[]>([]);
  useEffect(() => {
    const { position, recordedAt } = stored;
    if (position === null || collection === '' || recordedAt !== null) return undefined;
    const look = (): void => {
      // A failed look is repeated; the recording itself is checked by the server.
      listEventsAfter(position, collection).then(setEvents, () => undefined);
    };
    look();
    const timer = setInterval(look, NEWS_INTERVAL_MS);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [stored, collection]);
  if (events.length === 0) return null;
  const sentences = describeEvents(
    events.map((event) => CATALOGUE.decode(event as unknown as Envelope)),
  );
  return (
    <details className="record-news">
      <summary>
        <span role="status">{formatRecordMessage('news', { count: events.length })}</span>
      </summary>
      <ul>
        {events.map(({ id, time, actor }, n) => (
          <li key={id}>
            {sentences[n]}{' '}
            <span className="record-time">
              {time.slice(0, 16).replace('T', ' ')} UTC{actor === undefined ? '' : ` · ${actor}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
