import { type EventCriteria, matchesPattern, sha256Hex } from '@rapporteur/contracts';
import type { NamedEvent, RecordAnswers } from '../record-questions.ts';

/** Returns the answers of a record with these events, as the command service finds them. */
export function createAnswers(
  record: readonly NamedEvent[],
  text: string | null = null,
): RecordAnswers {
  return {
    findEvents: (criteria) => {
      const events = record.filter((event) => fits(event, criteria));
      return { events, total: events.length };
    },
    findText: (sha256) => (text !== null && sha256 === sha256Hex(text) ? text : null),
  };
}

function fits({ id, type, data }: NamedEvent, criteria: EventCriteria): boolean {
  const { event = id, document, fields = {}, words = [] } = criteria;
  const isOfDocument =
    document === undefined || JSON.stringify(data).includes(`"document":"${document}"`);
  const passages = words.length === 0 ? {} : { assertion: { passages: words } };
  return (
    event === id &&
    (criteria.type ?? type) === type &&
    isOfDocument &&
    matchesPattern(data, fields) &&
    matchesPattern(data, passages)
  );
}
