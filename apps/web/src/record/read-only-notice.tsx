import { formatRecordMessage } from './record-messages.ts';

/** Says that this server only answers queries, and where to set the other one. */
export function ReadOnlyNotice() {
  return (
    <div role="alert" className="failure">
      <p>
        <strong>{formatRecordMessage('readOnly.title')}</strong>
      </p>
      <p>{formatRecordMessage('readOnly.help')}</p>
    </div>
  );
}
