/** The folder of the language files; programs read them. */
export const LANGUAGES_FOLDER = new URL('../languages/', import.meta.url);
