import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressFolder } from './compress.mjs';
import { serve } from './serve.mjs';

let folder;
let server;

const LONG = JSON.stringify({ words: 'attar '.repeat(1000) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attar-serve-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>short</p>');
  writeFileSync(join(folder, 'manifest.json'), LONG);
  writeFileSync(join(folder, 'student.safetensors'), new Uint8Array(4096));
  writeFileSync(join(folder, 'noise.safetensors'), crypto.getRandomValues(new Uint8Array(4096)));
  writeFileSync(join(folder, 'assets/index-BxQ1_9zZ.js'), 'export {};');
  await compressFolder(folder);
  server = await serve({ folder, port: 0, base: '/deep/path' });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path, encoding = 'identity') =>
  fetch(`${server.address}${path}`, { headers: { 'Accept-Encoding': encoding } });

describe('the static server', () => {
  it('serves a folder under any path, with its index page', async () => {
    const response = await get('');
    expect(await response.text()).toBe('<p>short</p>');
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect((await fetch(new URL('/', server.address))).status).toBe(404);
  });

  it('sends the compressed copy to whoever takes it', async () => {
    const brotli = await get('manifest.json', 'br');
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotli.headers.get('content-type')).toBe('application/json');
    expect(Number(brotli.headers.get('content-length'))).toBeLessThan(200);
    expect(await brotli.text()).toBe(LONG);
    expect((await get('manifest.json', 'gzip')).headers.get('content-encoding')).toBe('gzip');
    expect((await get('manifest.json')).headers.get('content-encoding')).toBeNull();
  });

  it('keeps no compressed copy that is hardly smaller', async () => {
    expect((await get('student.safetensors', 'br')).headers.get('content-encoding')).toBe('br');
    expect((await get('noise.safetensors', 'br')).headers.get('content-encoding')).toBeNull();
  });

  it('names the type of tensors', async () => {
    expect((await get('student.safetensors')).headers.get('content-type')).toBe('application/octet-stream');
  });

  it('lets a browser keep only what has a hash in its name', async () => {
    const kept = async (path) => (await get(path)).headers.get('cache-control');
    expect(await kept('assets/index-BxQ1_9zZ.js')).toBe('public, max-age=31536000, immutable');
    expect(await kept('')).toBe('no-cache');
    expect(await kept('manifest.json')).toBe('no-cache');
    expect(await kept('student.safetensors')).toBe('no-cache');
  });

  it('answers 404 for what is not there and for paths out of the folder', async () => {
    expect((await get('nothing.json')).status).toBe(404);
    expect((await get('%2e%2e/%2e%2e/etc/passwd')).status).toBe(404);
  });

  it('follows a build that changes the folder under it', async () => {
    writeFileSync(join(folder, 'old.json'), '"old"');
    expect(await (await get('old.json')).json()).toBe('old');
    rmSync(join(folder, 'old.json'));
    writeFileSync(join(folder, 'new.json'), '"new"');
    expect((await get('old.json')).status).toBe(404);
    expect(await (await get('new.json')).json()).toBe('new');
  });

  it('outlives a file that cannot be read', async () => {
    const path = join(folder, 'socket.json');
    const socket = createServer().listen(path);
    await once(socket, 'listening');
    await expect(get('socket.json').then((response) => response.text())).rejects.toThrow('fetch failed');
    expect((await get('manifest.json')).status).toBe(200);
    await new Promise((closed) => socket.close(closed));
  });

  it('shows no hidden files', async () => {
    writeFileSync(join(folder, '.hidden'), 'secret');
    expect((await get('.hidden')).status).toBe(404);
    expect((await get('%2ehidden')).status).toBe(404);
  });

  it('takes the next port when the port is in use, unless it is fixed', async () => {
    const port = Number(new URL(server.address).port);
    const next = await serve({ folder, port });
    expect(Number(new URL(next.address).port)).toBeGreaterThan(port);
    await next.close();
    await expect(serve({ folder, port, isPortFixed: true })).rejects.toThrow('EADDRINUSE');
  });
});
