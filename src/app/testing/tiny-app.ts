import { isModelName } from '../models.ts';
import type { ModelName } from '../models.ts';
import { createApp } from '../store/app-store.ts';
import type { App } from '../store/app-store.ts';
import { createOpenModel } from '../store/open-model.ts';
import { createOtherTabs } from '../store/other-tabs.ts';
import { createSettings } from '../store/settings.ts';
import type { Settings } from '../store/settings.ts';
import { createShelfKeeper } from '../store/shelf-keeper.ts';
import type { ShelfKeeper } from '../store/shelf-keeper.ts';

/** The files of one bundle by name, as a test makes them with `tinyBundle`. */
export interface TinyFiles {
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export interface TinyServer {
  readonly fetch: typeof globalThis.fetch;
  /** Paths asked for so far, such as `books/manifest.json`. */
  readonly asked: string[];
  /** The file at a path, whole. */
  file(path: string): Response;
  /** Answers a path otherwise from now on; undefined makes it normal again. */
  answer(path: string, how: (() => Response | Promise<Response>) | undefined): void;
}

/** A network with tiny models on it, each in the folder of its name, whose answers can be spoilt. */
export function createTinyServer(models: Readonly<Record<ModelName, TinyFiles>>): TinyServer {
  const asked: string[] = [];
  const file = (path: string): Response => {
    const [model, name] = path.split('/');
    const bytes = isModelName(model) ? models[model].files[name] : undefined;
    return bytes
      ? new Response(new Uint8Array(bytes))
      : new Response('', { status: 404, statusText: 'Not Found' });
  };
  const spoilt = new Map<string, () => Response | Promise<Response>>();
  return {
    asked,
    file,
    answer(path, how) {
      if (how) spoilt.set(path, how);
      else spoilt.delete(path);
    },
    async fetch(input) {
      const address = input instanceof Request ? input.url : String(input);
      const path = address.split('/').slice(-2).join('/');
      asked.push(path);
      return (await spoilt.get(path)?.()) ?? file(path);
    },
  };
}

interface TinyAppOptions {
  readonly settings?: Settings;
  /** Apps of one name are tabs of one browser. */
  readonly databaseName?: string;
  readonly keeper?: ShelfKeeper;
}

/** The whole app on tiny models and a database of its own; addresses resolve outside a page, too. */
export function createTinyApp(
  server: TinyServer,
  {
    settings = memorySettings(),
    databaseName = `tiny-${crypto.randomUUID()}`,
    keeper = createShelfKeeper(databaseName),
  }: TinyAppOptions = {},
): App {
  const open = createOpenModel('plain', server.fetch);
  return createApp({
    openModel: (address, options) => open(new URL(address, 'http://localhost/').href, options),
    keeper,
    settings,
    otherTabs: createOtherTabs(databaseName),
  });
}

/** Settings as a page without a past has them. */
export function memorySettings() {
  const kept = new Map<string, string>();
  return createSettings(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }));
}

/** Resolves when the state is as wanted; rejects after two seconds. */
export function until(
  app: App,
  wanted: (state: ReturnType<App['store']['getState']>) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the state did not come')), 2000);
    const check = (state: ReturnType<App['store']['getState']>) => {
      if (!wanted(state)) return;
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = app.store.subscribe(check);
    check(app.store.getState());
  });
}
