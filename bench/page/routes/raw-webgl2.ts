import { topK } from '../../../src/core/topk.ts';
import { DIM, STEP } from '../workload.ts';
import type { Workload } from '../workload.ts';
import type { Route } from './route.ts';

/** Texels of an item in RGBA8, or four-byte words of it: four codes each. */
const FOURS = DIM / 4;
/** A pixel of the result holds four items; so many pixels make a row. */
const WIDTH = 64;

/** How codes lie in a texture, and what adds them up. */
interface Packing {
  readonly source: string;
  /** The texture's texels of a pixel of the result. */
  readonly texels: number;
  readonly format: (gl: WebGL2RenderingContext) => { internal: number; format: number; type: number };
  /** Where four codes of an item stand, in fours of bytes. */
  readonly place: (item: number, four: number) => number;
  /** What the program reads for one step of a code at its place of four. */
  readonly step: (place: number) => number;
  /** Whether a code at that place is in two's complement; others are stored plus 128. */
  readonly signed: (place: number) => boolean;
  /** What is uploaded. */
  readonly numbers: (bytes: Uint8Array) => ArrayBufferView;
}

const VERTICES = `#version 300 es
void main() {
  gl_Position = vec4(float((gl_VertexID & 1) << 2) - 1.0, float((gl_VertexID & 2) << 1) - 1.0, 0.0, 1.0);
}`;

const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp isampler2D;
uniform vec4 user[${FOURS}];
uniform float offset;
out vec4 scores;`;

const fours = (line: (four: number) => string): string =>
  Array.from({ length: FOURS }, (_, four) => line(four)).join('\n  ');

/** Four codes of one item a texel, side by side; a texel arrives as bytes over 255. */
const RGBA8: Packing = {
  source: `${HEAD}
uniform sampler2D codes;
float score(int x, int y) {
  vec4 sum = vec4(0.0);
  ${fours((four) => `sum += texelFetch(codes, ivec2(x + ${four}, y), 0) * user[${four}];`)}
  return dot(sum, vec4(1.0)) + offset;
}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int x = at.x * ${4 * FOURS};
  scores = vec4(score(x, at.y), score(x + ${FOURS}, at.y), score(x + ${2 * FOURS}, at.y), score(x + ${3 * FOURS}, at.y));
}`,
  texels: 4 * FOURS,
  format: (gl) => ({ internal: gl.RGBA8, format: gl.RGBA, type: gl.UNSIGNED_BYTE }),
  place: (item, four) => item * FOURS + four,
  step: () => 1 / 255,
  signed: () => false,
  numbers: (bytes) => bytes,
};

/** Four codes of each of four items a texel, masked and not shifted: what this engine's program does, by hand. */
const RGBA32I: Packing = {
  source: `${HEAD}
uniform isampler2D codes;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  const ivec4 masks = ivec4(255, 65280, 16711680, -16777216);
  vec4 sum = vec4(offset);
  ivec4 words;
  ${fours(
    (four) => `words = texelFetch(codes, ivec2(at.x * ${FOURS} + ${four}, at.y), 0);
  ${[...'xyzw'].map((item) => `sum.${item} += dot(vec4(ivec4(words.${item}) & masks), user[${four}]);`).join(' ')}`,
  )}
  scores = sum;
}`,
  texels: FOURS,
  format: (gl) => ({ internal: gl.RGBA32I, format: gl.RGBA_INTEGER, type: gl.INT }),
  place: (item, four) => 4 * ((item >> 2) * FOURS + four) + (item & 3),
  step: (place) => 2 ** (8 * place),
  signed: (place) => place === 3,
  numbers: (bytes) => new Int32Array(bytes.buffer),
};

/** The same bytes without any library, as the reference does it. */
export function rawRgba8(workload: Workload, k: number): Promise<Route> {
  return rawWebgl2(workload, k, RGBA8);
}

/** The same bytes without any library, as quick as we know how. */
export function rawRgba32i(workload: Workload, k: number): Promise<Route> {
  return rawWebgl2(workload, k, RGBA32I);
}

/** Four scores a pixel into float32, one blocking read, a heap. Nothing is checked, nothing is allocated between calls. */
async function rawWebgl2(workload: Workload, k: number, packing: Packing): Promise<Route> {
  const gl = document.createElement('canvas').getContext('webgl2', { antialias: false, depth: false });
  if (!gl?.getExtension('EXT_color_buffer_float')) throw new Error('no WebGL 2 with float targets');
  const { items: count } = workload;
  const height = Math.ceil(count / (4 * WIDTH));
  const padded = 4 * WIDTH * height;
  const program = link(gl, packing.source);
  gl.useProgram(program);
  target(gl, height);
  const codes = upload(gl, workload, height, packing);
  const user = gl.getUniformLocation(program, 'user');
  const offset = gl.getUniformLocation(program, 'offset');
  const scores = new Float32Array(padded);
  const scaled = new Float32Array(DIM);
  const factors = Array.from({ length: DIM }, (_, c) => STEP / packing.step(c & 3));
  const offsets = Array.from({ length: DIM }, (_, c) => (packing.signed(c & 3) ? 0 : -128 * STEP));
  return {
    recommend: async (values) => {
      let sum = 0;
      for (let c = 0; c < DIM; c++) {
        scaled[c] = values[c]! * factors[c]!;
        sum += values[c]! * offsets[c]!;
      }
      gl.bindTexture(gl.TEXTURE_2D, codes);
      gl.uniform4fv(user, scaled);
      gl.uniform1f(offset, sum);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.readPixels(0, 0, WIDTH, height, gl.RGBA, gl.FLOAT, scores);
      const items = topK(scores, k, 0, count);
      return { items, scores: Float32Array.from(items, (item) => scores[item]!) };
    },
  };
}

function link(gl: WebGL2RenderingContext, fragments: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTICES],
    [gl.FRAGMENT_SHADER, fragments],
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) {
    throw new Error(gl.getProgramInfoLog(program) ?? 'the program does not link');
  }
  return program;
}

function texture(gl: WebGL2RenderingContext, format: number, width: number, height: number): WebGLTexture {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return made;
}

/** Draws go into float32 from now on. */
function target(gl: WebGL2RenderingContext, height: number): void {
  const made = texture(gl, gl.RGBA32F, WIDTH, height);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, made, 0);
  gl.viewport(0, 0, WIDTH, height);
}

function upload(
  gl: WebGL2RenderingContext,
  { codes }: Workload,
  height: number,
  packing: Packing,
): WebGLTexture {
  const width = WIDTH * packing.texels;
  const { internal, format, type } = packing.format(gl);
  const made = texture(gl, internal, width, height);
  const bytes = new Uint8Array(4 * WIDTH * height * DIM);
  for (let i = 0; i < codes.length; i++) {
    const four = packing.place(Math.floor(i / DIM), (i % DIM) >> 2);
    bytes[4 * four + (i & 3)] = codes[i]! + (packing.signed(i & 3) ? 0 : 128);
  }
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, format, type, packing.numbers(bytes));
  return made;
}
