import { TITLE_LENGTH_MAX } from '@rapporteur/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useId, useState } from 'react';
import { saveDraft } from './draft-storage.ts';
import type { OpenDraft, StoredDraft } from './open-draft.ts';
import { formatRecordMessage } from './record-messages.ts';
import { readTitle, setSource } from './source-fields.ts';
import type { WebReview } from './use-review.ts';

interface DraftTitleProps {
  readonly draft: OpenDraft;
  readonly review: WebReview;
}

/** The title of the document, which the rules may have read wrongly. The decisions on its facts stay. */
export function DraftTitle({ draft, review }: DraftTitleProps) {
  const id = useId();
  const client = useQueryClient();
  const { stored } = draft;
  const present = readTitle(stored.yaml);
  const [title, setTitle] = useState(present);
  const left = TITLE_LENGTH_MAX - title.length;
  const save = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const changed: StoredDraft = {
      ...stored,
      yaml: setSource(stored.yaml, { title: title.trim() }),
      review: review.saved,
      savedAt: new Date().toISOString(),
    };
    void saveDraft(changed).then(() => client.setQueryData(['draft', stored.sha256], changed));
  };
  return (
    <form className="record-title" onSubmit={save}>
      <label htmlFor={id}>{formatRecordMessage('title.label')}</label>
      <input
        id={id}
        required
        maxLength={TITLE_LENGTH_MAX}
        value={title}
        aria-describedby={`${id}-help`}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <button type="submit" disabled={title.trim() === present || title.trim() === ''}>
        {formatRecordMessage('title.save')}
      </button>
      <small id={`${id}-help`} className="quiet">
        {formatRecordMessage('title.help', { count: TITLE_LENGTH_MAX, left })}
      </small>
    </form>
  );
}
