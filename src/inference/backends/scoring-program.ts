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

/**
 * scores[slots] = scale · (start + Σ (word of codes[slots, c] & mask) · user[c]) + range.x + range.y · added, on codes that
 * stay packed; `EXCLUDED` where added is 0. Inputs: `codes` as in `packCodes`; `scales` and `added`, two bytes an
 * item; scale = range.z + range.w · scales. Compiled once; throws what the device says of it.
 */
export function createScoringProgram(
  engine: Engine,
  layout: ScoringLayout,
  float32: boolean,
): ScoringProgram {
  const { run, uniforms, dispose } = createGlProgram(engine, scoringSource(layout, float32), {
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
export function userLength({ depth, bits }: ScoringLayout): number {
  return (32 * depth) / bits;
}

function scoringSource(layout: ScoringLayout, float32: boolean): string {
  return `
  uniform isampler2D codes;
  uniform usampler2D scales, added;
  uniform vec4 user[${userLength(layout) / 4}];
  uniform float start;
  uniform vec4 range;
  out vec4 scores;
  void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    int first = at.x * ${layout.depth};
    vec4 sum = vec4(start);
    ivec4 words;
    ${Array.from({ length: layout.depth }, (_, word) => addWord(layout.bits, word)).join('\n    ')}
    vec4 scale = range.z + range.w * vec4(texelFetch(scales, at, 0));
    uvec4 plus = texelFetch(added, at, 0);
    vec4 excluded = vec4(${EXCLUDED[float32 ? 'float32' : 'float16'].toExponential()});
    scores = mix(sum * scale + range.x + range.y * vec4(plus), excluded, equal(plus, uvec4(0u)));
  }`;
}

/** One word of codes of four items, four codes at a time, written out: on a processor a loop takes half as long again. */
function addWord(bits: ScoringLayout['bits'], word: number): string {
  const masks = codeReadings(bits).map(({ mask }) => mask);
  const lines = [`words = texelFetch(codes, ivec2(first + ${word}, at.y), 0);`];
  for (let column = 0; column < masks.length; column += 4) {
    const four = `ivec4(${masks.slice(column, column + 4).join(', ')})`;
    const user = `user[${(word * masks.length + column) / 4}]`;
    for (const item of 'xyzw') {
      lines.push(`sum.${item} += dot(vec4(ivec4(words.${item}) & ${four}), ${user});`);
    }
  }
  return lines.join(' ');
}
