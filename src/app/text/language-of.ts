/**
 * The language in which a screen reader should read a title, a name or a message of the engine, by its script. The
 * catalogues hold English but for a few titles, so what is written in Latin letters counts as English.
 */
export function languageOf(words: string): 'en' | 'ar' | 'zh' {
  if (/\p{Script=Han}/u.test(words)) return 'zh';
  return /\p{Script=Arabic}/u.test(words) ? 'ar' : 'en';
}
