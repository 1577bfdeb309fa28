import { BACKEND_CHOICES_KEY, isBackendName } from '../../inference/index.ts';
import { isModelName, MODEL_NAMES } from '../models.ts';
import type { ModelName } from '../models.ts';
import { isLanguage } from '../text/languages.ts';
import type { Language } from '../text/languages.ts';
import type { WantedBackend } from './open-model.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** The choices the page remembers besides the shelf. Read before the first paint, hence not in IndexedDB. */
export interface Settings {
  model(): ModelName;
  rememberModel(model: ModelName): void;
  theme(): Theme;
  rememberTheme(theme: Theme): void;
  /** null where the visitor has chosen none. */
  language(): Language | null;
  rememberLanguage(language: Language): void;
  /** Default: whatever is fastest here. */
  backend(): WantedBackend;
  rememberBackend(backend: WantedBackend): void;
  erase(): void;
}

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const MODEL_KEY = 'attar.model';
const THEME_KEY = 'attar.theme';
const LANGUAGE_KEY = 'attar.language';
const BACKEND_KEY = 'attar.backend';

/** All that is kept, what the engine measured here included. */
const KEYS = [MODEL_KEY, THEME_KEY, LANGUAGE_KEY, BACKEND_KEY, BACKEND_CHOICES_KEY];

/** Settings kept where `open` says; a place that cannot be opened or written is done without. */
export function createSettings(open: () => Place): Settings {
  const read = (key: string) => tolerate(() => open().getItem(key)) ?? null;
  const write = (key: string, value: string) => tolerate(() => open().setItem(key, value));
  return {
    model() {
      const kept = read(MODEL_KEY);
      return isModelName(kept) ? kept : MODEL_NAMES[0];
    },
    rememberModel: (model) => write(MODEL_KEY, model),
    theme() {
      const kept = read(THEME_KEY);
      return kept === 'light' || kept === 'dark' ? kept : 'auto';
    },
    rememberTheme: (theme) => write(THEME_KEY, theme),
    language() {
      const kept = read(LANGUAGE_KEY);
      return isLanguage(kept) ? kept : null;
    },
    rememberLanguage: (language) => write(LANGUAGE_KEY, language),
    backend() {
      const kept = read(BACKEND_KEY);
      return isBackendName(kept) ? kept : 'auto';
    },
    rememberBackend: (backend) => write(BACKEND_KEY, backend),
    erase() {
      for (const key of KEYS) tolerate(() => open().removeItem(key));
    },
  };
}

function tolerate<Value>(use: () => Value): Value | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
