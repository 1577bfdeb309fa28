import { describe, expect, it } from 'vitest';
import { createSettings } from './settings.ts';
import { createShelfKeeper } from './shelf-keeper.ts';
import { EMPTY_SHELF } from './shelf.ts';

describe('a device without storage', () => {
  // Node has no IndexedDB, which is as blocked as storage can be.
  it('keeps the shelf in memory and says so', async () => {
    const keeper = createShelfKeeper();
    expect(await keeper.load('books')).toBeUndefined();
    expect(keeper.isBlocked()).toBe(true);
    await keeper.save('books', { ...EMPTY_SHELF, likes: ['1'] });
    expect(await keeper.load('books')).toEqual({ ...EMPTY_SHELF, likes: ['1'] });
    expect(await keeper.load('movies')).toBeUndefined();
    expect(await keeper.erase()).toBe(false);
    expect(await keeper.load('books')).toBeUndefined();
  });

  it('has default settings', () => {
    const settings = createSettings(() => {
      throw new Error('blocked');
    });
    settings.rememberModel('movies');
    settings.rememberTheme('dark');
    settings.erase();
    expect(settings.model()).toBe('books');
    expect(settings.theme()).toBe('auto');
  });
});

describe('settings', () => {
  it('come back, and nothing unknown comes back', () => {
    const kept = new Map<string, string>();
    const settings = createSettings(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }));
    settings.rememberModel('movies');
    settings.rememberTheme('dark');
    expect([settings.model(), settings.theme()]).toEqual(['movies', 'dark']);
    kept.set('attar.model', 'songs');
    kept.set('attar.theme', 'beige');
    expect([settings.model(), settings.theme()]).toEqual(['books', 'auto']);
    settings.erase();
    expect(kept.size).toBe(0);
  });
});
