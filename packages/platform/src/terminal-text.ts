import { maskSecrets } from '@rapporteur/resilience';

/**
 * The characters by which a text can change more than itself on a terminal: the controls C0 (without
 * tab and newline), DEL and C1, which begin escape sequences; the line and paragraph separators; and
 * the controls of the direction of writing, which make a text look like another one.
 */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Returns a text that a terminal shows as it is: each control is written as `\u001b`. JSON stays the
 * same JSON, and a text that was escaped before stays unchanged.
 */
export function escapeControls(text: string): string {
  return text.replaceAll(
    CONTROLS,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Returns a message as a person may see it: secrets are masked, controls are escaped. */
export function formatMessage(text: string): string {
  return escapeControls(maskSecrets(text));
}
