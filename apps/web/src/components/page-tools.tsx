import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, type SyntheticEvent, useCallback, useEffect, useState } from 'react';
import { findShownPosition, pinPosition } from '../api/page-moment.ts';
import { formatMessage } from '../messages/messages.ts';

const CitationDialog = lazy(async () => {
  const { CitationDialog: component } = await import('./citation-dialog.tsx');
  return { default: component };
});

/** The event by which a shortcut asks for the link. */
export const COPY_LINK_EVENT = 'rapporteur-copy-link';

/** The moment that the page shows, its permanent link, and its citation. */
export function PageTools() {
  const [isCiting, setCiting] = useState(false);
  const client = useQueryClient();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  return (
    <div className="tools">
      <details open={isWide()}>
        <summary>{formatMessage('asOf.title')}</summary>
        <MomentForm key={search} parameters={new URLSearchParams(search)} />
      </details>
      <div className="tool-buttons">
        <CopyLink />
        <button type="button" onClick={() => setCiting(true)}>
          {formatMessage('cite')}
        </button>
      </div>
      {isCiting && (
        <Suspense>
          <CitationDialog
            url={pinPosition(location.href, findShownPosition(client))}
            position={findShownPosition(client) ?? ''}
            close={() => setCiting(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Returns whether the window is wide enough for the form of the moment. */
function isWide(): boolean {
  return matchMedia('(width >= 48rem)').matches;
}

/** Copies the link to the page as it is now; shows it where the browser does not let us. */
function CopyLink() {
  const client = useQueryClient();
  const href = useRouterState({ select: ({ location }) => location.href });
  const [link, setLink] = useState<{ readonly address: string; readonly isCopied: boolean }>();
  const copy = useCallback(async () => {
    const address = pinPosition(location.href, findShownPosition(client));
    const isCopied = await copyText(address);
    setLink({ address, isCopied });
  }, [client]);
  useEffect(() => {
    const press = (): void => void copy();
    document.addEventListener(COPY_LINK_EVENT, press);
    return () => document.removeEventListener(COPY_LINK_EVENT, press);
  }, [copy]);
  // Another page has another link.
  useEffect(() => setLink(undefined), [href]);
  return (
    <>
      <span className="copied" role="status">
        {link !== undefined &&
          (link.isCopied ? (
            formatMessage('link.copied')
          ) : (
            <input
              type="text"
              readOnly
              value={link.address}
              aria-label={formatMessage('link')}
              onFocus={({ target }) => target.select()}
            />
          ))}
      </span>
      <button type="button" onClick={() => void copy()}>
        {formatMessage('link.copy')}
      </button>
    </>
  );
}

/** Returns whether the text is in the clipboard. A page without TLS has none. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Chooses the day in the world and the day of the record that the pages show. */
function MomentForm({ parameters }: { readonly parameters: URLSearchParams }) {
  const navigate = useNavigate();
  const show = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const read = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    void navigate({
      to: '.',
      search: ((before: Record<string, string>) => ({
        ...before,
        asOf: read('asOf'),
        asOfRecorded: read('asOfRecorded'),
      })) as never,
    });
  };
  const recorded = parameters.get('asOfRecorded') ?? '';
  return (
    <form onSubmit={show} aria-label={formatMessage('asOf.title')}>
      <label>
        {formatMessage('asOf')}{' '}
        <input type="date" name="asOf" defaultValue={parameters.get('asOf') ?? ''} />
      </label>
      <label>
        {formatMessage('asOfRecorded')}{' '}
        <input type="date" name="asOfRecorded" defaultValue={DAY.test(recorded) ? recorded : ''} />
      </label>
      <button type="submit">{formatMessage('asOf.show')}</button>
    </form>
  );
}
