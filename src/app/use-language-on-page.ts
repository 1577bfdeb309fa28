import { useLayoutEffect } from 'react';
import { useText } from './store/react.tsx';
import { appManifestName } from './text/languages.ts';

/** What the document says outside the app: its language, its title, its description, and that of the home screen. */
export function useLanguageOnPage(): void {
  const { language, page } = useText();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = page.title;
    document.querySelector('meta[name="description"]')?.setAttribute('content', page.description);
    // A page that is one file has none.
    document.querySelector('link[rel="manifest"]')?.setAttribute('href', `./${appManifestName(language)}`);
  }, [language, page]);
}
