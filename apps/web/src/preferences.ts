/** The choices of a reader, kept by the browser: the language of the interface, and light or dark. */
import { chooseLanguage, type InterfaceLanguage, LANGUAGES } from './messages/messages.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const LANGUAGE_KEY = 'rapporteur.language';
const THEME_KEY = 'rapporteur.theme';

// A browser may forbid storage: then a choice holds for the page.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is not kept.
  }
}

/** Returns the chosen language; otherwise the first of the browser that the interface has. */
export function readLanguage(): InterfaceLanguage {
  const chosen = read(LANGUAGE_KEY);
  return chosen !== null && chosen in LANGUAGES
    ? (chosen as InterfaceLanguage)
    : chooseLanguage(navigator.languages);
}

export function writeLanguage(language: InterfaceLanguage): void {
  write(LANGUAGE_KEY, language);
}

export function readTheme(): Theme {
  const chosen = read(THEME_KEY);
  return THEMES.find((theme) => theme === chosen) ?? 'system';
}

export function writeTheme(theme: Theme): void {
  write(THEME_KEY, theme);
  applyTheme(theme);
}

/** Shows the colours of a theme. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
