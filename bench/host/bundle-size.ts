import { brotliCompressSync, constants } from 'node:zlib';

/** What a bundler says of one file of code. */
export interface Chunk {
  readonly fileName: string;
  readonly code: string;
  /** The file of source that the chunk stands for, where it stands for one. */
  readonly facadeModuleId: string | null;
  /** Files of source in it. */
  readonly moduleIds: readonly string[];
  /** Chunks that it imports at once, and those that it imports later. */
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}

export interface Size {
  readonly minifiedBytes: number;
  readonly brotliBytes: number;
}

export interface Reach {
  /** Chunks that are not entered, nor gone through. */
  readonly leaveOut?: (chunk: Chunk) => boolean;
  /** Default true: what is imported later counts, too. */
  readonly later?: boolean;
}

/** Every chunk that comes to be loaded from the one on that stands for a file of source, or else holds it. */
export function reachable<T extends Chunk>(
  chunks: readonly T[],
  source: string,
  { leaveOut, later = true }: Reach = {},
): T[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<T>();
  const facades = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(source));
  const holders = chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.endsWith(source)));
  const waiting = facades.length > 0 ? facades : holders;
  if (waiting.length === 0) throw new Error(`no chunk stands for ${source}`);
  for (let chunk = waiting.pop(); chunk !== undefined; chunk = waiting.pop()) {
    if (found.has(chunk) || leaveOut?.(chunk)) continue;
    found.add(chunk);
    for (const name of [...chunk.imports, ...(later ? chunk.dynamicImports : [])]) {
      const next = byName.get(name);
      if (next !== undefined) waiting.push(next);
    }
  }
  return [...found];
}

/** Whether a chunk is there for WebGL: it holds TensorFlow.js, or starts the backend that needs it. */
export function isForWebgl({ moduleIds }: Pick<Chunk, 'moduleIds'>): boolean {
  return moduleIds.some((id) => id.includes('@tensorflow/') || id.endsWith('/backends/webgl.ts'));
}

/** Chunks compressed one by one, as a server sends them. */
export function sizeOf(chunks: readonly Pick<Chunk, 'code'>[]): Size {
  const sizes = chunks.map(({ code }) => ({
    minified: Buffer.byteLength(code),
    brotli: brotliCompressSync(code, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }).length,
  }));
  return {
    minifiedBytes: sizes.reduce((sum, { minified }) => sum + minified, 0),
    brotliBytes: sizes.reduce((sum, { brotli }) => sum + brotli, 0),
  };
}
