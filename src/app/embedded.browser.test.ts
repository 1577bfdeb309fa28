import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carries, embeddedFiles } from './embedded.ts';

const FILES = {
  'models/books/manifest.json': new TextEncoder().encode('{"name":"books"}'),
  'models/books/student.safetensors': Uint8Array.from({ length: 300_000 }, (_, at) => (at * at) % 251),
};

/** As `scripts/single-file.ts` writes it. */
async function blockOf(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<HTMLScriptElement> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const block = document.createElement('script');
  block.type = 'application/gzip';
  block.dataset.file = path;
  const codes = new Uint8Array(await new Response(packed).arrayBuffer());
  block.text = btoa(Array.from(codes, (code) => String.fromCharCode(code)).join(''));
  return block;
}

describe('a page with a model inside', () => {
  let blocks: HTMLScriptElement[];

  beforeEach(async () => {
    blocks = await Promise.all(Object.entries(FILES).map(([path, bytes]) => blockOf(path, bytes)));
    document.body.append(...blocks);
  });
  afterEach(() => {
    for (const block of blocks) block.remove();
  });

  it('has its files by their path in the model’s folder', async () => {
    const files = await embeddedFiles('./models/books/');
    expect(files).toEqual({
      'manifest.json': FILES['models/books/manifest.json'],
      'student.safetensors': FILES['models/books/student.safetensors'],
    });
    expect(carries('./models/books/')).toBe(true);
  });

  it('has nothing of another model', async () => {
    expect(await embeddedFiles('./models/movies/')).toBeUndefined();
    expect(carries('./models/movies/')).toBe(false);
  });
});

describe('a page without one', () => {
  it('says so', async () => {
    expect(carries('./models/books/')).toBe(false);
    expect(await embeddedFiles('./models/books/')).toBeUndefined();
  });
});
