import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { download } from './download.ts';
import { Part } from './part.ts';

/** 1,000 bytes: 0, 1 … 255, 0, 1 … */
const file = Uint8Array.from({ length: 1000 }, (_, at) => at);
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/student.safetensors`);
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const seen: number[] = [];

function get(url: URL, more: { part?: Part; patience?: number; signal?: AbortSignal } = {}) {
  seen.length = 0;
  const onLength = (length: number): void => void seen.push(length);
  return download(url, { fetch: globalThis.fetch, limit: file.length, patience: 5000, onLength, ...more });
}

/** Sends the first `count` bytes of a file said to be whole, then cuts the connection. */
function cutAfter(response: ServerResponse, count: number, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-length': file.length, ...headers });
  // The bytes must be on their way before the line goes dead.
  response.write(file.subarray(0, count), () => setTimeout(() => response.destroy(), 20));
}

function sendRest(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range!)![1]);
  response.writeHead(206, { 'content-range': `bytes ${from}-999/1000`, 'content-length': 1000 - from });
  response.end(file.subarray(from));
}

describe('a download that breaks off', () => {
  test('asks once for the rest, from the byte where it ended', async () => {
    const ranges: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      ranges.push(request.headers.range);
      if (request.headers.range === undefined) cutAfter(response, 300);
      else sendRest(request, response);
    });
    expect(await get(url)).toEqual(file);
    expect(ranges).toEqual([undefined, 'bytes=300-']);
    expect(seen).toContain(300);
    expect(seen.at(-1)).toBe(1000);
  });

  test('names the strong tag of what it has, so that a changed file is sent whole', async () => {
    const newer = file.map((byte) => byte ^ 255);
    let asked: string | undefined;
    const url = await serve((request, response) => {
      if (request.headers.range === undefined) return cutAfter(response, 300, { etag: '"one"' });
      asked = request.headers['if-range'] as string | undefined;
      return response.writeHead(200, { etag: '"two"' }).end(newer);
    });
    expect(await get(url)).toEqual(newer);
    expect(asked).toBe('"one"');
  });

  test('does not name a weak tag: its bytes may differ', async () => {
    let headers: IncomingMessage['headers'] = {};
    const url = await serve((request, response) => {
      if (request.headers.range === undefined) return cutAfter(response, 300, { etag: 'W/"one"' });
      ({ headers } = request);
      return sendRest(request, response);
    });
    expect(await get(url)).toEqual(file);
    expect(headers['if-range']).toBeUndefined();
  });

  test('starts anew where the server knows no ranges', async () => {
    let requests = 0;
    const url = await serve((_, response) =>
      ++requests === 1 ? cutAfter(response, 700) : response.end(file),
    );
    expect(await get(url)).toEqual(file);
    expect(requests).toBe(2);
  });

  test('a second time says where it broke, and what has arrived can be resumed later', async () => {
    let requests = 0;
    const url = await serve((request, response) => {
      requests++;
      if (requests === 1) return cutAfter(response, 300);
      if (requests === 3) return sendRest(request, response);
      response.writeHead(206, { 'content-range': 'bytes 300-999/1000', 'content-length': 700 });
      return response.write(file.subarray(300, 500), () => setTimeout(() => response.destroy(), 20));
    });
    const part = new Part();
    await expect(get(url, { part })).rejects.toMatchObject({
      code: 'load/network',
      message: expect.stringMatching(
        /broke after 300 bytes .* resumed once.* again after 500 bytes/s,
      ) as string,
    });
    expect(requests).toBe(2);
    expect(part.length).toBe(500);
    expect(await get(url, { part })).toEqual(file);
    expect(requests).toBe(3);
  });

  test('before the first byte is not tried again', async () => {
    let requests = 0;
    const url = await serve((request) => {
      requests++;
      request.socket.destroy();
    });
    await expect(get(url)).rejects.toMatchObject({ code: 'load/network' });
    expect(requests).toBe(1);
  });

  test('and is answered by another range is refused', async () => {
    const url = await serve((request, response) => {
      if (request.headers.range === undefined) return cutAfter(response, 300);
      response.writeHead(206, { 'content-range': 'bytes 0-999/1000' });
      return response.end(file);
    });
    await expect(get(url)).rejects.toMatchObject({ code: 'load/http' });
  });

  test.each([404, 416, 503])('and is answered by %i tells that', async (status) => {
    const url = await serve((request, response) =>
      request.headers.range === undefined ? cutAfter(response, 300) : response.writeHead(status).end(),
    );
    await expect(get(url)).rejects.toMatchObject({
      code: 'load/http',
      message: expect.stringContaining(String(status)) as string,
    });
  });

  test('on its last byte is whole', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.write(file, () => setTimeout(() => response.destroy(), 20));
    });
    expect(await get(url)).toEqual(file);
  });
});

describe('a slow download', () => {
  test('takes as long as it takes while bytes come', async () => {
    const url = await serve((_, response) => {
      let sent = 0;
      const drip = (): void => {
        if (sent === file.length) return void response.end();
        response.write(file.subarray(sent, (sent += 100)));
        setTimeout(drip, 40);
      };
      drip();
    });
    // 10 drips take 400 ms in all, but never 250 between two.
    expect(await get(url, { patience: 250 })).toEqual(file);
  });

  test('that falls silent is resumed once, then given up', async () => {
    const ranges: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(ranges.length === 1 ? 200 : 206, { 'content-length': 900 });
      response.write(file.subarray(0, 100));
    });
    await expect(get(url, { patience: 100 })).rejects.toMatchObject({
      code: 'load/network',
      message: expect.stringContaining('no byte came for 100 ms') as string,
    });
    expect(ranges).toEqual([undefined, 'bytes=100-']);
  });

  test('can be called off, and keeps what has arrived', async () => {
    const url = await serve((_, response) => void response.write(file.subarray(0, 100)));
    const stop = new AbortController();
    const part = new Part();
    const loading = get(url, { part, signal: stop.signal });
    while (part.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    await expect(loading).rejects.toMatchObject({ code: 'load/aborted' });
    expect(part.bytes()).toEqual(file.subarray(0, 100));
  });
});
