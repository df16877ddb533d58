import type { ReactNode } from 'react';
import { findName, type NamedPath } from './named-paths.ts';
import { PageLink } from './page-link.tsx';

interface LinkedTextProps {
  readonly text: string;
  readonly paths: readonly NamedPath[];
}

/**
 * Shows a text of the record in which the first occurrence of each name leads to the page of its
 * thing. The sentences of the record are in English; names in them may run from right to left.
 */
export function LinkedText(props: LinkedTextProps) {
  return (
    <span lang="en" dir="auto">
      <LinkedParts {...props} />
    </span>
  );
}

function LinkedParts({ text, paths }: LinkedTextProps): ReactNode {
  const found = paths.find(({ name }) => findName(text, name) !== undefined);
  const place = found === undefined ? undefined : findName(text, found.name);
  if (found === undefined || place === undefined) return text;
  const { start, end } = place;
  const rest = paths.filter((path) => path !== found);
  return (
    <>
      <LinkedParts text={text.slice(0, start)} paths={rest} />
      <PageLink to={found.path}>{text.slice(start, end)}</PageLink>
      <LinkedParts text={text.slice(end)} paths={rest} />
    </>
  );
}
