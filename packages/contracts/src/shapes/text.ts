import { z } from 'zod';

/** The longest text of a field: a name, a title, a sentence of ours. Documents are not stored in events. */
export const TEXT_LENGTH_MAX = 4000;

// A lone surrogate has no UTF-8 form: it would be stored as U+FFFD and the event's hash would cover other words.
const wellFormed = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');

/** Where something can be read on the web. */
export const WebAddress = z
  .url({
    protocol: /^https?$/,
    error: 'must be a web address that begins with https:// or http://',
  })
  .max(2000);

/** Text that can be written as UTF-8 without loss, from 1 to `lengthMax` UTF-16 units, not blank. */
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
