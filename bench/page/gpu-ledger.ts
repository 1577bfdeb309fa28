/**
 * Counts what a page holds on the GPU, at the level of WebGL 2 itself, so that every library is counted alike:
 * objects made and not deleted, and the bytes of textures and buffers.
 */
export interface GpuCounts {
  readonly textures: number;
  readonly buffers: number;
  readonly programs: number;
  readonly framebuffers: number;
  readonly textureBytes: number;
  readonly bufferBytes: number;
}

type Gl = WebGL2RenderingContext;

/** Bytes of a texel by sized format; the numbers are those of WebGL 2. */
const TEXEL_BYTES: Readonly<Record<number, number>> = {
  0x8229: 1, // R8
  0x8058: 4, // RGBA8
  0x8d8e: 4, // RGBA8I
  0x8d7c: 4, // RGBA8UI
  0x822d: 2, // R16F
  0x881a: 8, // RGBA16F
  0x822e: 4, // R32F
  0x8235: 4, // R32I
  0x8236: 4, // R32UI
  0x8814: 16, // RGBA32F
  0x8d76: 8, // RGBA16UI
  0x8d82: 16, // RGBA32I
  0x8d70: 16, // RGBA32UI
  0x1908: 4, // RGBA of bytes
};

/** Starts to count; to be called before a context is made. Gives the counts so far. */
export function openLedger(): () => GpuCounts {
  const gl = WebGL2RenderingContext.prototype;
  const textures = follow(gl, 'createTexture', 'deleteTexture');
  const buffers = follow(gl, 'createBuffer', 'deleteBuffer');
  const programs = follow(gl, 'createProgram', 'deleteProgram');
  const framebuffers = follow(gl, 'createFramebuffer', 'deleteFramebuffer');
  before(gl, 'texStorage2D', (context, [, , format, width, height]) => {
    textures.set(bound(context, context.TEXTURE_BINDING_2D), bytesOf(format as number, width, height));
  });
  before(gl, 'texImage2D', (context, [, , format, width, height]) => {
    textures.set(bound(context, context.TEXTURE_BINDING_2D), bytesOf(format as number, width, height));
  });
  before(gl, 'bufferData', (context, [target, content]) => {
    const size = typeof content === 'number' ? content : (content as ArrayBufferView).byteLength;
    buffers.set(bound(context, BUFFER_BINDINGS[target as number]!), size);
  });
  return () => ({
    textures: textures.size,
    buffers: buffers.size,
    programs: programs.size,
    framebuffers: framebuffers.size,
    textureBytes: sum(textures),
    bufferBytes: sum(buffers),
  });
}

/** Where a buffer's target says what is bound to it. */
const BUFFER_BINDINGS: Readonly<Record<number, number>> = {
  0x8892: 0x8894, // ARRAY_BUFFER
  0x8893: 0x8895, // ELEMENT_ARRAY_BUFFER
  0x88eb: 0x88ed, // PIXEL_PACK_BUFFER
  0x88ec: 0x88ef, // PIXEL_UNPACK_BUFFER
  0x8a11: 0x8a28, // UNIFORM_BUFFER
};

/** Bytes of every object alive. */
type Alive = Map<object, number>;

type Maker = 'createTexture' | 'createBuffer' | 'createProgram' | 'createFramebuffer';
type Deleter = 'deleteTexture' | 'deleteBuffer' | 'deleteProgram' | 'deleteFramebuffer';

function follow(gl: Gl, make: Maker, remove: Deleter): Alive {
  const alive: Alive = new Map();
  const made = gl[make];
  gl[make] = function (this: Gl): object {
    const object = made.call(this);
    alive.set(object, 0);
    return object;
  } as never;
  before(gl, remove, (_, [object]) => alive.delete(object as object));
  return alive;
}

type Method = Deleter | 'texStorage2D' | 'texImage2D' | 'bufferData';

/** Looks at a method's arguments before it runs. */
function before(gl: Gl, name: Method, look: (context: Gl, args: readonly unknown[]) => void): void {
  const run = gl[name] as (...args: unknown[]) => unknown;
  gl[name] = function (this: Gl, ...args: unknown[]): unknown {
    look(this, args);
    return run.apply(this, args);
  } as never;
}

function bound(gl: Gl, binding: number): object {
  return gl.getParameter(binding) as object;
}

function bytesOf(format: number, width: unknown, height: unknown): number {
  const texel = TEXEL_BYTES[format];
  if (texel === undefined) throw new Error(`texture format 0x${format.toString(16)} is not in the ledger`);
  return texel * (width as number) * (height as number);
}

function sum(alive: Alive): number {
  return [...alive.values()].reduce((total, bytes) => total + bytes, 0);
}
