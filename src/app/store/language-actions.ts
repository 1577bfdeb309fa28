import { loadText } from '../text/text.ts';
import type { Language } from '../text/languages.ts';
import type { ActionContext } from './context.ts';

export interface LanguageActions {
  /** Speaks a language from now on; where its strings cannot be had, the page says so and speaks on as before. */
  showLanguage(language: Language): Promise<void>;
  /** The same at the visitor's wish, which is remembered. */
  chooseLanguage(language: Language): Promise<void>;
}

export function createLanguageActions({ store, settings }: ActionContext): LanguageActions {
  let wanted: Language | undefined;

  const showLanguage = async (language: Language): Promise<void> => {
    wanted = language;
    try {
      const text = await loadText(language);
      if (wanted === language) store.setState({ text, languageMissing: false });
    } catch {
      if (wanted === language) store.setState({ languageMissing: true });
    }
  };

  return {
    showLanguage,
    async chooseLanguage(language) {
      settings.rememberLanguage(language);
      await showLanguage(language);
      if (store.getState().text.language === language) {
        store.setState({ announcement: { happened: 'language' } });
      }
    },
  };
}
