import { describe, expect, test } from 'vitest';
import { isForWebgl, reachable, sizeOf } from './bundle-size.ts';
import type { Chunk } from './bundle-size.ts';

function chunk(fileName: string, parts: Partial<Chunk> = {}): Chunk {
  return {
    fileName,
    code: `/* ${fileName} */`,
    facadeModuleId: null,
    moduleIds: [`src/${fileName}`],
    imports: [],
    dynamicImports: [],
    ...parts,
  };
}

describe('the size of a bundle', () => {
  const chunks = [
    chunk('index.js', {
      facadeModuleId: '/src/index.ts',
      imports: ['shared.js'],
      dynamicImports: ['webgl.js', 'wasm.js'],
    }),
    chunk('shared.js'),
    chunk('wasm.js', { imports: ['shared.js', 'index.js'] }),
    chunk('webgl.js', { moduleIds: ['src/inference/backends/webgl.ts'], imports: ['tfjs.js'] }),
    chunk('tfjs.js', { moduleIds: ['node_modules/@tensorflow/tfjs-core/dist/base.js'] }),
    chunk('forgotten.js'),
  ];
  const names = (found: readonly Chunk[]): string[] => found.map(({ fileName }) => fileName).toSorted();

  test('counts what the entry imports now or later, once each, and nothing else', () => {
    expect(names(reachable(chunks, 'src/index.ts'))).toEqual([
      'index.js',
      'shared.js',
      'tfjs.js',
      'wasm.js',
      'webgl.js',
    ]);
  });

  test('leaves out what only WebGL needs', () => {
    expect(names(reachable(chunks, 'src/index.ts', { leaveOut: isForWebgl }))).toEqual([
      'index.js',
      'shared.js',
      'wasm.js',
    ]);
  });

  test('counts what the entry imports at once, where that is asked for', () => {
    expect(names(reachable(chunks, 'src/index.ts', { later: false }))).toEqual(['index.js', 'shared.js']);
  });

  test('is not that of nothing: a file that no chunk stands for is a fault', () => {
    expect(() => reachable(chunks, 'moved.ts')).toThrow('no chunk stands for moved.ts');
  });

  test('counts bytes, not characters, and compresses repetition', () => {
    const { minifiedBytes, brotliBytes } = sizeOf([{ code: 'ä'.repeat(500) }, { code: 'b' }]);
    expect(minifiedBytes).toBe(1001);
    expect(brotliBytes).toBeLessThan(60);
  });
});
