import { formatFieldName, formatValue, isJsonFields } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { answerOptions } from '../api/answer.ts';
import { toAnswerAddress } from '../api/answer-address.ts';
import type { Schemas } from '../api/query-answers.ts';
import { formatMessage } from '../messages/messages.ts';
import { spellValue } from './day-words.ts';

interface CorrectedFromProps {
  /** The event of a fact that was corrected. */
  readonly event: string;
  readonly collection: string;
}

/** The values that a corrected fact had before, struck through, with the fields that they are of. */
export function CorrectedFrom({ event, collection }: CorrectedFromProps) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const address = toAnswerAddress('/v1/corrections', new URLSearchParams(search), {
    collection,
    parameters: { target: event },
  });
  const { data: answer } = useQuery(answerOptions(address));
  const values = (answer?.data ?? []).flatMap(readOldValue);
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

function readOldValue({ field, oldValue }: Schemas['Correction']) {
  if (field === null) return [];
  const words = spellValue(oldValue) || formatValue(isJsonFields(oldValue) ? oldValue : null);
  return [{ field: formatFieldName(field), words }];
}
