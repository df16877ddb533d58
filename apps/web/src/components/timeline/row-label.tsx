import { PageLink } from '../page-link.tsx';

interface RowLabelProps {
  readonly label: string;
  /** The page of its facts; null: it has none. */
  readonly to: string | null;
}

/** The name of a row of numbers, which leads to its facts. */
export function RowLabel({ label, to }: RowLabelProps) {
  return to === null ? <span>{label}</span> : <PageLink to={to}>{label}</PageLink>;
}
