import { topK } from '../../../src/core/topk.ts';
import { DIM, STEP } from '../workload.ts';
import type { Workload } from '../workload.ts';
import type { Route } from './route.ts';

/** Texels of an item: four codes each. */
const TEXELS = DIM / 4;
/** A pixel of the result holds four items; so many pixels make a row, and a row of codes is 64 · 4 · 16 texels. */
const WIDTH = 64;

const VERTICES = `#version 300 es
void main() {
  gl_Position = vec4(float((gl_VertexID & 1) << 2) - 1.0, float((gl_VertexID & 2) << 1) - 1.0, 0.0, 1.0);
}`;

const SCORES = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D codes;
uniform vec4 user[${TEXELS}];
uniform float offset;
out vec4 scores;
float score(int x, int y) {
  vec4 sum = vec4(0.0);
  ${Array.from({ length: TEXELS }, (_, t) => `sum += texelFetch(codes, ivec2(x + ${t}, y), 0) * user[${t}];`).join('\n  ')}
  return dot(sum, vec4(1.0)) + offset;
}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int x = at.x * ${4 * TEXELS};
  scores = vec4(score(x, at.y), score(x + ${TEXELS}, at.y), score(x + ${2 * TEXELS}, at.y), score(x + ${3 * TEXELS}, at.y));
}`;

/**
 * The same bytes without any library, as quick as we know how: codes in an RGBA8 texture, four scores a pixel
 * into float32, one blocking read, a heap. Nothing is checked, nothing is allocated between calls.
 */
export async function rawWebgl2(workload: Workload, k: number): Promise<Route> {
  const gl = document.createElement('canvas').getContext('webgl2', { antialias: false, depth: false });
  if (!gl?.getExtension('EXT_color_buffer_float')) throw new Error('no WebGL 2 with float targets');
  const { items: count } = workload;
  const height = Math.ceil(count / (4 * WIDTH));
  const padded = 4 * WIDTH * height;
  const program = link(gl);
  gl.useProgram(program);
  target(gl, height);
  const codes = upload(gl, workload, height);
  const user = gl.getUniformLocation(program, 'user');
  const offset = gl.getUniformLocation(program, 'offset');
  const scores = new Float32Array(padded);
  const scaled = new Float32Array(DIM);
  return {
    recommend: async (values) => {
      // A texel arrives as byte / 255, and a byte is its code plus 128.
      let sum = 0;
      for (let c = 0; c < DIM; c++) {
        scaled[c] = values[c]! * STEP * 255;
        sum += values[c]!;
      }
      gl.bindTexture(gl.TEXTURE_2D, codes);
      gl.uniform4fv(user, scaled);
      gl.uniform1f(offset, -128 * STEP * sum);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.readPixels(0, 0, WIDTH, height, gl.RGBA, gl.FLOAT, scores);
      const items = topK(scores, k, 0, count);
      return { items, scores: Float32Array.from(items, (item) => scores[item]!) };
    },
  };
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTICES],
    [gl.FRAGMENT_SHADER, SCORES],
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

function upload(gl: WebGL2RenderingContext, { codes }: Workload, height: number): WebGLTexture {
  const width = 4 * WIDTH * TEXELS;
  const made = texture(gl, gl.RGBA8, width, height);
  const bytes = new Uint8Array(4 * width * height);
  for (let i = 0; i < codes.length; i++) bytes[i] = codes[i]! + 128;
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  return made;
}
