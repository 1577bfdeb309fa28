import type { Engine } from './engine.ts';
import { createGlProgram } from './gl-program.ts';
import { codeReadings } from './scoring-layout.ts';
import type { ScoringLayout } from './scoring-layout.ts';
import type { EngineTexture } from './texture-shelf.ts';

/** What the program writes for an item that may not be returned. */
export const EXCLUDED = { float32: -3e38, float16: -65_504 } as const;

const INPUTS = ['codes', 'scales', 'added'] as const;

export type ScoringInputs = Readonly<Record<(typeof INPUTS)[number], EngineTexture>>;

/** What differs between requests. */
export interface ScoringUniforms {
  /** user[userLength], times the factor of each code's reading; 0 beyond dim. */
  readonly user: Float32Array;
  /** Takes the offsets of all codes' readings out of the sum. */
  start: number;
  /** range[4]: origin and step of what is added, origin and step of scales. */
  readonly range: Float32Array;
}

export interface ScoringProgram {
  /** Tells the GPU to write scores[slots]; does not wait for it. */
  draw(inputs: ScoringInputs, uniforms: ScoringUniforms, scores: EngineTexture): void;
  dispose(): void;
}

/** What of a layout a program is written for. */
export type ScoringShape = Pick<ScoringLayout, 'bits' | 'depth'>;

/** Compiled already, for the next who asks for that source. */
const compiledAhead = new WeakMap<Engine, { readonly source: string; readonly program: ScoringProgram }>();

/**
 * Compiles the program that the next device of this shape will ask for, and draws with it once, since much of the
 * compiling is done then; waits for neither.
 */
export function compileAhead(engine: Engine, shape: ScoringShape, float32: boolean): void {
  discardAhead(engine);
  const source = scoringSource(shape, float32);
  const program = compile(engine, source);
  compiledAhead.set(engine, { source, program });
  const codes = engine.makeNumbers('words', shape.depth, 1);
  const numbers = engine.makeNumbers('halfwords', 1, 1);
  const scores = engine.takeScores(1, 1);
  const user = new Float32Array(userLength(shape));
  program.draw(
    { codes, scales: numbers, added: numbers },
    { user, start: 0, range: new Float32Array(4) },
    scores,
  );
  const { gl } = engine;
  // Without it devices put off what they were told until somebody waits for that.
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  gl.deleteSync(fence);
  scores.release(false);
  for (const texture of [codes, numbers]) texture.dispose();
}

/** Frees what nobody has asked for. */
export function discardAhead(engine: Engine): void {
  compiledAhead.get(engine)?.program.dispose();
  compiledAhead.delete(engine);
}

/**
 * scores[slots] = scale · (start + Σ (word of codes[slots, c] & mask) · user[c]) + range.x + range.y · added, on codes that
 * stay packed; `EXCLUDED` where added is 0. Inputs: `codes` as in `packCodes`; `scales` and `added`, two bytes an
 * item; scale = range.z + range.w · scales. Compiled once; throws what the device says of it.
 */
export function createScoringProgram(engine: Engine, shape: ScoringShape, float32: boolean): ScoringProgram {
  const source = scoringSource(shape, float32);
  const ahead = compiledAhead.get(engine);
  if (ahead?.source !== source) return compile(engine, source);
  compiledAhead.delete(engine);
  return ahead.program;
}

function compile(engine: Engine, source: string): ScoringProgram {
  const { run, uniforms, dispose } = createGlProgram(engine, source, {
    inputs: INPUTS,
    uniforms: ['user', 'start', 'range'],
  });
  const { user, start, range } = uniforms;
  const { gl } = engine;
  return {
    draw: (inputs, values, scores) =>
      run(inputs, scores, () => {
        gl.uniform4fv(user!, values.user);
        gl.uniform1f(start!, values.start);
        gl.uniform4fv(range!, values.range);
      }),
    dispose,
  };
}

/** Numbers of `user`: whole words' worth of columns. */
export function userLength({ depth, bits }: ScoringShape): number {
  return (32 * depth) / bits;
}

/** The loop is not written out: that would run a little faster, and take a processor that draws far longer to compile. */
function scoringSource({ bits, depth }: ScoringShape, float32: boolean): string {
  return `
  uniform isampler2D codes;
  uniform usampler2D scales, added;
  uniform vec4 user[${userLength({ bits, depth }) / 4}];
  uniform float start;
  uniform vec4 range;
  out vec4 scores;
  void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    int first = at.x * ${depth};
    vec4 sum = vec4(start);
    for (int word = 0; word < ${depth}; word++) {
      ivec4 words = texelFetch(codes, ivec2(first + word, at.y), 0);
      ${addWord(bits)}
    }
    vec4 scale = range.z + range.w * vec4(texelFetch(scales, at, 0));
    uvec4 plus = texelFetch(added, at, 0);
    vec4 excluded = vec4(${EXCLUDED[float32 ? 'float32' : 'float16'].toExponential()});
    scores = mix(sum * scale + range.x + range.y * vec4(plus), excluded, equal(plus, uvec4(0u)));
  }`;
}

/** Adds a word of codes of four items, four codes at a time. */
function addWord(bits: ScoringShape['bits']): string {
  const masks = codeReadings(bits).map(({ mask }) => mask);
  const lines: string[] = [];
  for (let column = 0; column < masks.length; column += 4) {
    const four = `ivec4(${masks.slice(column, column + 4).join(', ')})`;
    const user = `user[word * ${masks.length / 4} + ${column / 4}]`;
    for (const item of 'xyzw') {
      lines.push(`sum.${item} += dot(vec4(ivec4(words.${item}) & ${four}), ${user});`);
    }
  }
  return lines.join('\n      ');
}
