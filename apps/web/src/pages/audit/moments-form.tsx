import { useNavigate } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';
import { formatMessage } from '../../messages/messages.ts';

const CHANGES_PATH: string = '/changes';

/** Chooses two moments of the record, as days, times or positions. */
export function MomentsForm({ search }: { readonly search: URLSearchParams }) {
  const navigate = useNavigate();
  const show = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const read = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    void navigate({
      to: CHANGES_PATH,
      search: { since: read('since'), asOfRecorded: read('asOfRecorded') } as never,
    });
  };
  return (
    <form className="moments" onSubmit={show} key={search.toString()}>
      <label>
        {formatMessage('changes.since')}
        <input name="since" defaultValue={search.get('since') ?? ''} placeholder="0:42" />
      </label>
      <label>
        {formatMessage('changes.until')}
        <input
          name="asOfRecorded"
          defaultValue={search.get('asOfRecorded') ?? ''}
          placeholder={formatMessage('changes.now')}
        />
      </label>
      <button type="submit">{formatMessage('changes.compare')}</button>
      <p className="quiet">{formatMessage('changes.forms')}</p>
    </form>
  );
}
