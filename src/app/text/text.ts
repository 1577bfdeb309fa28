import type { explorer } from './en/explorer.ts';
import { english } from './en/index.ts';
import type { Language } from './languages.ts';

/** What the explorer says. */
export type ExplorerText = typeof explorer;

/**
 * All that the page says in one language. English is the pattern: a language that lacks one of its strings, or takes
 * other figures in it, does not compile.
 */
export interface Text extends Omit<typeof english, 'language'> {
  readonly language: Language;
  /** Absent in English, whose part of the explorer is downloaded with the explorer. */
  readonly explorer?: ExplorerText;
}

/** English is part of the page; any other language is a file of its own, downloaded when it is first wanted. */
const TEXTS: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => english,
  'zh-CN': async () => (await import('./zh-CN/index.ts')).chinese,
};

export function loadText(language: Language): Promise<Text> {
  return TEXTS[language]();
}
