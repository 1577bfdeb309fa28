import { isModelName } from '../models.ts';
import type { ModelName } from '../models.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** The two choices the page remembers besides the shelf. Read before the first paint, hence not in IndexedDB. */
export interface Settings {
  model(): ModelName;
  rememberModel(model: ModelName): void;
  theme(): Theme;
  rememberTheme(theme: Theme): void;
  erase(): void;
}

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const MODEL_KEY = 'attar.model';
const THEME_KEY = 'attar.theme';

/** Settings kept where `open` says; a place that cannot be opened or written is done without. */
export function createSettings(open: () => Place): Settings {
  const read = (key: string) => tolerate(() => open().getItem(key)) ?? null;
  const write = (key: string, value: string) => tolerate(() => open().setItem(key, value));
  return {
    model() {
      const kept = read(MODEL_KEY);
      return isModelName(kept) ? kept : 'books';
    },
    rememberModel: (model) => write(MODEL_KEY, model),
    theme() {
      const kept = read(THEME_KEY);
      return kept === 'light' || kept === 'dark' ? kept : 'auto';
    },
    rememberTheme: (theme) => write(THEME_KEY, theme),
    erase() {
      tolerate(() => open().removeItem(MODEL_KEY));
      tolerate(() => open().removeItem(THEME_KEY));
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
