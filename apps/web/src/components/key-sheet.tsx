import { useEffect, useRef, useState } from 'react';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import { areSingleKeysOn, setSingleKeys } from './key-settings.ts';

const KEYS: readonly (readonly [keys: string, message: MessageKey])[] = [
  ['/', 'keys.search'],
  ['g t', 'keys.timeline'],
  ['g p', 'keys.participation'],
  ['g d', 'keys.decisions'],
  ['g a', 'keys.audit'],
  ['g r', 'keys.record'],
  ['s', 'keys.sources'],
  ['y', 'keys.link'],
  ['e', 'keys.export'],
  ['t', 'keys.table'],
  ['j', 'keys.next'],
  ['k', 'keys.previous'],
  ['+ -', 'keys.nearer'],
  ['[ ]', 'keys.earlier'],
  ['?', 'keys.help'],
  ['Esc', 'keys.close'],
];

/** The list of all shortcuts, and the switch of those with one key. */
export function KeySheet({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOn, setOn] = useState(areSingleKeysOn);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">{formatMessage('keys')}</h2>
      <dl className="labels keys">
        {KEYS.map(([keys, message]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{formatMessage(message)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input
            type="checkbox"
            checked={isOn}
            onChange={({ target }) => {
              setSingleKeys(target.checked);
              setOn(target.checked);
            }}
          />{' '}
          {formatMessage('keys.single')}
        </label>
      </p>
      <form method="dialog">
        <button type="submit">{formatMessage('close')}</button>
      </form>
    </dialog>
  );
}
