import english from './en.json';

export type MessageKey = keyof typeof english;
type Messages = Readonly<Record<string, string>>;

/** The languages of the interface, each with its name in itself. */
export const LANGUAGES = { en: 'English', ru: 'Русский', zh: '中文', fr: 'Français' } as const;
export type InterfaceLanguage = keyof typeof LANGUAGES;

/** A reader of English loads no other language. */
const TRANSLATIONS: Readonly<Record<Exclude<InterfaceLanguage, 'en'>, () => Promise<Messages>>> = {
  ru: async () => (await import('./ru.json')).default,
  zh: async () => (await import('./zh.json')).default,
  fr: async () => (await import('./fr.json')).default,
};

let current: InterfaceLanguage = 'en';
let translation: Messages = {};

export function getLanguage(): InterfaceLanguage {
  return current;
}

/** Returns the first language of a reader that the interface has; English if it has none. */
export function chooseLanguage(preferred: readonly string[]): InterfaceLanguage {
  const found = preferred
    .map((tag) => tag.toLowerCase().split('-')[0] ?? '')
    .find((tag): tag is InterfaceLanguage => tag in LANGUAGES);
  return found ?? 'en';
}

/** Loads the messages of a language. A message without a translation is shown in English. */
export async function loadMessages(language: InterfaceLanguage): Promise<void> {
  translation = language === 'en' ? {} : await TRANSLATIONS[language]();
  current = language;
}

/** Returns a message, with its values in place of `{name}`. */
export function formatMessage(
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return (translation[key] ?? english[key]).replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

/** Returns a term of the record, such as a strength or a kind, in words of the language of the interface. */
export function translateTerm(term: string): string {
  return translation[`term.${term}`] ?? term.replaceAll('-', ' ');
}

/** Returns the title of a column or a section in the language of the interface. */
export function translateTitle(title: string): string {
  return translation[`title.${title}`] ?? title;
}
