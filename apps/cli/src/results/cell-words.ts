import { parseListField } from '../csv.ts';
import { formatDateText, formatLocalTime, formatValue, NOT_STATED } from '@rapporteur/pages';

/** Reads a field of the row by the name of its column; undefined without such a column. */
export type ReadField = (column: string) => string | undefined;

/**
 * Returns a field in words, by the kind that the server declares for its column. A field is never
 * parsed by its first letter: a text may begin with a bracket.
 */
export function formatField(kind: string, name: string, read: ReadField): string {
  const field = read(name) ?? '';
  if (field === '') return read(`${name}_stated`) === 'false' ? NOT_STATED : '';
  switch (kind) {
    case 'boolean':
      return field === 'true' ? 'yes' : 'no';
    case 'date':
      return formatDateField(field, read(`${name}_basis`));
    case 'time':
      return formatLocalTime(field);
    case 'list':
      return parseListField(field)
        .map((item) => item ?? NOT_STATED)
        .join('; ');
    case 'json':
      return formatValue(JSON.parse(field));
    default:
      return field;
  }
}

/** Returns a date in words, then its basis unless the source states it as such. */
function formatDateField(edtf: string, basis: string | undefined): string {
  const words = formatDateText(edtf);
  return basis === undefined || basis === '' || basis === 'stated' ? words : `${words} (${basis})`;
}
