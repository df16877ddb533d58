import { useEffect, useRef, useState } from 'react';
import {
  type CitedPage,
  formatBibtex,
  formatCslJson,
  formatPlainCitation,
} from '../citation/citation-writers.ts';
import { formatMessage } from '../messages/messages.ts';
import { copyText } from './page-tools.tsx';

const FORMATS: readonly (readonly [name: string, write: (page: CitedPage) => string])[] = [
  ['cite.plain', formatPlainCitation],
  ['BibTeX', formatBibtex],
  ['CSL JSON', formatCslJson],
];

/** The lines that are shown at once. */
const ROWS = 9;
const ROWS_OF_PROSE = 4;

interface CitationDialogProps {
  readonly url: string;
  readonly position: string;
  readonly close: () => void;
}

/** The citation of the page, at the moment that it shows. */
export function CitationDialog({ url, position, close }: CitationDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const asOf = new URL(url).searchParams.get('asOf');
  const page: CitedPage = {
    title: document.title.replace(new RegExp(` · ${formatMessage('name')}$`), ''),
    url,
    position,
    asOf: asOf === '' ? null : asOf,
    accessed: new Date().toISOString().slice(0, 10),
  };
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="cite-title" onClose={close}>
      <h2 id="cite-title">{formatMessage('cite.title')}</h2>
      {FORMATS.map(([name, write]) => (
        <Citation
          key={name}
          name={name === 'cite.plain' ? formatMessage('cite.plain') : name}
          text={write(page)}
        />
      ))}
      <form method="dialog">
        <button type="submit">{formatMessage('close')}</button>
      </form>
    </dialog>
  );
}

function Citation({ name, text }: { readonly name: string; readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <section className="citation" aria-label={name}>
      <h3>{name}</h3>
      <textarea
        readOnly
        aria-label={name}
        rows={text.includes('\n') ? ROWS : ROWS_OF_PROSE}
        value={text}
        onFocus={({ target }) => target.select()}
      />
      <button type="button" onClick={() => void copyText(text).then(setCopied)}>
        {formatMessage('cite.copy', { format: name })}
      </button>{' '}
      <span role="status">{isCopied && formatMessage('cite.copied')}</span>
    </section>
  );
}
