import { z } from 'zod';

/** The longest text of a field: a name, a title or a sentence. Events do not contain documents. */
export const TEXT_LENGTH_MAX = 4000;

/** The longest title of a document. */
export const TITLE_LENGTH_MAX = 500;

// UTF-8 cannot encode a lone surrogate: U+FFFD would be stored, and the hash would cover other
// words.
const wellFormed = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');

/** A web address. */
export const WebAddress = z
  .url({
    protocol: /^https?$/,
    error: 'must be a web address that begins with https:// or http://',
  })
  .max(2000);

/** Returns the schema of text with 1 to `lengthMax` UTF-16 units: not blank, and valid in UTF-8. */
export function text(lengthMax = TEXT_LENGTH_MAX) {
  return z
    .string()
    .min(1)
    .max(lengthMax)
    .refine(wellFormed, 'must not contain NUL or a lone surrogate, which UTF-8 cannot encode')
    .refine(
      (value) => value.trim() !== '',
      'must not be blank; leave the field out if nothing is stated',
    );
}
