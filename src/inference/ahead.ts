import type { BundleFile } from '../format/schema.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { follow } from './follow.ts';
import type { PageSide } from './page-side.ts';

/** A file that is known not to be stored, whose lock somebody holds, and that has been asked for already. */
export interface FileAhead {
  /** Answers its first call for the file with what has been asked for. */
  readonly fetch: typeof globalThis.fetch;
  /** The file is needed no longer: it is stored, or what was to become of it has failed. */
  done(): void;
}

export type FindAhead = (name: string) => Promise<FileAhead | undefined>;

export interface Ahead {
  /** Waits until it is known whether a file of this path in the model's folder is cleared. */
  readonly find: FindAhead;
  /** Nobody will look for any more. */
  end(): void;
}

interface Asking {
  readonly folder: URL;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
}

interface Slot {
  readonly file: Promise<FileAhead | undefined>;
  isWanted: boolean;
}

/** Asks for files as soon as the page clears them, before anybody looks for them. */
export function askAhead(
  { toDownload, isCleared }: Pick<PageSide, 'toDownload' | 'isCleared'>,
  { folder, fetch, signal }: Asking,
): Ahead {
  const ask = async (name: BundleFile): Promise<FileAhead | undefined> => {
    const done = await isCleared(name);
    if (done === undefined) return undefined;
    const { signal: either, abort } = follow(signal);
    const end = (): void => {
      // Nobody may have come for what is still on its way.
      abort();
      done();
    };
    return { fetch: fetchAhead(new URL(name, folder), fetch, either), done: end };
  };
  const slots = new Map<string, Slot>(toDownload.map((name) => [name, { file: ask(name), isWanted: false }]));
  return {
    find: async (name) => {
      const slot = slots.get(name);
      if (slot !== undefined) slot.isWanted = true;
      return slot?.file;
    },
    end() {
      for (const { file, isWanted } of slots.values())
        if (!isWanted) void file.then((ahead) => ahead?.done());
    },
  };
}
