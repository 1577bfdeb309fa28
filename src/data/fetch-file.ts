import { type FileHandle, open, rm } from 'node:fs/promises';
import { AttarError } from '../core/errors.ts';

export interface FetchFileOptions {
  /** Bytes on disk so far and in all; `total` is 0 while the server has not said. */
  readonly onProgress?: (loaded: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Downloads `url` into `path`, going on from the bytes that are there. What has arrived stays when
 * the connection is cut, so that the next call goes on. Errors: `data/download`, `load/aborted`.
 */
export async function fetchFile(url: string, path: string, options: FetchFileOptions = {}): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    const response = await request(url, size, options);
    if (response.status === 416) return;
    const resumed = response.status === 206 && rangeStart(response) === size;
    if (response.status === 206 && !resumed)
      throw downloadError(url, 'the server sent another range than asked for');
    if (!resumed) await file.truncate(0);
    await appendBody(file, response, resumed ? size : 0, url, options);
  } finally {
    const { size } = await file.stat();
    await file.close();
    if (size === 0) await rm(path);
  }
}

/** A 416 answer means that nothing is left to send: the caller's checksum decides. */
async function request(
  url: string,
  size: number,
  { fetch = globalThis.fetch, signal }: FetchFileOptions,
): Promise<Response> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (size > 0) headers['range'] = `bytes=${size}-`;
  const response = await fetch(url, { headers, signal: signal ?? null }).catch((cause: unknown) => {
    throw signal?.aborted ? stopped(url, cause) : noAnswer(url, cause);
  });
  if (response.ok || (response.status === 416 && size > 0)) return response;
  await response.body?.cancel();
  throw downloadError(url, `the server answered ${response.status} ${response.statusText}`.trimEnd());
}

async function appendBody(
  file: FileHandle,
  response: Response,
  from: number,
  url: string,
  { onProgress, signal }: FetchFileOptions,
): Promise<void> {
  const length = Number(response.headers.get('content-length') ?? 0);
  const total = length > 0 ? from + length : 0;
  let loaded = from;
  onProgress?.(loaded, total);
  try {
    for await (const chunk of response.body ?? []) {
      await file.write(chunk);
      loaded += chunk.length;
      onProgress?.(loaded, total);
    }
  } catch (cause) {
    throw signal?.aborted ? stopped(url, cause) : cutOff(url, loaded, total, cause);
  }
  if (loaded < total) throw cutOff(url, loaded, total);
}

function rangeStart(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
}

function stopped(url: string, cause: unknown): AttarError {
  return new AttarError('load/aborted', `the download of ${url} was stopped`, { cause });
}

function noAnswer(url: string, cause: unknown): AttarError {
  return downloadError(url, `no answer (${reasonOf(cause)}); check the network and try again`, cause);
}

/** The innermost cause: fetch itself only says `fetch failed`. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? reasonOf(cause.cause) : cause.message || cause.name;
}

function cutOff(url: string, loaded: number, total: number, cause?: unknown): AttarError {
  const of = total > 0 ? ` of ${total.toLocaleString('en')}` : '';
  const arrived = `${loaded.toLocaleString('en')}${of} bytes`;
  const message = `the connection was cut after ${arrived}; run the same command to go on`;
  return downloadError(url, message, cause);
}

function downloadError(url: string, message: string, cause?: unknown): AttarError {
  return new AttarError('data/download', `${url}: ${message}`, { cause });
}
