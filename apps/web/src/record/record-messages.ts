import english from '../messages/record-en.json';

export type RecordMessageKey = keyof typeof english;

/** Returns a message of the recorder's screens, with its values in place of `{name}`. */
export function formatRecordMessage(
  key: RecordMessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return english[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}
