import { useLayoutEffect } from 'react';
import { useText } from './store/react.tsx';

/** What the document says outside the app: its language, its title and its description. */
export function useLanguageOnPage(): void {
  const { language, page } = useText();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = page.title;
    document.querySelector('meta[name="description"]')?.setAttribute('content', page.description);
  }, [language, page]);
}
