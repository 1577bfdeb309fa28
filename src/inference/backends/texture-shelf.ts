import type { GPGPUContext } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_context';
import type { TextureUsage } from '@tensorflow/tfjs-backend-webgl/dist/tex_util';
import { TextureManager } from '@tensorflow/tfjs-backend-webgl/dist/texture_manager';
import { env } from '@tensorflow/tfjs-core/dist/base';

/** Four whole numbers a texel, signed ones of four bytes or others of two: programs get them as they are, by WebGL 2's promise. */
export type TextureKind = 'words' | 'halfwords';

/** Bytes of a texel. */
const TEXEL_BYTES: Readonly<Record<TextureKind, number>> = { words: 16, halfwords: 8 };

/** tfjs' name for what a program writes. Its enum would be code for one number. */
const RENDER: TextureUsage = 0;

export interface EngineTexture {
  readonly texture: WebGLTexture;
  /** Texels. */
  readonly width: number;
  readonly height: number;
}

export interface NumberTexture extends EngineTexture {
  /** Writes numbers[height, width, 4], of the kind's size; no memory is made for it. */
  write(numbers: Int32Array | Uint16Array): void;
  dispose(): void;
}

export interface ScoreTexture extends EngineTexture {
  /** Reads scores[height, width, 4]. Blocks until the GPU has worked them out. */
  read(scores: Float32Array): void;
  /** Gives it back; `kept`: for the next one of its size, else it is deleted. */
  release(kept: boolean): void;
}

/** Bytes of textures, under the names that TensorFlow.js gives them. */
export interface GpuMemory {
  /** In use. */
  readonly numBytesInGPU: number;
  /** In use or kept for the next of their size. */
  readonly numBytesInGPUAllocated: number;
}

export interface TextureShelf {
  makeNumbers(kind: TextureKind, width: number, height: number): NumberTexture;
  /** A texture for a program to write: four numbers a texel, float32, or float16 where the device has no other. */
  takeScores(width: number, height: number): ScoreTexture;
  /** Textures in use; tfjs' name. */
  numDataIds(): number;
  memory(): GpuMemory;
  /** Deletes what was kept. */
  dispose(): void;
}

/** Textures of numbers are made here, since tfjs knows no whole numbers; those of scores by its texture manager. */
export function createTextureShelf(gpgpu: GPGPUContext): TextureShelf {
  const gl = gpgpu.gl as WebGL2RenderingContext;
  const manager = new TextureManager(gpgpu);
  const made = { textures: 0, bytes: 0 };
  return {
    makeNumbers: (kind, width, height) => {
      const bytes = TEXEL_BYTES[kind] * width * height;
      const texture = makeTexture(gl, kind, width, height);
      made.textures += 1;
      made.bytes += bytes;
      return {
        texture,
        width,
        height,
        write: (numbers) => {
          const type = kind === 'words' ? gl.INT : gl.UNSIGNED_SHORT;
          gl.bindTexture(gl.TEXTURE_2D, texture);
          gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA_INTEGER, type, numbers);
        },
        dispose: () => {
          gl.deleteTexture(texture);
          made.textures -= 1;
          made.bytes -= bytes;
        },
      };
    },
    takeScores: (width, height) => takeScores(gpgpu, manager, width, height),
    numDataIds: () => made.textures + manager.getNumUsedTextures(),
    memory: () => ({
      numBytesInGPU: made.bytes + manager.numBytesAllocated - manager.numBytesFree,
      numBytesInGPUAllocated: made.bytes + manager.numBytesAllocated,
    }),
    dispose: () => manager.dispose(),
  };
}

function makeTexture(
  gl: WebGL2RenderingContext,
  kind: TextureKind,
  width: number,
  height: number,
): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  // Whole numbers cannot be blended, and are not there at all for a program that would.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texStorage2D(gl.TEXTURE_2D, 1, kind === 'words' ? gl.RGBA32I : gl.RGBA16UI, width, height);
  return texture;
}

function takeScores(
  gpgpu: GPGPUContext,
  manager: TextureManager,
  width: number,
  height: number,
): ScoreTexture {
  // tfjs counts the numbers of a packed texture, two rows and two columns a texel.
  const shape: [number, number] = [2 * height, 2 * width];
  const taken = manager.acquireTexture(shape, RENDER, true);
  const { texture } = taken;
  const give = (): void => manager.releaseTexture(taken, shape, RENDER, true);
  return {
    texture,
    width,
    height,
    read: (scores) => {
      const { gl } = gpgpu;
      gl.bindFramebuffer(gl.FRAMEBUFFER, gpgpu.framebuffer);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, scores);
    },
    release: (kept) => (kept ? give() : withoutReuse(give)),
  };
}

/** Runs with textures deleted, not kept for reuse. */
function withoutReuse(run: () => void): void {
  const kept = env().getNumber('WEBGL_DELETE_TEXTURE_THRESHOLD');
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 0);
  try {
    run();
  } finally {
    env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', kept);
  }
}
