import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The parameters that a link keeps: the moment that the reader looks at. */
const KEPT = ['asOf', 'asOfRecorded'];

/** Returns the parameters of the moment that the reader looks at. */
export function keepMoment(before: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = before[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

interface PageLinkProps {
  /** A path, perhaps with parameters and a place on the page: `/timeline?state=UZB#more`. */
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link to a page of the web, at the moment of this one. */
export function PageLink({ to, children, className }: PageLinkProps) {
  const [address = '/', hash] = to.split('#');
  const [path = '/', query = ''] = address.split('?');
  const own = Object.fromEntries(new URLSearchParams(query));
  return (
    <Link
      to={path}
      search={(before: Record<string, string>) => ({ ...keepMoment(before), ...own })}
      {...(hash === undefined ? {} : { hash })}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Link>
  );
}
