/** The languages of this page, each by the name its readers know it by. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;

/** A BCP 47 tag, as `lang` and Intl take it. */
export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_TAGS: readonly Language[] = ['en', 'zh-CN'];

/** File beside the page that tells a home screen about the app, in that language. */
export function appManifestName(language: Language): string {
  return language === 'en' ? 'manifest.webmanifest' : `manifest.${language}.webmanifest`;
}

export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'zh-CN';
}

/**
 * The first of a visitor's languages that this page speaks, whatever the region: `zh-HK` is nearer to simplified
 * Chinese than to English. English where it speaks none.
 */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [primary] = tag.toLowerCase().split('-');
    const found = LANGUAGE_TAGS.find((language) => language.split('-')[0] === primary);
    if (found) return found;
  }
  return 'en';
}
