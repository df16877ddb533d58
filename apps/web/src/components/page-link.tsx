import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The parameters that a link keeps: the moment that the reader looks at. */
const KEPT = ['asOf', 'asOfRecorded'];

interface PageLinkProps {
  /** A path, perhaps with parameters: `/timeline?state=UZB`. */
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link to a page of the web, at the moment of this one. */
export function PageLink({ to, children, className }: PageLinkProps) {
  const [path = '/', query = ''] = to.split('?');
  const own = Object.fromEntries(new URLSearchParams(query));
  return (
    <Link
      to={path}
      search={(before: Record<string, string>) => ({
        ...Object.fromEntries(
          KEPT.flatMap((name) => (name in before ? [[name, before[name]]] : [])),
        ),
        ...own,
      })}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Link>
  );
}
