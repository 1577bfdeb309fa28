import { clear, createStore, get, promisifyRequest } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { ModelName } from '../models.ts';
import type { Shelf } from './shelf.ts';
import type { Tuning } from './tuning.ts';

/** A model's shelf, or how its list is bent. */
export type KeptName = ModelName | `${ModelName} tuning`;

/** Keeps one shelf and one tuning a model on this device. Nothing here ever rejects: blocked storage means memory only. */
export interface ShelfKeeper {
  /** What was kept, unchecked; undefined when nothing was. */
  load(name: KeptName): Promise<unknown>;
  save(name: KeptName, value: Shelf | Tuning): Promise<void>;
  /** Forgets all of it; false when the device would not let go of what it keeps. */
  erase(): Promise<boolean>;
  /** True once the device has refused to store something. */
  isBlocked(): boolean;
}

/** Some browsers neither open nor refuse a database; ms until that counts as refused. */
const PATIENCE = 5000;

export function createShelfKeeper(databaseName = 'attar'): ShelfKeeper {
  const memory = new Map<KeptName, unknown>();
  let store: UseStore | undefined;
  let blocked = false;
  const attempt = async <Value>(use: (opened: UseStore) => Promise<Value>): Promise<Value | undefined> => {
    if (blocked) return undefined;
    try {
      store ??= createStore(databaseName, 'shelves');
      return await withDeadline(use(store), PATIENCE);
    } catch {
      blocked = true;
      store = undefined;
      return undefined;
    }
  };
  return {
    async load(name) {
      const stored = await attempt((opened) => get<unknown>(name, opened));
      return blocked ? memory.get(name) : stored;
    },
    async save(name, value) {
      memory.set(name, value);
      await attempt((opened) => opened('readwrite', (shelves) => putAtOnce(shelves, name, value)));
    },
    async erase() {
      memory.clear();
      // Tried even where storage was refused before: shelves of an earlier visit may still lie there.
      blocked = false;
      await attempt((opened) => clear(opened));
      return !blocked;
    },
    isBlocked: () => blocked,
  };
}

/** Commits without waiting for the answer to the put: a page closed right after a tap keeps that tap. */
function putAtOnce(shelves: IDBObjectStore, name: KeptName, value: Shelf | Tuning): Promise<void> {
  shelves.put(value, name);
  shelves.transaction.commit();
  return promisifyRequest<undefined>(shelves.transaction);
}

function withDeadline<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`storage did not answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
