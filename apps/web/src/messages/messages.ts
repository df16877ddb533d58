import english from './en.json';

export type MessageKey = keyof typeof english;

/** Returns a message, with its values in place of `{name}`. */
export function formatMessage(
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return english[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}
