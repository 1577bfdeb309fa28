import { AttarError } from '../core/errors.ts';
import { abortedError } from './aborted-error.ts';
import { Part } from './part.ts';
import { startPatience } from './patience.ts';
import type { Patience } from './patience.ts';

export interface DownloadOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  /** Bytes after which reading stops: nothing longer than declared is ever taken. */
  readonly limit: number;
  /** ms without a byte after which the connection counts as broken. */
  readonly patience: number;
  /** What an earlier download left; holds what has arrived when this one fails, too. */
  readonly part?: Part;
  /** Called with the bytes of the file that are there; falls when a file has to start anew. */
  readonly onLength?: (length: number) => void;
}

/**
 * The bytes at an address, streamed. A connection that breaks after the first byte is resumed once, by a
 * request for the rest; whether the pieces fit is for the caller's hash to say. Throws `load/network`,
 * `load/http`, `load/aborted`, `load/not-a-model` for an HTML page, `bundle/size` past the limit.
 */
export async function download(url: URL, options: DownloadOptions): Promise<Uint8Array> {
  const part = options.part ?? new Part();
  let hasCome = false;
  const onLength = (length: number): void => {
    hasCome = true;
    options.onLength?.(length);
  };
  try {
    await receive(url, part, { ...options, onLength });
  } catch (fault) {
    if (fault instanceof AttarError) throw fault;
    if (!hasCome) throw brokenError(url, `the network did not answer (${reasonOf(fault)})`, fault);
    if (part.length < options.limit) await resume(url, part, options, fault);
  }
  const bytes = part.bytes();
  refuseHtml(url, bytes);
  return bytes;
}

async function resume(url: URL, part: Part, options: DownloadOptions, first: unknown): Promise<void> {
  const before = part.length;
  try {
    await receive(url, part, options);
  } catch (fault) {
    if (fault instanceof AttarError) throw fault;
    throw brokenError(
      url,
      `the connection broke after ${before} bytes (${reasonOf(first)}), was resumed once, ` +
        `and broke again after ${part.length} bytes (${reasonOf(fault)})`,
      fault,
    );
  }
}

/** One request for the bytes that the part lacks. A broken connection throws what `fetch` throws. */
async function receive(url: URL, part: Part, options: DownloadOptions): Promise<void> {
  const patience = startPatience(options.patience, options.signal);
  try {
    const response = await options.fetch(url, requestFor(url, part, patience.signal));
    refuseFault(url, response);
    if (!continues(url, response, part)) part.clear();
    part.tag = strongTag(response) ?? part.tag;
    await readBody(url, response, part, { ...options, patience });
  } catch (fault) {
    if (options.signal?.aborted) throw abortedError(fault);
    if (patience.isOver) throw patience.signal.reason;
    throw fault;
  } finally {
    patience.end();
  }
}

/** Files change under one name, so a copy of the browser's own cache is used only after asking the server. */
function requestFor(url: URL, part: Part, signal: AbortSignal): RequestInit {
  if (part.length === 0) return { signal, cache: 'no-cache' };
  const headers: Record<string, string> = { range: `bytes=${part.length}-` };
  // Between sites this header would need the server's permission: there the hash alone decides.
  const home = (globalThis.location as Location | undefined)?.origin ?? url.origin;
  if (part.tag !== undefined && url.origin === home) headers['if-range'] = part.tag;
  return { signal, cache: 'no-store', headers };
}

/** Whether the answer goes on where the part ends. Between sites the range is hidden: the hash decides. */
function continues(url: URL, response: Response, part: Part): boolean {
  if (response.status !== 206) return false;
  const range = response.headers.get('content-range');
  if (range === null || Number(/^bytes (\d+)-/.exec(range)?.[1]) === part.length) return true;
  cancel(response);
  throw new AttarError(
    'load/http',
    `${url.href}: expected the bytes from ${part.length} on, the server sent "${range}"; try again`,
  );
}

/** A weak tag says that two files mean the same, not that their bytes are the same (RFC 9110, 8.8.1). */
function strongTag(response: Response): string | undefined {
  const tag = response.headers.get('etag');
  return tag === null || tag.startsWith('W/') ? undefined : tag;
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

async function readBody(
  url: URL,
  response: Response,
  part: Part,
  options: Omit<DownloadOptions, 'patience'> & { readonly patience: Patience },
): Promise<void> {
  const { limit, patience, onLength } = options;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) return;
    patience.renew();
    part.add(value);
    if (part.length > limit) {
      reader.cancel().catch(() => undefined);
      throw new AttarError(
        'bundle/size',
        `${url.href}: expected at most ${limit} bytes, more came; download it again`,
      );
    }
    onLength?.(part.length);
  }
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

function brokenError(url: URL, what: string, cause: unknown): AttarError {
  return new AttarError('load/network', `${url.href}: ${what}; check the connection and try again`, {
    cause,
  });
}

function reasonOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function cancel(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
