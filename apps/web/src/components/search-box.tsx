import { useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useRef } from 'react';
import { formatMessage } from '../messages/messages.ts';
import { keepMoment } from './page-link.tsx';

/** A position, an event id, a hash: words that name a place of the record itself. */
const RECORD_ID = /^(?:\d+:\d+|[0-9a-f]{64}|[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*\.[1-9]\d*)$/;

/** The box that finds words, and the events and documents of an id, a position or a hash. */
export function SearchBox({ base }: { readonly base: string }) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const search = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = input.current?.value.trim() ?? '';
    if (words === '') return;
    // Keys are shortcuts again.
    input.current?.blur();
    const isId = RECORD_ID.test(words);
    void navigate(
      isId
        ? { to: '/lookup', search: { id: words } as never }
        : {
            to: `${base}/timeline`,
            search: ((before: Record<string, string>) => ({
              ...keepMoment(before),
              q: words,
            })) as never,
          },
    );
  };
  return (
    <form role="search" onSubmit={search}>
      <input
        ref={input}
        id="search"
        type="search"
        name="q"
        aria-label={formatMessage('search.hint')}
        placeholder={`${formatMessage('search')}  /`}
      />
    </form>
  );
}
