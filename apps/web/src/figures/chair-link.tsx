import { PageLink } from '../components/page-link.tsx';
import { readFields, readText } from '../components/read-json.ts';
import { formatMessage } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';

/** Leads to the chair of a body over time. */
export function ChairLink({ answer }: FigureProps) {
  const body = readFields(answer.data);
  const [id, collection] = [readText(body['body']), readText(body['collection'])];
  const path = `/collections/${encodeURIComponent(collection)}/bodies/${encodeURIComponent(id)}/chair`;
  return (
    <p>
      <PageLink to={path}>{formatMessage('chair.open')}</PageLink>
    </p>
  );
}
