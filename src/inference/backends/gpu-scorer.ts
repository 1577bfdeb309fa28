import type { HybridStudent } from '../../core/hybrid.ts';
import type { Engine } from './engine.ts';
import { waitForGpu } from './gpu-fence.ts';
import { codeReadings, packCodes } from './scoring-layout.ts';
import type { CodeReading, ScoringLayout } from './scoring-layout.ts';
import { createScoringProgram, EXCLUDED, userLength } from './scoring-program.ts';
import type { ScoringInputs, ScoringProgram, ScoringUniforms } from './scoring-program.ts';
import type { NumberTexture, ScoreTexture, TextureKind } from './texture-shelf.ts';
import type { TwoByteRange } from './two-bytes.ts';

/** How long the page is held up and how long the GPU is waited for, ms. */
export interface ReadPatience {
  /** A read is taken to be lost after so long. */
  readonly deadline: number;
  /** Reads that take longer than this are waited for; shorter ones block, since waiting itself takes as long. */
  readonly blocking: number;
}

/** Half of what makes a task long. */
export const READ_PATIENCE: ReadPatience = { deadline: 2000, blocking: 25 };

/** What a request is for the GPU. */
export interface GpuRequest {
  readonly user: Float32Array;
  /** Of `added`. */
  readonly range: TwoByteRange;
  /** tiles[…][slots] */
  readonly added: readonly Uint16Array[];
}

export interface GpuScorer {
  /** scores[tiles][slots]: what the last run wrote. */
  readonly scores: readonly Float32Array[];
  /** Scores all items; false when the context is lost or the deadline passed. */
  run(request: GpuRequest): Promise<boolean>;
  dispose(): void;
}

export interface ScorerOptions {
  /** Programs write float32, not float16 only. */
  readonly float32: boolean;
  readonly patience: ReadPatience;
  /** Of the table's scales in two bytes. */
  readonly scales: TwoByteRange;
}

/** A student's `out` table on the GPU, and the program that scores it. */
export function createGpuScorer(
  engine: Engine,
  { out }: HybridStudent,
  layout: ScoringLayout,
  options: ScorerOptions,
): GpuScorer {
  const held: { dispose: () => void }[] = [];
  const dispose = (): void => {
    for (const part of held.splice(0)) part.dispose();
  };
  const make = (kind: TextureKind, width: number, numbers?: Int32Array | Uint16Array): NumberTexture => {
    const texture = engine.makeNumbers(kind, width, layout.height);
    held.push(texture);
    if (numbers !== undefined) texture.write(numbers);
    return texture;
  };
  try {
    const program = createScoringProgram(engine, layout, options.float32);
    held.push(program);
    const { width, height, depth, tiles: count } = layout;
    const tiles = Array.from({ length: count }, (_, tile) => ({
      codes: make('words', width * depth, packCodes(out, layout, tile)),
      scales: make('halfwords', width, packScales(out.scales, layout, tile, options.scales)),
      added: make('halfwords', width),
    }));
    // Between requests its memory is anybody's; it is deleted when nobody can ask for it again.
    held.push({
      dispose: () => engine.gl.isContextLost() || engine.takeScores(width, height).release(false),
    });
    return { ...createRun(engine, program, tiles, layout, options), dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

interface Tile extends ScoringInputs {
  readonly added: NumberTexture;
}

function packScales(
  scales: Float32Array,
  { slots, itemsPerTile }: ScoringLayout,
  tile: number,
  range: TwoByteRange,
): Uint16Array {
  const codes = new Uint16Array(slots);
  const factor = 1 / range.step;
  const first = tile * itemsPerTile;
  const count = Math.min(itemsPerTile, scales.length - first);
  for (let slot = 0; slot < count; slot++) {
    codes[slot] = (scales[first + slot]! - range.origin) * factor + 0.5;
  }
  return codes;
}

function createRun(
  engine: Engine,
  program: ScoringProgram,
  tiles: readonly Tile[],
  layout: ScoringLayout,
  { patience, scales }: ScorerOptions,
): Pick<GpuScorer, 'scores' | 'run'> {
  const { gl } = engine;
  const readings = codeReadings(layout.bits);
  const uniforms = {
    user: new Float32Array(userLength(layout)),
    start: 0,
    range: Float32Array.of(0, 0, scales.origin, scales.step),
  };
  const scores = tiles.map(() => new Float32Array(layout.slots));
  // Unknown at first: the first run also compiles, and is waited for.
  let expected = Number.POSITIVE_INFINITY;

  const read = async (result: ScoreTexture, values: Float32Array): Promise<boolean> => {
    const deadline = expected === Number.POSITIVE_INFINITY ? 5 * patience.deadline : patience.deadline;
    if (expected > patience.blocking && !(await waitForGpu(gl, deadline))) return false;
    // On a lost context nothing is written or zeros are; the last slot is free and must come back as such.
    values[values.length - 1] = Number.NaN;
    result.read(values);
    return values[values.length - 1]! < EXCLUDED.float16 / 2 && !gl.isContextLost();
  };

  const runTile = async (number: number, added: Uint16Array): Promise<boolean> => {
    const tile = tiles[number]!;
    tile.added.write(added);
    const result = engine.takeScores(layout.width, layout.height);
    try {
      program.draw(tile, uniforms, result);
      return await read(result, scores[number]!);
    } finally {
      result.release(true);
    }
  };

  const run = async (request: GpuRequest): Promise<boolean> => {
    const begun = performance.now();
    setUniforms(uniforms, request, readings);
    for (const [number, added] of request.added.entries()) {
      // tfjs throws or reads zeros on a lost context, so it is asked before and after.
      if (gl.isContextLost() || !(await runTile(number, added))) return false;
    }
    expected = performance.now() - begun;
    return true;
  };
  return { scores, run };
}

function setUniforms(
  uniforms: ScoringUniforms,
  { user, range }: GpuRequest,
  readings: readonly CodeReading[],
): void {
  uniforms.start = 0;
  user.forEach((value, column) => {
    const { factor, offset } = readings[column % readings.length]!;
    uniforms.user[column] = factor * value;
    uniforms.start -= offset * value;
  });
  uniforms.range[0] = range.origin;
  uniforms.range[1] = range.step;
}
