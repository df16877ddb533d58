import { useEffect, useRef } from 'react';
import { RECORD_KEYS } from './record-keys.ts';
import { formatRecordMessage } from './record-messages.ts';

interface KeyBarProps {
  /** The kind of the present item; undefined at the overview. */
  readonly kind: string | undefined;
  readonly isOn: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onPress: (key: string) => void;
}

/** The buttons of the present item, each with its key. */
export function KeyBar({ kind, isOn, canUndo, canRedo, onPress }: KeyBarProps) {
  const shown = RECORD_KEYS.filter(
    ({ kinds, key }) => kinds?.includes(kind ?? '') ?? !(key === 'f' && kind === undefined),
  );
  return (
    <div className="record-keys" role="group" aria-label={formatRecordMessage('keys')}>
      {shown.map(({ key, message }, n) => (
        <button
          key={message}
          type="button"
          className={n === 0 && kind !== undefined ? 'primary' : ''}
          disabled={(key === 'u' && !canUndo) || (key === 'y' && !canRedo)}
          {...(isOn ? { 'aria-keyshortcuts': key } : {})}
          onClick={() => onPress(key)}
        >
          {isOn && <kbd>{key}</kbd>} {formatRecordMessage(message)}
        </button>
      ))}
    </div>
  );
}

interface KeySheetProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly onClose: () => void;
}

/** All keys of the screen, and the switch for those of one letter. */
export function KeySheet({ isOn, onChange, onClose }: KeySheetProps) {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.focus(), []);
  return (
    <section
      ref={sheet}
      className="record-sheet"
      tabIndex={-1}
      aria-label={formatRecordMessage('keys')}
    >
      <header>
        <h2>{formatRecordMessage('keys')}</h2>
        <button type="button" onClick={onClose}>
          {formatRecordMessage('close')} <kbd>Esc</kbd>
        </button>
      </header>
      <label className="record-check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />{' '}
        {formatRecordMessage('keys.single')}
      </label>
      <dl>
        {RECORD_KEYS.map(({ key, message }) => (
          <div key={message}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{formatRecordMessage(message)}</dd>
          </div>
        ))}
        {(['arrows', 'shift', 'brackets', 'enter', 'escape', 'undo'] as const).map((name) => (
          <div key={name}>
            <dt>
              <kbd>{formatRecordMessage(`keys.${name}`)}</kbd>
            </dt>
            <dd>{formatRecordMessage(`keys.${name}Help`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
