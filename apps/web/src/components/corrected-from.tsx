import { formatFieldName, formatValue, isJsonFields, type JsonFields } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { answerOptions } from '../api/answer.ts';
import { toAnswerAddress, toCollectionPath } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { spellValue } from './day-words.ts';
import { readWords } from './json-words.ts';
import { listFields } from './read-json.ts';

interface CorrectedFromProps {
  /** The event of a fact that was corrected. */
  readonly event: string;
  readonly collection: string;
}

/** The values that a corrected fact had before, struck through, with the fields that they are of. */
export function CorrectedFrom({ event, collection }: CorrectedFromProps) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const path = `/v1${toCollectionPath(collection)}/corrections`;
  const address = toAnswerAddress(path, new URLSearchParams(search), { target: event });
  const { data: answer } = useQuery(answerOptions(address));
  const values = listFields(answer?.data).flatMap(readOldValue);
  if (values.length === 0) return null;
  return (
    <small className="corrected">
      {' '}
      {formatMessage('corrected.from')}{' '}
      {values.map(({ field, words }, n) => (
        <span key={field + words}>
          {n > 0 && ', '}
          {field} <s>{words}</s>
        </span>
      ))}
    </small>
  );
}

function readOldValue(change: JsonFields): readonly { field: string; words: string }[] {
  const field = readWords(change, 'field');
  if (field === '') return [];
  const { oldValue } = change;
  const words = spellValue(oldValue) || formatValue(isJsonFields(oldValue) ? oldValue : null);
  return [{ field: formatFieldName(field), words }];
}
