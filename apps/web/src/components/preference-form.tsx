import { type ChangeEvent, useState } from 'react';
import {
  formatMessage,
  getLanguage,
  type InterfaceLanguage,
  LANGUAGES,
} from '../messages/messages.ts';
import { readTheme, type Theme, THEMES, writeLanguage, writeTheme } from '../preferences.ts';

/** Chooses the language of the interface, and light or dark. */
export function PreferenceForm() {
  const [theme, setTheme] = useState(readTheme);
  const chooseLanguage = ({ target }: ChangeEvent<HTMLSelectElement>): void => {
    writeLanguage(target.value as InterfaceLanguage);
    location.reload();
  };
  const chooseTheme = ({ target }: ChangeEvent<HTMLSelectElement>): void => {
    const chosen = target.value as Theme;
    writeTheme(chosen);
    setTheme(chosen);
  };
  return (
    <form aria-label={formatMessage('preferences')}>
      <label>
        {formatMessage('preferences.language')}{' '}
        <select defaultValue={getLanguage()} onChange={chooseLanguage}>
          {Object.entries(LANGUAGES).map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {formatMessage('preferences.theme')}{' '}
        <select value={theme} onChange={chooseTheme}>
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {formatMessage(`preferences.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}
