import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** dist/lib as a page has it that was built with a bundler of its own: a folder with `library.js`. */
export async function bundleLibrary(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'attar-library-'));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    base: './',
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      outDir: folder,
      rolldownOptions: {
        input: join(import.meta.dirname, '../dist/lib/index.js'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'library.js' },
      },
    },
  });
  return folder;
}

/** A static host below some path, of that folder and of models, that sends a policy with every answer. */
export class LibraryHost {
  policy: string | undefined;
  /** Answers a file in another way, such as `model/student.safetensors`, and says that it did. */
  answer: (path: string, response: ServerResponse, body: Uint8Array) => boolean = () => false;
  private readonly server: Server;
  private readonly folder: string;
  private readonly models: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>;

  constructor(folder: string, models: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>) {
    this.folder = folder;
    this.models = models;
    this.server = createServer(({ url }, response) => this.respond(new URL(url!, 'http://host'), response));
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
    rmSync(this.folder, { recursive: true });
  }

  get address(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}/some/shop/`;
  }

  private respond({ pathname }: URL, response: ServerResponse): void {
    const path = pathname.slice('/some/shop/'.length);
    if (this.policy !== undefined) response.setHeader('content-security-policy', this.policy);
    const body = path === '' ? '<!doctype html><title>Shop</title>' : this.find(path);
    if (body === undefined) return void response.writeHead(404).end();
    response.setHeader('content-type', TYPES[extname(path) || '.html'] ?? 'application/octet-stream');
    if (typeof body !== 'string' && this.answer(path, response, body)) return;
    response.end(body);
  }

  private find(path: string): Uint8Array | undefined {
    const [model, name] = path.split('/');
    const files = this.models[model!];
    if (files !== undefined) return files[name!];
    try {
      return readFileSync(join(this.folder, path));
    } catch {
      return undefined;
    }
  }
}
