import { formatRecordMessage } from './record-messages.ts';

interface ActorFieldProps {
  readonly actor: string;
  readonly onChange: (actor: string) => void;
}

/** The opaque id of the recorder, which is recorded with each event. */
export function ActorField({ actor, onChange }: ActorFieldProps) {
  return (
    <label className="record-field">
      <span>{formatRecordMessage('recording.actor')}</span>
      <input
        value={actor}
        maxLength={128}
        pattern="[!-~]{1,128}"
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <small className="quiet">{formatRecordMessage('recording.actorHelp')}</small>
    </label>
  );
}
