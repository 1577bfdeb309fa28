import { useId } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useText } from '../store/react.tsx';
import { isLanguage, LANGUAGE_TAGS, LANGUAGES } from '../text/languages.ts';

/** The language of the page: each by its own name, for those who cannot read the one that is shown. */
export function LanguageChoice() {
  const { language, header } = useText();
  const { chooseLanguage } = useActions();
  const id = useId();
  return (
    <div className="language">
      <label htmlFor={id} className="visually-hidden">
        {header.language}
      </label>
      <Icon name="globe" />
      <select
        id={id}
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) void chooseLanguage(target.value);
        }}
      >
        {LANGUAGE_TAGS.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {LANGUAGES[tag]}
          </option>
        ))}
      </select>
    </div>
  );
}
