import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';

/** Leads to the chair of a body over time. */
export function ChairLink({ answer }: FigureProps<'/v1/bodies/{body}'>) {
  const { body: id, collection } = answer.data;
  const path = `/collections/${encodeURIComponent(collection)}/bodies/${encodeURIComponent(id)}/chair`;
  return (
    <p>
      <PageLink to={path}>{formatMessage('chair.open')}</PageLink>
    </p>
  );
}
