import { describe, expect, it } from 'vitest';
import { createSettings } from './settings.ts';

function storageOf(kept: Map<string, string>) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('the settings', () => {
  it('are the fastest backend, books and the system’s theme on a first visit', () => {
    const settings = createSettings(() => storageOf(new Map()));
    expect([settings.backend(), settings.model(), settings.theme()]).toEqual(['auto', 'books', 'auto']);
  });

  it('keep a backend, and take a name they do not know for none', () => {
    const kept = new Map<string, string>();
    createSettings(() => storageOf(kept)).rememberBackend('wasm');
    expect(createSettings(() => storageOf(kept)).backend()).toBe('wasm');
    kept.set('attar.backend', 'webgpu');
    expect(createSettings(() => storageOf(kept)).backend()).toBe('auto');
  });

  it('know no language until one is chosen, and none that the page does not speak', () => {
    const kept = new Map<string, string>();
    const settings = createSettings(() => storageOf(kept));
    expect(settings.language()).toBeNull();
    settings.rememberLanguage('zh-CN');
    expect(createSettings(() => storageOf(kept)).language()).toBe('zh-CN');
    kept.set('attar.language', 'tlh');
    expect(settings.language()).toBeNull();
  });

  it('erase all that is kept, what the engine measured included', () => {
    const kept = new Map([
      ['attar.backends.1', '{}'],
      ['another page’s', 'own'],
    ]);
    const settings = createSettings(() => storageOf(kept));
    settings.rememberBackend('plain');
    settings.rememberModel('movies');
    settings.rememberTheme('dark');
    settings.rememberLanguage('zh-CN');
    settings.erase();
    expect([...kept.keys()]).toEqual(['another page’s']);
  });

  it('do without a storage that throws', () => {
    const settings = createSettings(() => {
      throw new Error('blocked');
    });
    settings.rememberBackend('wasm');
    settings.erase();
    expect(settings.backend()).toBe('auto');
  });
});
