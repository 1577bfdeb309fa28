import { AttarError } from '../core/errors.ts';

export interface DownloadOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  /** Bytes after which reading stops: nothing longer than declared is ever taken. */
  readonly limit: number;
  /** Called with the bytes of each chunk. */
  readonly onBytes?: (count: number) => void;
}

/**
 * The bytes at an address, streamed. Throws `load/network`, `load/http`, `load/aborted`,
 * `load/not-a-model` for an HTML page, `bundle/size` past the limit.
 */
export async function download(url: URL, options: DownloadOptions): Promise<Uint8Array> {
  const { signal } = options;
  try {
    const response = await options.fetch(url, signal === undefined ? {} : { signal });
    refuseFault(url, response);
    const bytes = await readBody(url, response, options);
    refuseHtml(url, bytes);
    return bytes;
  } catch (cause) {
    if (cause instanceof AttarError) throw cause;
    if (signal?.aborted) throw abortedError(cause);
    throw new AttarError(
      'load/network',
      `${url.href}: the network did not answer (${cause instanceof Error ? cause.message : String(cause)}); ` +
        'check the connection and try again',
      { cause },
    );
  }
}

/** The error of a load that its caller called off. */
export function abortedError(cause?: unknown): AttarError {
  return new AttarError('load/aborted', 'loading was called off by the caller', { cause });
}

function refuseFault(url: URL, response: Response): void {
  if (!response.ok) {
    cancel(response);
    throw new AttarError(
      'load/http',
      `${url.href}: expected a file of a model, the server answered ${response.status} ${response.statusText}; ` +
        'check the address',
    );
  }
  if (response.headers.get('content-type')?.includes('text/html')) {
    cancel(response);
    throw notAModel(url);
  }
}

async function readBody(url: URL, response: Response, options: DownloadOptions): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > options.limit) {
      reader.cancel().catch(() => undefined);
      throw new AttarError(
        'bundle/size',
        `${url.href}: expected at most ${options.limit} bytes, more came; download it again`,
      );
    }
    chunks.push(value);
    options.onBytes?.(value.length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Hosts of single-page apps answer every unknown address with their page, some without a content type. */
function refuseHtml(url: URL, bytes: Uint8Array): void {
  const head = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart().toLowerCase();
  if (head.startsWith('<!doctype') || head.startsWith('<html')) throw notAModel(url);
}

function notAModel(url: URL): AttarError {
  return new AttarError(
    'load/not-a-model',
    `${url.href}: expected a file of a model, got a web page; check the address of the model's folder`,
  );
}

function cancel(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
