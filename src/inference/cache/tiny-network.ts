import type { TinyBundle } from '../../format/tiny-bundle.ts';

/** A network with one tiny model on it, for tests: its answers can be replaced, its requests are noted. */
export interface TinyNetwork {
  readonly fetch: typeof globalThis.fetch;
  /** File names asked for so far. */
  readonly asked: string[];
  /** Puts another version of the model on the server. */
  deploy(bundle: TinyBundle): void;
  /** Answers one file, or all with `*`, otherwise from now on; undefined makes it normal again. */
  answer(name: string, how: Answer | undefined): void;
}

type Answer = (request: Request) => Response | Promise<Response>;

export function tinyNetwork(bundle: TinyBundle): TinyNetwork {
  let files = filesOf(bundle);
  const asked: string[] = [];
  const replaced = new Map<string, Answer>();
  return {
    asked,
    deploy(next) {
      files = filesOf(next);
    },
    answer(name, how) {
      if (how) replaced.set(name, how);
      else replaced.delete(name);
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const name = request.url.slice(request.url.lastIndexOf('/') + 1);
      asked.push(name);
      const how = replaced.get(name) ?? replaced.get('*');
      if (how) return how(request);
      const file = files[name];
      return file ? new Response(file as Uint8Array<ArrayBuffer>) : new Response('', { status: 404 });
    },
  };
}

function filesOf({ files }: TinyBundle): Readonly<Record<string, Uint8Array>> {
  return files;
}

/** The connection is down. */
export function offline(): never {
  throw new TypeError('Failed to fetch');
}

/** A body that breaks off after some bytes. */
export function brokenOff(bytes: Uint8Array, after: number): Response {
  let sent = false;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (sent) controller.error(new TypeError('network error'));
        else controller.enqueue(bytes.slice(0, after));
        sent = true;
      },
    }),
  );
}
